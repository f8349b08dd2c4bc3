import { isWithheld } from '../../privacy/withheld.ts'
import type { Day } from '../../day.ts'
import type { EntityReport } from '../../lines/report.ts'
import { plainFeature } from '../text/feature-names.ts'
import { visible } from '../text/markdown.ts'
import { formatNumber, formatShare, plural } from '../text/numbers.ts'
import { compareTeams, isOthers } from '../text/order.ts'

import { formatWeek, shareOf, type Trend } from '../sections/trends.ts'

/** A chart of the report as plain data; `chart-svg.ts` draws it. */
export type ReportChart = LineChart | BarChart | TeamChart

interface ChartHead {
  /** Names its files. */
  readonly name: 'people' | 'features' | 'credits' | 'teams'
  readonly title: string
  readonly subtitle?: string
  /** What the tones of its areas mean, in the order of their weight. */
  readonly legend?: readonly { readonly tone: Tone; readonly label: string }[]
  /** What it shows, in words. */
  readonly alt: string
}

/** `main` stands out most in either theme, `track` least. */
type Tone = 'main' | 'soft' | 'track'

/** Lines over weeks, each with its name and newest value at its end. */
export interface LineChart extends ChartHead {
  readonly kind: 'lines'
  readonly weeks: readonly Day[]
  readonly lines: readonly ChartLine[]
  readonly isShare: boolean
}

interface ChartLine {
  readonly label: string
  readonly values: readonly (number | null)[]
  /** `ground` is the number that the others are part of. */
  readonly role: 'ground' | 'main' | 'other'
}

/** One bar for each week. */
export interface BarChart extends ChartHead {
  readonly kind: 'bars'
  readonly weeks: readonly Day[]
  readonly values: readonly (number | null)[]
}

/** A bar for each team, the highest adoption on top. */
export interface TeamChart extends ChartHead {
  readonly kind: 'teams'
  readonly teams: readonly {
    readonly label: string
    readonly adoption: number
    readonly engaged: number
    readonly note: string
  }[]
  /** Of all members together. */
  readonly typical: number | null
  /** The input `adoption-target`. */
  readonly target: number | null
}

/** Features drawn because most people use them, and because their share grew most. */
const LARGEST_FEATURES = 3
const FASTEST_FEATURES = 3
/** A quarter: how far back growth is measured. */
const WEEKS_OF_GROWTH = 13
/** Smaller growth is no growth. */
const LEAST_GROWTH = 0.02
const MOST_TEAMS = 24
/** Fewer weeks are no trend. */
const FEWEST_WEEKS = 2

/** The charts of an entity that there are enough numbers for. */
export function reportCharts(entity: EntityReport, trend: Trend, target: number | null): ReportChart[] {
  const charts = [
    peopleChart(trend),
    featureChart(entity, trend),
    creditChart(trend),
    teamChart(entity, target),
  ]
  return charts.filter((chart) => chart !== undefined)
}

function peopleChart({ weeks, entity }: Trend): LineChart | undefined {
  const active = entity.map((line) => line?.active_users ?? null)
  const engaged = entity.map((line) => line?.engaged_users ?? null)
  const members = entity.map((line) => line?.members ?? null)
  if (!isTrend(active)) return undefined
  const all = { label: 'members', values: members, role: 'ground' } as const
  const lines: ChartLine[] = [
    ...(isKnown(members) ? [all] : []),
    { label: 'active', values: active, role: 'main' },
    { label: 'engaged', values: engaged, role: 'other' },
  ]
  const alt = `Lines over ${spanOf(weeks)}: active people ${fromTo(active, formatNumber)}, engaged people ${fromTo(engaged, formatNumber)}${isKnown(members) ? `, members of teams ${fromTo(members, formatNumber)}` : ''}.`
  return { kind: 'lines', name: 'people', title: 'People per week', alt, weeks, lines, isShare: false }
}

/** The features that most people use now and those whose share grew most within a quarter, modes of panel chat aside. */
function featureChart({ features }: EntityReport, { weeks, entity }: Trend): LineChart | undefined {
  const known = features
    .filter(({ is_mode }) => !is_mode)
    .map((line) => {
      const values = entity.map((week) => shareOf(week, line.feature))
      return {
        label: shortened(plainFeature(line), 22),
        values,
        now: newestOf(values),
        growth: growthOf(values),
      }
    })
    .filter(({ now }) => now > 0)
    .toSorted((left, right) => right.now - left.now)
  const largest = known.slice(0, LARGEST_FEATURES)
  const fastest = known
    .slice(LARGEST_FEATURES)
    .filter(({ growth }) => growth >= LEAST_GROWTH)
    .toSorted((left, right) => right.growth - left.growth)
    .slice(0, FASTEST_FEATURES)
  const lines = [...largest, ...fastest].map(
    ({ label, values }) => ({ label, values, role: 'other' }) as const,
  )
  if (!lines.some(({ values }) => isTrend(values))) return undefined
  const told = lines.map(({ label, values }) => `${label} ${fromTo(values, formatShare)}`)
  const alt = `Lines over ${spanOf(weeks)}, share of the active people who engaged with a feature: ${told.join(', ')}.`
  const which =
    known.length <= LARGEST_FEATURES
      ? ''
      : fastest.length === 0
        ? `, the ${largest.length} largest`
        : `: the ${largest.length} largest, and what grew most`
  return {
    kind: 'lines',
    name: 'features',
    title: 'Features per week',
    subtitle: `Share of the active people${which}`,
    alt,
    weeks,
    lines,
    isShare: true,
  }
}

