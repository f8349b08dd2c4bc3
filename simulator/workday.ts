import { dayNumberOf, isWeekend } from './day-numbers.ts'
import type { Persona, Person } from './people.ts'
import { hashOf, randomOf } from './random.ts'
import type { Habits } from './story.ts'

/** What a person did on a day, as bits; 0 means that there is no row. */
export const DID = {
  completion: 1,
  inline: 2,
  ask: 4,
  edit: 8,
  agent: 16,
  plan: 32,
  custom: 64,
  agentEdit: 128,
  cli: 256,
  app: 512,
  cloud: 1024,
  reviewActive: 2048,
  reviewPassive: 4096,
  thirdParty: 8192,
  vscodeAgents: 16384,
  voice: 32768,
  row: 65536,
} as const

/** The days since which GitHub reports something, as day numbers; before them it does not exist. */
export const SINCE = {
  cloudAgentFlag: dayNumberOf('2026-02-01'),
  planMode: dayNumberOf('2026-03-02'),
  cli: dayNumberOf('2026-04-02'),
  review: dayNumberOf('2026-04-06'),
  cliInTotals: dayNumberOf('2026-04-10'),
  userTeams: dayNumberOf('2026-05-14'),
  phases: dayNumberOf('2026-05-29'),
  serverSide: dayNumberOf('2026-06-15'),
  credits: dayNumberOf('2026-06-19'),
  app: dayNumberOf('2026-07-28'),
  thirdParty: dayNumberOf('2026-08-07'),
  vscodeAgents: dayNumberOf('2026-09-11'),
  customisations: dayNumberOf('2026-09-17'),
  voice: dayNumberOf('2026-10-20'),
} as const

/** What a workday is drawn from; days are day numbers. */
export interface WorkdayPlan {
  seed: number
  firstDay: number
  newestDay: number
  /** Told in a story alone. */
  habits?: Habits
}

/** Per person the last day looked at and, as bits, the days of the last 28 with a feature that counts for the phase. */
export interface Trail {
  last: Int32Array
  code: Int32Array
  cli: Int32Array
  cloud: Int32Array
  review: Int32Array
  app: Int32Array
}

type Doing = Exclude<keyof typeof DID, 'row'>

const DOINGS = Object.keys(DID).filter((key): key is Doing => key !== 'row')

const CLIENT = DID.reviewActive - 1 - DID.cloud + DID.thirdParty + DID.vscodeAgents + DID.voice

const BORN: Partial<Record<Doing, number>> = {
  plan: SINCE.planMode,
  cli: SINCE.cli,
  app: SINCE.app,
  cloud: SINCE.cloudAgentFlag,
  reviewActive: SINCE.review,
  reviewPassive: SINCE.review,
  thirdParty: SINCE.thirdParty,
  vscodeAgents: SINCE.vscodeAgents,
  voice: SINCE.voice,
}

const HABITS: Record<Persona, Partial<Record<Doing, number>>> = {
  idle: {},
  occasional: {
    completion: 0.78,
    inline: 0.1,
    ask: 0.3,
    edit: 0.04,
    agent: 0.12,
    agentEdit: 0.12,
    reviewPassive: 0.08,
  },
  regular: {
    completion: 0.88,
    inline: 0.2,
    ask: 0.4,
    edit: 0.1,
    agent: 0.35,
    plan: 0.1,
    custom: 0.04,
    agentEdit: 0.35,
    cli: 0.07,
    app: 0.04,
    cloud: 0.04,
    reviewActive: 0.06,
    reviewPassive: 0.1,
    thirdParty: 0.01,
    vscodeAgents: 0.04,
  },
  champion: {
    completion: 0.92,
    inline: 0.35,
    ask: 0.55,
    edit: 0.15,
    agent: 0.75,
    plan: 0.4,
    custom: 0.2,
    agentEdit: 0.75,
    cli: 0.5,
    app: 0.3,
    cloud: 0.2,
    reviewActive: 0.3,
    reviewPassive: 0.3,
    thirdParty: 0.1,
    vscodeAgents: 0.2,
  },
  completion: { completion: 0.97 },
  chat: { ask: 0.9, inline: 0.25, edit: 0.15, plan: 0.1 },
  agent: {
    completion: 0.2,
    agent: 0.85,
    plan: 0.3,
    agentEdit: 0.9,
    cli: 0.8,
    app: 0.35,
    cloud: 0.15,
    thirdParty: 0.1,
    vscodeAgents: 0.25,
  },
  reviewer: { reviewActive: 0.6, reviewPassive: 0.6 },
  cloud: { cloud: 0.75 },
  server: {},
}

