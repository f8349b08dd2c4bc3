import { loginsOf } from './names.ts'
import { hashOf, pick, randomOf, shuffled, wholeBetween, type Random } from './random.ts'
import type { Role } from './story.ts'
import type { Team } from './teams.ts'

/** What kind of Copilot user a person is. */
export type Persona =
  | 'idle'
  | 'occasional'
  | 'regular'
  | 'champion'
  | 'completion'
  | 'chat'
  | 'agent'
  | 'reviewer'
  | 'cloud'
  | 'server'

/** A made-up person; days are day numbers, `left` is the first day without a seat. */
export interface Person {
  index: number
  userId: number
  login: string
  newLogin: string
  renamedOn: number
  persona: Persona
  joined: number
  left: number
  /** Copilot is used from this day to the day before `stopsOn`, if at all. */
  startsOn: number
  stopsOn: number
  attendance: number
  intensity: number
  parts: number
  ide: string
  secondIde: string
  languages: readonly string[]
  taste: number
  oldClient: boolean
  brokenIde: boolean
  voice: boolean
}

/** How many people there are, and their days. */
export interface PeopleSpan {
  seed: number
  seats: number
  population: number
  firstDay: number
  newestDay: number
  dirty: boolean
}

/** What the people are drawn from; `homes` holds the home team of everybody, `roles` who they are where that is told. */
export interface PeoplePlan extends PeopleSpan {
  teams: Team[]
  homes: Int32Array
  roles?: readonly Role[]
}

const NEVER = 2 ** 30

const SHARES: readonly [Persona, number][] = [
  ['idle', 0.12],
  ['occasional', 0.22],
  ['regular', 0.31],
  ['champion', 0.1],
  ['completion', 0.08],
  ['chat', 0.05],
  ['agent', 0.06],
  ['reviewer', 0.02],
  ['cloud', 0.02],
  ['server', 0.02],
]

const ATTENDANCE: Record<Persona, number> = {
  idle: 0,
  occasional: 0.3,
  regular: 0.84,
  champion: 1,
  completion: 0.7,
  chat: 0.62,
  agent: 0.95,
  reviewer: 0.5,
  cloud: 0.45,
  server: 0.6,
}

const INTENSITY: Partial<Record<Persona, number>> = { occasional: 0.5, champion: 1.7, agent: 1.6, chat: 0.8 }

const STACKS: readonly (readonly string[])[] = [
  ['typescript', 'javascript', 'css', 'html', 'json', 'markdown', 'vue', 'scss', 'graphql'],
  ['java', 'kotlin', 'xml', 'yaml', 'sql', 'groovy', 'properties', 'markdown'],
  ['python', 'sql', 'jupyter', 'yaml', 'markdown', 'r', 'toml', 'shell'],
  ['go', 'yaml', 'terraform', 'shell', 'dockerfile', 'markdown', 'protobuf', 'json'],
  ['csharp', 'powershell', 'xml', 'sql', 'razor', 'json', 'bicep'],
  ['swift', 'kotlin', 'objective-c', 'json', 'ruby', 'markdown'],
  ['rust', 'cpp', 'c', 'cmake', 'python', 'toml', 'assembly'],
]

const IDES: readonly string[] = [
  ...Array.from({ length: 13 }, () => 'vscode'),
  'intellij',
  'intellij',
  'intellij',
  'visualstudio',
  'visualstudio',
  'eclipse',
  'xcode',
  'neovim',
  'zed',
]

/** Everybody who ever had a seat: first those seated today, then the leavers. */
export function makePeople(plan: PeoplePlan): Person[] {
  const isTold = plan.roles !== undefined
  const logins = loginsOf(plan.seed, plan.population, plan.dirty && !isTold ? '_octo' : '', isTold)
  const places = shuffled(randomOf(plan.seed, 31), plan.population)
  return logins.map((login, index) => {
    const home = plan.teams[plan.homes[index] ?? -1]
    const role = plan.roles?.[index]
    const persona = role?.persona ?? personaOf(home, ((places[index] ?? 0) + 0.5) / plan.population, index)
    const person = makePerson(plan, index, login, persona, home)
    if (role === undefined) return person
    const { startsOn, stopsOn } = role
    return { ...person, startsOn, stopsOn, newLogin: `${login}-dev` }
  })
}

function makePerson(plan: PeoplePlan, index: number, login: string, persona: Persona, home?: Team): Person {
  const random = randomOf(plan.seed, 32, index)
  const intensity = INTENSITY[persona] ?? 1
  return {
    index,
    userId: 4_000_000 + (Math.imul(index + plan.seed, 0x9e3779b1) & 0x7ffffff),
    login,
    newLogin: `${login.slice(0, 1)}x-${login.slice(1)}`.replaceAll('--', '-'),
    renamedOn: plan.dirty && index % 97 === 5 ? plan.newestDay - 14 : NEVER,
    persona,
    ...seatOf(plan, random, index, home),
    startsOn: -NEVER,
    stopsOn: NEVER,
    attendance: ATTENDANCE[persona] * (0.8 + 0.35 * random()),
    intensity: intensity * (0.6 + 0.8 * random()),
    parts: 1 + Math.floor(random() * intensity * 2.2),
    ...toolsOf(random, home),
    taste: hashOf(plan.seed, 33, index),
    oldClient: random() < 0.06,
    brokenIde: plan.dirty && random() < 0.03,
    voice: plan.dirty && random() < 0.05,
  }
}

function personaOf(home: Team | undefined, place: number, index: number): Persona {
  if (home?.part === 'quiet') return 'idle'
  if (home?.part === 'champion') return index % 4 === 0 ? 'agent' : 'champion'
  let sum = 0
  for (const [persona, share] of SHARES) {
    sum += share
    if (place < sum) return persona
  }
  return 'regular'
}

// Seats grow over the year: a third of today's people joined after the first day. Special teams are old hands.
function seatOf(plan: PeoplePlan, random: Random, index: number, home: Team | undefined) {
  const span = Math.max(1, plan.newestDay - plan.firstDay)
  const late = random() < 0.33
  const at = random()
  if (index >= plan.seats) {
    const recent = index % 3 === 0 ? plan.newestDay - wholeBetween(random, 3, 24) : 0
    return { joined: -NEVER, left: recent || plan.firstDay + Math.round(span * (0.1 + 0.85 * at)) }
  }
  const joins = late && (home === undefined || home.part === 'plain')
  return { joined: joins ? plan.firstDay + Math.round((span - 5) * at) : -NEVER, left: NEVER }
}

function toolsOf(random: Random, home: Team | undefined) {
  const own = home !== undefined && random() < 0.8
  const stack = STACKS[own ? home.teamId % STACKS.length : Math.floor(random() * STACKS.length)] ?? []
  const from = random() < 0.7 ? 0 : 1
  const ide = pick(random, IDES)
  return { ide, secondIde: random() < 0.2 ? pick(random, IDES) : ide, languages: stack.slice(from) }
}
