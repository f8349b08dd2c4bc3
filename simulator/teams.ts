import { guildSlugs, homeSlugs } from './names.ts'
import { pick, randomOf, shuffled, wholeBetween, type Random } from './random.ts'

/** What is special about a team: nothing, all champions, nobody ever active, crosses five seats, always below five. */
type TeamPart = 'plain' | 'champion' | 'quiet' | 'crossing' | 'tiny'

/** A team; `slug` is its label until `renamedOn` (a day number), `newSlug` from then on. */
export interface Team {
  teamId: number
  kind: 'home' | 'guild'
  part: TeamPart
  seats: number
  slug: string
  newSlug: string
  renamedOn: number
}

/** A person's place in a team from day number `from` to the day before `until`. */
export interface Membership {
  team: number
  from: number
  until: number
}

/** What the teams are drawn from; days are day numbers, `population` counts leavers too. */
export interface TeamPlan {
  seed: number
  seats: number
  population: number
  teams: number
  newestDay: number
  prefix: string
  dirty: boolean
}

const NEVER = 2 ** 30

/** The teams of the company: home teams first, then guilds; sizes fall off like 1/rank. */
export function makeTeams(plan: TeamPlan): Team[] {
  const homes = Math.max(1, Math.round(plan.teams * 0.65))
  const parts = partsOf(plan, homes)
  const sizes = homeSizes(plan.seats, parts)
  const slugs = [...homeSlugs(plan.seed, homes), ...guildSlugs(plan.seed, plan.teams - homes)]
  if (plan.dirty) soilSlugs(slugs, homes)
  return slugs.map((slug, at) => ({
    teamId: 5000 + (Math.imul(at + 1 + (plan.seed & 0xfff), 0x9e3779b1) & 0xfffff),
    kind: at < homes ? 'home' : 'guild',
    part: parts[at] ?? 'plain',
    seats: sizes[at] ?? 0,
    slug: `${plan.prefix}${slug}`,
    newSlug: `${plan.prefix}${slug}-group`,
    renamedOn: at === Math.min(1, homes - 1) ? plan.newestDay - 9 : NEVER,
  }))
}

/** The label of a team on a day. */
export function slugOn(team: Team, dayNumber: number): string {
  return dayNumber >= team.renamedOn ? team.newSlug : team.slug
}

/** The home team of everybody, -1 for people without any team. Special teams get their seats first. */
export function assignHomes(plan: TeamPlan, teams: Team[]): Int32Array {
  const homes = new Int32Array(plan.population).fill(-1)
  const order = shuffled(randomOf(plan.seed, 21), plan.seats)
  const bySpecialFirst = teams
    .map((team, at) => ({ team, at }))
    .filter(({ team }) => team.kind === 'home')
    .sort((left, right) => Number(left.team.part === 'plain') - Number(right.team.part === 'plain'))
  let next = 0
  for (const { team, at } of bySpecialFirst) {
    for (let seat = 0; seat < team.seats && next < order.length; seat += 1, next += 1) {
      homes[order[next] ?? 0] = at
    }
  }
  for (let person = plan.seats; person < plan.population; person += 1) homes[person] = 0
  return homes
}

/** The memberships of everybody: a home team, some guilds, about 2 % move home within the last four weeks. */
export function assignMemberships(plan: TeamPlan, teams: Team[], homes: Int32Array): Membership[][] {
  const plain = teams.flatMap((team, at) => (team.kind === 'home' && team.part === 'plain' ? [at] : []))
  const guilds = guildLadder(teams)
  const movers = Math.max(3, Math.round(plan.seats * 0.02)) / plan.seats
  let newcomers = 0
  return Array.from(homes, (home, person) => {
    if (home < 0) return []
    const random = randomOf(plan.seed, 22, person)
    const inGuilds = guildsOf(random, guilds).map((team) => ({ team, from: -NEVER, until: NEVER }))
    const crossing = teams[home]?.part === 'crossing'
    if (crossing) newcomers += 1
    const moves = crossing ? newcomers === 1 : teams[home]?.part === 'plain' && random() < movers
    const before = moves && plain.length > 0 ? pick(random, plain) : home
    if (before === home) return [{ team: home, from: -NEVER, until: NEVER }, ...inGuilds]
    const movedOn = plan.newestDay - (crossing ? 12 : wholeBetween(random, 2, 26))
    return [
      { team: before, from: -NEVER, until: movedOn },
      { team: home, from: movedOn, until: NEVER },
      ...inGuilds,
    ]
  })
}

function partsOf(plan: TeamPlan, homes: number): TeamPart[] {
  const parts = Array.from({ length: homes }, (): TeamPart => 'plain')
  if (homes < 5 || plan.seats < 60) return parts
  const specials: TeamPart[] = ['champion', 'quiet', 'crossing', 'tiny']
  parts.splice(homes - specials.length, specials.length, ...specials)
  return parts
}

function homeSizes(seats: number, parts: TeamPart[]): number[] {
  const fixed = {
    champion: Math.min(14, Math.max(6, Math.round(seats * 0.04))),
    quiet: 6,
    crossing: 5,
    tiny: 3,
  }
  const plain = parts.filter((part) => part === 'plain').length
  const special = parts.reduce((sum, part) => sum + (part === 'plain' ? 0 : fixed[part]), 0)
  const weights = Array.from({ length: plain }, (_, rank) => (rank + 1.5) ** -0.9)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const places = seats * 0.96 - special
  return parts.map((part, at) =>
    part === 'plain' ? Math.max(3, Math.round((places * (weights[at] ?? 0)) / whole)) : fixed[part],
  )
}

function soilSlugs(slugs: string[], homes: number): void {
  if (slugs.length > homes + 1) slugs[homes + 1] = 'r&d_*tools*'
  if (slugs.length > homes + 2) {
    slugs[homes + 2] =
      'working-group-for-the-modernisation-of-internal-developer-tooling-and-inner-source-across-all-regions'
  }
}

interface Ladder {
  teams: number[]
  steps: number[]
}

function guildLadder(teams: Team[]): Ladder {
  const guilds = teams.flatMap((team, at) => (team.kind === 'guild' ? [at] : []))
  let sum = 0
  const steps = guilds.map((_, rank) => (sum += (rank + 2) ** -0.7))
  return { teams: guilds, steps: steps.map((step) => step / sum) }
}

function guildsOf(random: Random, guilds: Ladder): number[] {
  const draw = random()
  const wanted = draw < 0.24 ? 0 : draw < 0.6 ? 1 : draw < 0.86 ? 2 : 3
  const chosen = new Set<number>()
  for (let turn = 0; turn < wanted; turn += 1) {
    const guild = guilds.teams[rungOf(guilds.steps, random())]
    if (guild !== undefined) chosen.add(guild)
  }
  return [...chosen]
}

function rungOf(steps: number[], height: number): number {
  let low = 0
  let high = steps.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle] ?? 1) < height) low = middle + 1
    else high = middle
  }
  return low
}