/** What the person did on the day. The same question always has the same answer, whatever was asked before. */
export function workdayOf(plan: WorkdayPlan, person: Person, dayNumber: number): number {
  if (dayNumber < person.joined || dayNumber >= person.left || person.attendance === 0) return 0
  if (dayNumber < person.startsOn || dayNumber >= person.stopsOn) return 0
  const random = randomOf(plan.seed, 41, person.index, dayNumber)
  if (random() > attendanceOn(plan, person, dayNumber)) return 0
  let did: number = DID.row
  const habits = HABITS[person.persona]
  for (const doing of DOINGS) {
    const chance = doing === 'voice' ? (person.voice ? 0.4 : 0) : (habits[doing] ?? 0)
    if (chance > 0 && random() < chanceOn(plan, person, doing, chance, dayNumber)) {
      did |= DID[doing]
    }
  }
  const seen = (did & CLIENT) !== 0 || (did & DID.reviewActive) !== 0 || dayNumber >= SINCE.serverSide
  return seen ? did : 0
}

/** An empty trail for so many people. */
export function makeTrail(people: number): Trail {
  const column = () => new Int32Array(people)
  return { last: column(), code: column(), cli: column(), cloud: column(), review: column(), app: column() }
}

/** The adoption phase 0 to 3 on a day: GitHub's rule over the trailing 28 days, two distinct days a feature. */
export function phaseOf(plan: WorkdayPlan, trail: Trail, person: Person, dayNumber: number): number {
  const at = person.index
  const last = trail.last[at] ?? 0
  const from = last <= dayNumber && dayNumber - last < 28 ? last + 1 : dayNumber - 27
  if (from === dayNumber - 27)
    for (const days of [trail.code, trail.cli, trail.cloud, trail.review, trail.app]) days[at] = 0
  for (let day = from; day <= dayNumber; day += 1) walkOn(trail, at, workdayOf(plan, person, day))
  trail.last[at] = dayNumber
  const surfaces = [trail.cli, trail.cloud, trail.review].filter((days) => twoDays(days[at] ?? 0)).length
  if (surfaces >= 2 || twoDays(trail.app[at] ?? 0)) return 3
  if (surfaces === 1) return 2
  return twoDays(trail.code[at] ?? 0) ? 1 : 0
}

function attendanceOn(plan: WorkdayPlan, person: Person, dayNumber: number): number {
  const year = Math.max(0, dayNumber - plan.firstDay) / Math.max(1, plan.newestDay - plan.firstDay)
  const weekend = isWeekend(dayNumber) ? 0.24 : 1
  const vacation = hashOf(plan.seed, 42, person.index, Math.floor((dayNumber + person.index) / 14)) % 100 < 5
  return person.attendance * weekend * (0.76 + 0.24 * year) * (vacation ? 0.08 : 1)
}

function chanceOn(
  plan: WorkdayPlan,
  person: Person,
  doing: Doing,
  chance: number,
  dayNumber: number,
): number {
  const rollout = plan.habits?.rollout
  if (rollout?.doing !== doing)
    return chance * appetiteOf(plan, person, doing, chance) * growthOf(plan, doing, dayNumber)
  const week = person.index % rollout.weeks
  return dayNumber < rollout.from + week * 7 ? 0 : Math.max(chance, rollout.share)
}

// Everybody likes some features more than others, and a third, or more in a story, never touches a rarer one.
function appetiteOf({ habits }: WorkdayPlan, person: Person, doing: Doing, chance: number): number {
  if (chance >= 0.7) return 1
  const taste = hashOf(person.taste, DID[doing]) % 100
  const shunned = habits === undefined || person.persona === 'champion' ? 33 : habits.picky
  return taste < shunned ? 0 : 0.8 + taste / 70
}

function growthOf(plan: WorkdayPlan, doing: Doing, dayNumber: number): number {
  const born = BORN[doing]
  if (born !== undefined) return dayNumber < born ? 0 : Math.min(1, 0.25 + (dayNumber - born) / 110)
  const year = Math.max(0, dayNumber - plan.firstDay) / Math.max(1, plan.newestDay - plan.firstDay)
  return doing === 'agent' || doing === 'agentEdit' ? 0.55 + 0.45 * year : 0.85 + 0.15 * year
}

function walkOn(trail: Trail, at: number, did: number): void {
  push(trail.code, at, did & (DID.completion | DID.agentEdit))
  push(trail.cli, at, did & DID.cli)
  push(trail.cloud, at, did & DID.cloud)
  push(trail.review, at, did & (DID.reviewActive | DID.reviewPassive))
  push(trail.app, at, did & DID.app)
}

function push(days: Int32Array, at: number, did: number): void {
  days[at] = (((days[at] ?? 0) << 1) | (did === 0 ? 0 : 1)) & 0xfffffff
}

function twoDays(days: number): boolean {
  return (days & (days - 1)) !== 0
}
