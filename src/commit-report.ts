import { type Day, formatDay } from './day.ts'
import { Fault } from './fault.ts'
import type { GitHub } from './github.ts'
import { formatHistory, parseHistory } from './history/history-file.ts'
import { fullnessOf, thin } from './history/thin.ts'
import { type History, mergeWeeks } from './history/weeks.ts'
import type { Inputs } from './inputs.ts'
import { type Report, type ReportPart, toReport } from './lines/report.ts'
import type { ShownWeek } from './privacy/shown-totals.ts'
import { weekTotals } from './lines/weeks.ts'
import { serverOf } from './published.ts'
import { type Commit, commitFiles, type Draft, type DraftFile, type ReadText } from './publish/commit.ts'
import { formatDays } from './render/text/numbers.ts'
import {
  committedReport,
  type NamedChart,
  REPORT_MARK,
  type ReportLocation,
  withoutRun,
} from './render/pages/committed-report.ts'

type ReportInputs = Pick<
  Inputs,
  'reportPath' | 'reportBranch' | 'minimumGroupSize' | 'thresholds' | 'runner' | 'apiUrl'
>

/** Paths of a report's files in the repository. */
interface Paths {
  readonly page: string
  readonly history: string
  readonly charts: string
  /** The folder of the page. */
  readonly folder: string
}

/** An entity as it may be shown permanently: without persons and without small groups. */
export interface CommittedPart extends ReportPart {
  /** Its complete weeks. */
  readonly weeks: readonly ShownWeek[]
}

/** The commit, and how many lines of the history did not fit into it. */
export interface ReportCommit extends Commit {
  readonly leftOut: number
}

/**
 * Commits the page, its charts and the history of weeks, without persons and without small groups. Other weeks in the
 * repository's history are kept. Nothing is committed if only the run would change.
 * @throws Fault if GitHub refuses, or if the files in the repository were not written by this action
 */
export async function commitReport(
  github: GitHub,
  parts: readonly CommittedPart[],
  inputs: ReportInputs,
  links: Pick<ReportLocation, 'artifactUrl' | 'htmlReportUrl' | 'htmlReportExpires'>,
  today: Day,
): Promise<ReportCommit> {
  const [owner = '', repo = ''] = inputs.runner.repository.split('/')
  const paths = pathsOf(inputs.reportPath)
  const people = { shown: 'none', withheld_in_public: false } as const
  const report = toReport(parts, { ...inputs, people, identify: undefined })
  const computed = parts.flatMap(({ weeks }) => weekTotals(weeks))
  const place = {
    charts: nameOf(paths.charts),
    history: nameOf(paths.history),
    runUrl: inputs.runner.runUrl,
    serverUrl: serverOf(inputs),
    ...links,
  }
  const branch = { owner, repo, branch: inputs.reportBranch === '' ? undefined : inputs.reportBranch }
  let leftOut = 0
  const write = async (read: ReadText): Promise<Draft> => {
    const known = await read(paths.history)
    if (known === undefined) refuseForeign(await read(paths.page), paths.page)
    const before = known === undefined ? [] : parseHistory(known, paths.history, today)
    const merged = mergeWeeks(before, computed)
    const history = thin(merged)
    leftOut = merged.length - history.length
    const { markdown, charts } = committedReport(report, history, {
      ...place,
      fullness: fullnessOf(history),
    })
    const page = {
      path: paths.page,
      text: markdown,
      saysTheSame: (text: string) => withoutRun(text) === withoutRun(markdown),
    }
    const weeks = { path: paths.history, text: formatHistory(history) }
    const drawn = await drawCharts(charts, paths.charts)
    return { message: messageOf(report, before, computed), files: [page, weeks, ...drawn] }
  }
  const commit = await commitFiles(github, branch, [paths.folder, paths.charts], write)
  return { ...commit, leftOut }
}

/** Protects a page of another origin from being overwritten. */
function refuseForeign(page: string | undefined, path: string): void {
  if (page === undefined || page.trim() === '' || page.includes(REPORT_MARK)) return
  throw new Fault(
    `${path} is there already and was not written by this action, so it is left as it is; name another report-path`,
  )
}

/** Draws each chart in both themes. The chart library is imported only here, because loading it is slow. */
async function drawCharts(charts: readonly NamedChart[], folder: string): Promise<DraftFile[]> {
  if (charts.length === 0) return []
  const { chartSvg } = await import('./render/charts/chart-svg.ts')
  const drawn = charts.flatMap(({ file, chart }) =>
    (['light', 'dark'] as const).map((theme) => ({
      path: `${folder}/${file}-${theme}.svg`,
      text: chartSvg(chart, theme),
    })),
  )
  // Without line-by-line diffs of SVG files.
  return [{ path: `${folder}/.gitattributes`, text: '*.svg -diff linguist-generated\n' }, ...drawn]
}

function messageOf(report: Report, before: History, computed: History): Draft['message'] {
  const known = new Set(before.map(({ week, entity }) => `${week} ${entity.toLowerCase()}`))
  const weeks = new Set(
    computed.flatMap(({ week, entity }) => (known.has(`${week} ${entity.toLowerCase()}`) ? [] : [week])),
  )
  const entities = report.entities.map(
    ({ entity, coverage }) => `${entity}: ${coverage.days_reported} of ${coverage.days} days reported`,
  )
  const added = [...weeks].toSorted().map((week) => formatDay(week, { year: true }))
  return {
    headline: `Copilot report, ${formatDays(report.since, report.until)}`,
    body: [...entities, ...(added.length === 0 ? [] : [`New weeks: ${added.join(', ')}`])].join('\n'),
  }
}

function pathsOf(page: string): Paths {
  const stem = page.replace(/\.md$/i, '')
  return {
    page,
    history: `${stem}-history.csv`,
    charts: `${stem}-charts`,
    folder: page.includes('/') ? page.slice(0, page.lastIndexOf('/')) : '',
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