function newestOf(values: readonly (number | null)[]): number {
  return values.findLast((value) => value !== null) ?? 0
}

/** The newest value less the first known one of the last quarter; 0 where only one is known. */
function growthOf(values: readonly (number | null)[]): number {
  const first = values.slice(-WEEKS_OF_GROWTH - 1).find((value) => value !== null) ?? 0
  return newestOf(values) - first
}

/** From the first week on of which credits are known. */
function creditChart(trend: Trend): BarChart | undefined {
  const all = trend.entity.map((line) => line?.ai_credits_used ?? null)
  const first = all.findIndex((value) => value !== null)
  const [weeks, values] = [trend.weeks.slice(first), all.slice(first)]
  if (!isTrend(values) || !values.some((value) => value !== null && value > 0)) return undefined
  const newest = values.findLast((value) => value !== null)
  const legend = [
    { tone: 'main', label: `newest week: ${formatNumber(newest)}` },
    { tone: 'soft', label: 'weeks before' },
  ] as const
  const alt = `Bars over ${spanOf(weeks)}: AI credits ${fromTo(values, formatNumber)} a week.`
  return { kind: 'bars', name: 'credits', title: 'AI credits per week', legend, alt, weeks, values }
}

function teamChart({ teams, totals }: EntityReport, target: number | null): TeamChart | undefined {
  const largest = teams
    .filter((team) => !isOthers(team) && team.adoption_rate !== null)
    .toSorted((left, right) => (right.members ?? 0) - (left.members ?? 0) || compareTeams(left, right))
    .slice(0, MOST_TEAMS)
    .toSorted(
      (left, right) => (right.adoption_rate ?? 0) - (left.adoption_rate ?? 0) || compareTeams(left, right),
    )
  const [first] = largest
  const last = largest.at(-1)
  if (first === undefined || last === undefined || largest.length < 2) return undefined
  const shown = largest.map(({ slug, adoption_rate, engaged_users, members }) => ({
    label: shortened(slug, 20),
    adoption: adoption_rate ?? 0,
    // Where the engaged people are withheld the bar has one tone, and a mark says why.
    engaged: engaged_users === null ? (adoption_rate ?? 0) : engaged_users / (members ?? 1),
    note: `${formatShare(adoption_rate)} of ${formatNumber(members)}${engaged_users === null ? ' *' : ''}`,
  }))
  const which =
    teams.length > largest.length ? `the ${largest.length} largest teams` : `${largest.length} teams`
  const title = `Adoption by team${teams.length > largest.length ? `, the ${largest.length} largest` : ''}`
  const withheld = teams.filter((team) => isWithheld(team, 'adoption_rate')).length
  const left = withheld === 0 ? '' : ` Without ${plural(withheld, 'team')} whose adoption is withheld.`
  const alt = `Bars for ${which}: active members from ${formatShare(first.adoption_rate)} down to ${formatShare(last.adoption_rate)}.${left}`
  const isHidden = largest.some(({ engaged_users }) => engaged_users === null)
  const legend = [
    { tone: 'main', label: isHidden ? 'engaged (*: withheld)' : 'engaged' },
    { tone: 'soft', label: 'active only' },
    { tone: 'track', label: 'no activity' },
  ] as const
  const typical = totals.adoption_rate
  return { kind: 'teams', name: 'teams', title, legend, alt, teams: shown, typical, target }
}

function shortened(text: string, most: number): string {
  const characters = Array.from(visible(text))
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}

function isKnown(values: readonly (number | null)[]): boolean {
  return values.some((value) => value !== null)
}

function isTrend(values: readonly (number | null)[]): boolean {
  return values.filter((value) => value !== null).length >= FEWEST_WEEKS
}

function spanOf(weeks: readonly Day[]): string {
  const [first] = weeks
  const last = weeks.at(-1)
  if (first === undefined || last === undefined) return 'no weeks'
  return `${weeks.length} weeks, ${formatWeek(first)} to ${formatWeek(last)}`
}

/** `from 150 to 171`. */
function fromTo(values: readonly (number | null)[], format: (value: number) => string): string {
  const known = values.filter((value) => value !== null)
  const [first = 0] = known
  return `from ${format(first)} to ${format(known.at(-1) ?? 0)}`
}
