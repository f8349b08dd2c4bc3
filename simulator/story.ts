import type { Persona } from './people.ts'
import { hashOf, randomOf, shuffled, wholeBetween } from './random.ts'
import type { Membership, Team } from './teams.ts'

/** Who somebody is in the story; days are day numbers, and Copilot is used from `startsOn` to the day before `stopsOn`. */
export interface Role {
  home: number
  persona: Persona
  startsOn: number
  stopsOn: number
}

/** A feature that a company rolls out: each person gets it in one of the weeks, and uses it on that share of the days. */
interface Rollout {
  doing: 'cli'
  from: number
  weeks: number
  share: number
}

/** What people of the story do otherwise than drawn ones: `picky` is the share of rarer features that one never touches. */
export interface Habits {
  picky: number
  rollout: Rollout
}

/** What a story is told of; days are day numbers, `population` counts leavers too. */
export interface StoryPlan {
  seed: number
  seats: number
  population: number
  newestDay: number
  prefix: string
}

type Mix = readonly (readonly [Persona, number])[]

interface TeamStory {
  slug: string
  newSlug?: string
  /** Seats of 240; another number of seats changes them in proportion. */
  seats: number
  mix: Mix
  /** The share that starts in the last four weeks, that stopped in the four weeks before, and the days since the team is there. */
  starts?: number
  stops?: number
  days?: number
}

const NEVER = 2 ** 30

// Counts of fewer than five people are withheld in the committed report, so the shares make none or five of a kind.
const STEADY: Mix = [
  ['idle', 0.17],
  ['occasional', 0.2],
  ['regular', 0.32],
  ['champion', 0.09],
  ['completion', 0.08],
  ['server', 0.14],
]
const MIXED: Mix = [
  ['idle', 0.18],
  ['occasional', 0.2],
  ['regular', 0.4],
  ['champion', 0.1],
  ['completion', 0.07],
  ['reviewer', 0.05],
]
const HESITANT: Mix = [
  ['idle', 0.28],
  ['occasional', 0.2],
  ['regular', 0.36],
  ['champion', 0.06],
  ['chat', 0.1],
]
const KEEN: Mix = [
  ['occasional', 0.12],
  ['regular', 0.44],
  ['champion', 0.24],
  ['agent', 0.08],
  ['cloud', 0.04],
  ['completion', 0.04],
]
const RELUCTANT: Mix = [
  ['idle', 0.4],
  ['occasional', 0.3],
  ['regular', 0.16],
  ['completion', 0.1],
  ['chat', 0.04],
]
const WILLING: Mix = [
  ['idle', 0.12],
  ['occasional', 0.14],
  ['regular', 0.54],
  ['champion', 0.06],
  ['completion', 0.08],
  ['chat', 0.06],
]

/** Each fourth home team belongs to the same department of the org chart. */
const HOMES: readonly TeamStory[] = [
  { slug: 'payments-platform', seats: 36, mix: STEADY },
  { slug: 'developer-platform', seats: 24, mix: KEEN },
  { slug: 'mobile-apps', seats: 40, mix: WILLING, starts: 0.5 },
  { slug: 'search-relevance', seats: 20, mix: HESITANT },
  { slug: 'billing', seats: 36, mix: WILLING, stops: 0.5 },
  { slug: 'cloud-ops', newSlug: 'site-reliability', seats: 30, mix: MIXED },
  { slug: 'web-storefront', seats: 18, mix: RELUCTANT },
  { slug: 'data-engineering', seats: 18, mix: HESITANT },
  { slug: 'fraud-detection', seats: 11, mix: KEEN, days: 16 },
]

interface GuildStory {
  slug: string
  seats: number
  /** The home teams whose people are in it; empty: those of all. */
  homes: readonly number[]
  personas: readonly Persona[]
}

const GUILDS: readonly GuildStory[] = [
  {
    slug: 'frontend-guild',
    seats: 42,
    homes: [0, 2, 6],
    personas: ['regular', 'occasional', 'champion', 'idle'],
  },
  {
    slug: 'security-champions',
    seats: 24,
    homes: [0, 1, 5, 7],
    personas: ['regular', 'champion', 'occasional', 'chat', 'idle'],
  },
  { slug: 'accessibility-guild', seats: 20, homes: [0, 2, 3, 5, 6], personas: ['idle', 'completion'] },
]

