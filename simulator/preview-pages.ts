import { sampleHistory } from '../__tests__/render/sample-history.ts'
import { LINKS, LIMIT_BYTES, samplePages, type SamplePage } from '../__tests__/render/sample-pages.ts'
import { protectedSample, sampleReport } from '../__tests__/render/sample-report.ts'
import type { Day } from '../src/day.ts'
import { type EntityNumbers, withInsights } from '../src/lines/insights.ts'
import type { EntityReport, Report } from '../src/lines/report.ts'
import type { WeekTotals } from '../src/lines/weeks.ts'
import { chartSvg } from '../src/render/charts/chart-svg.ts'
import { committedReport } from '../src/render/pages/committed-report.ts'
import { fitSummary } from '../src/render/pages/job-summary.ts'
import { withhold } from '../src/privacy/withheld.ts'

/** A page to look at: its markdown, and the files that it shows, by the name that it calls them. */
export interface Preview {
  readonly name: string
  readonly title: string
  readonly markdown: string
  readonly files: ReadonlyMap<string, string>
}

/** Names that GitHub allows and tables do not like. */
const AWKWARD = [
  'r&d_*tools*',
  'working-group-for-the-modernisation-of-internal-developer-tooling-and-inner-source-across-all-regions',
  'x',
  '__init__',
  'équipe-données',
] as const

const LEAST = 5
const MOST_TEAMS_WITH_HISTORY = 40

/** The page of a run and the committed report of everything that readers meet; only those of the names, where there are any. */
export function* previews(only: readonly string[] | undefined): Generator<Preview> {
  for (const page of pages()) {
    if (only === undefined || only.includes(page.name)) yield summaryOf(page)
    if (only === undefined || only.includes(`${page.name}-report`)) yield reportOf(page)
  }
}

function pages(): SamplePage[] {
  const page = (name: string, title: string, report: Report) => ({ name, title, report, links: LINKS })
  return [
    ...samplePages(),
    page('one-team', 'One team', sampleReport({ teams: 1 })),
    page('target', 'Twelve teams and a target', withTarget(sampleReport())),
    page('huge', '5,000 teams', sampleReport({ teams: 5000, entity: 'globex', size: 9 })),
    page('awkward-names', 'Names that tables do not like', withAwkwardNames(sampleReport({ teams: 8 }))),
  ]
}

function summaryOf({ name, title, report, links }: SamplePage): Preview {
  return { name, title, markdown: fitSummary(report, links, LIMIT_BYTES), files: new Map() }
}

/** What the same numbers would be committed as: without persons, and without counts of few people. */
function reportOf({ name, title, report }: SamplePage): Preview {
  const folder = `${name}-report-charts`
  const protectedReport = withInsights({
    ...report,
    people: { shown: 'none', withheld_in_public: report.people.withheld_in_public },
    minimum_group_size: LEAST,
    entities: report.entities.map((entity) => ({
      ...protectedSample(entity, LEAST),
      features: entity.features.map((line) =>
        isFew(line.engaged_users) || isFew(line.previous_engaged_users)
          ? withhold(line, { engaged_users: null, share_of_active_users: null, previous_engaged_users: null })
          : line,
      ),
      champions: [],
      people_to_help: [],
    })),
  })
  const { markdown, charts } = committedReport(protectedReport, historyOf(name, report), {
    charts: folder,
    history: 'copilot-history.csv',
    fullness: '',
    runUrl: LINKS.runUrl,
    serverUrl: LINKS.serverUrl,
    artifactUrl: LINKS.artifactUrl,
    htmlReportUrl: LINKS.htmlReportUrl,
    htmlReportExpires: '2027-02-19' as Day,
  })
  const files = charts.flatMap(({ file, chart }) =>
    (['light', 'dark'] as const).map(
      (theme) => [`${folder}/${file}-${theme}.svg`, chartSvg(chart, theme)] as const,
    ),
  )
  return { name: `${name}-report`, title: `${title}: committed report`, markdown, files: new Map(files) }
}

/** Half a year of weeks, but a first run has one and nothing known has none. */
function historyOf(name: string, { entities }: Report): WeekTotals[] {
  const count = new Map([
    ['first-run', 1],
    ['unknown', 0],
  ]).get(name)
  return entities.flatMap((entity) => historyOfEntity(entity, count ?? 26))
}

function historyOfEntity({ entity, totals, teams }: EntityReport, count: number): WeekTotals[] {
  const growing = (line: { members: number | null; active_users: number | null }, key: Partial<WeekTotals>) =>
    sampleHistory(count, { entity, members: line.members, ...key }).map((week, at) => {
      const active = weekly(line.active_users, at, count)
      const features: [string, number][] = [
        ['code_completion', Math.round((active ?? 0) * 0.8)],
        ['agent_mode', Math.round(((active ?? 0) * 0.6 * at) / count)],
      ]
      return {
        ...week,
        active_users: active,
        engaged_users: active === null ? null : Math.round(active * 0.9),
        idle_users:
          active === null || line.members === null ? null : line.members - Math.min(active, line.members),
        features: new Map(features),
      }
    })
  return [
    ...growing(totals, {}),
    ...teams
      .slice(0, MOST_TEAMS_WITH_HISTORY)
      .flatMap((team) => growing(team, { team_id: team.team_id, slug: team.slug })),
  ]
}

function weekly(people: number | null, at: number, count: number): number | null {
  return people === null ? null : Math.round(people * (0.5 + (0.35 * at) / count))
}

function isFew(people: number | null): boolean {
  return people !== null && people > 0 && people < LEAST
}

function withTarget(report: Report): Report {
  return withInsights({ ...report, thresholds: { ...report.thresholds, adoptionTarget: 0.8 } })
}

function withAwkwardNames(report: Report): Report {
  const entities: EntityNumbers[] = report.entities.map((entity) => {
    const nameAt = (at: number, slug: string) => AWKWARD[at] ?? slug
    return {
      ...entity,
      teams: entity.teams.map((team, at) => ({ ...team, slug: nameAt(at, team.slug) })),
      team_features: entity.team_features.map((line, at) => ({ ...line, slug: nameAt(at, line.slug) })),
    }
  })
  return withInsights({ ...report, entities })
}