/** The teams of the story: home teams first, then guilds. */
export function storyTeams(plan: StoryPlan): Team[] {
  return [...HOMES, ...GUILDS].map((told, at) => {
    const { slug, newSlug = slug } = { newSlug: undefined, ...told }
    return {
      teamId: 5000 + (Math.imul(at + 1 + (plan.seed & 0xfff), 0x9e3779b1) & 0xfffff),
      kind: at < HOMES.length ? 'home' : 'guild',
      part: 'plain',
      seats: seatsOf(plan, told.seats),
      slug: `${plan.prefix}${slug}`,
      newSlug: `${plan.prefix}${newSlug}`,
      renamedOn: newSlug === slug ? NEVER : plan.newestDay - 9,
    }
  })
}

/** Who everybody is, by index: the shares of a team's mix hold as exactly as its size allows. */
export function storyRoles(plan: StoryPlan): Role[] {
  const roles = Array.from({ length: plan.population }, (): Role => ({
    home: -1,
    persona: 'regular',
    startsOn: -NEVER,
    stopsOn: NEVER,
  }))
  const order = shuffled(randomOf(plan.seed, 21), plan.seats)
  let next = 0
  HOMES.forEach((told, home) => {
    const size = seatsOf(plan, told.seats)
    for (let place = 0; place < size && next < order.length; place += 1, next += 1) {
      const person = order[next] ?? 0
      roles[person] = roleOf(plan, told, home, place, size)
    }
  })
  for (let person = plan.seats; person < plan.population; person += 1)
    roles[person] = { ...roles[0], ...LEAVER }
  return roles
}

/** The teams of everybody: a home team, some guilds; who is in a new team was in another one before. */
export function storyMemberships(plan: StoryPlan, roles: readonly Role[]): Membership[][] {
  const guilds = guildsByPerson(plan, roles)
  return roles.map(({ home }, person) => {
    const told = HOMES[home]
    if (told === undefined) return []
    const inGuilds = (guilds.get(person) ?? []).map((team) => ({ team, from: -NEVER, until: NEVER }))
    const moved = told.days ?? (hashOf(plan.seed, 22, person) % 60 === 0 ? 12 : undefined)
    if (moved === undefined) return [{ team: home, from: -NEVER, until: NEVER }, ...inGuilds]
    const since = plan.newestDay - moved
    const before = home === 0 ? 7 : 0
    return [
      { team: home, from: since, until: NEVER },
      { team: before, from: -NEVER, until: since },
      ...inGuilds,
    ]
  })
}

/** Copilot CLI is rolled out over eight weeks that end with the newest day. */
export function storyHabits({ newestDay }: StoryPlan): Habits {
  return { picky: 67, rollout: { doing: 'cli', from: newestDay - 52, weeks: 8, share: 0.35 } }
}

const LEAVER: Role = { home: 0, persona: 'occasional', startsOn: -NEVER, stopsOn: NEVER }

function roleOf(plan: StoryPlan, told: TeamStory, home: number, place: number, size: number): Role {
  const persona = personaAt(told.mix, (place + 0.5) / size)
  const random = randomOf(plan.seed, 24, home, place)
  // From the end of the mix, so that it is people who otherwise use Copilot.
  const fromEnd = (size - place - 0.5) / size
  const starts = persona !== 'idle' && fromEnd < (told.starts ?? 0)
  const stops = persona !== 'idle' && fromEnd < (told.stops ?? 0)
  return {
    home,
    persona,
    startsOn: starts ? plan.newestDay - wholeBetween(random, 8, 27) : -NEVER,
    stopsOn: stops ? plan.newestDay - wholeBetween(random, 28, 46) : NEVER,
  }
}

function personaAt(mix: Mix, place: number): Persona {
  let sum = 0
  for (const [persona, share] of mix) {
    sum += share
    if (place < sum) return persona
  }
  return 'regular'
}

function guildsByPerson(plan: StoryPlan, roles: readonly Role[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  GUILDS.forEach((guild, at) => {
    const fitting = roles.flatMap(({ home, persona }, person) =>
      person < plan.seats && guild.homes.includes(home) && guild.personas.includes(persona) ? [person] : [],
    )
    const order = shuffled(randomOf(plan.seed, 23, at), fitting.length)
    for (const place of order.slice(0, seatsOf(plan, guild.seats))) {
      const person = fitting[place] ?? 0
      found.set(person, [...(found.get(person) ?? []), HOMES.length + at])
    }
  })
  return found
}

function seatsOf({ seats }: StoryPlan, of240: number): number {
  return Math.max(5, Math.round((of240 * seats) / 240))
}
