import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expectedFiles, type Line } from '../__tests__/recipe/recipe.ts'
import { actionEntries } from '../simulator/action-file.ts'
import { literalSource } from '../simulator/reports.ts'
import { root } from '../simulator/run-environment.ts'
import { demoToken, workflowToken } from '../simulator/tokens.ts'
import { canonicalValue } from '../src/rules/canonical-values.ts'
import { FEATURES } from '../src/rules/features.ts'
import { runBundle, type RunBundle } from './bundle.ts'
import { cellFaults, undefused } from './cells.ts'
import { chance, pick, type Random } from './chance.ts'
import { hasChromium, openedFaults } from './chromium.ts'
import { DAYS, hostileReports, type HostileReports, UNTIL } from './hostile-reports.ts'
import { MARK } from './hostile-texts.ts'
import { type Fault, type Finding, type Kind, merged } from './kind.ts'
import { commandFaults, outputFaults } from './log-commands.ts'
import { pageFaults, svgFaults } from './markup.ts'
import { PAGE, publish, type Published } from './published.ts'
import { linesOf } from './recipe.ts'
import { generally, sentenceFaults } from './sentences.ts'

const FILE_NAMES = [
  '',
  '=1+1',
  ' ;=1',
  '<img src=x onerror=window.pwned=1>',
  '::error::x',
  '%0A::error::x',
  '\u202ex',
  '@octocat',
]
/** The moment of the run. */
const NOW = '2026-11-18T09:17:42Z'
const declared = new Set(
  actionEntries(readFileSync(join(root, 'action.yml'), 'utf8'), 'outputs').map(({ name }) => name),
)

/** Hostile text in every field of every report, and what becomes of it in every output. */
export function hostileKind(run: RunBundle = runBundle): Kind {
  return {
    name: 'hostile',
    share: 0.25,
    async try(random) {
      const reports = hostileReports(random)
      const directory = mkdtempSync(join(tmpdir(), 'fuzz-'))
      try {
        const files = filesOf(random, reports)
        for (const [name, content] of files) writeFileSync(join(directory, name), content)
        const published = await runOn(random, reports, directory, run)
        const faults = await hostileFaults(published, directory, reports, hasChromium && chance(random, 0.3))
        return {
          lines: linesIn(reports),
          findings: faults.map((fault) => findingOf(fault, published, files)),
        }
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    },
  }
}

function filesOf(random: Random, reports: HostileReports): Map<string, string> {
  const ending = pick(random, FILE_NAMES)
  return new Map(
    (['users', 'user-teams'] as const).flatMap((report) =>
      [...reports[report]].map(
        ([day, lines]) => [`${report}-${day}${ending}.ndjson`, `${lines.join('\n')}\n`] as const,
      ),
    ),
  )
}

function runOn(
  random: Random,
  reports: HostileReports,
  directory: string,
  run: RunBundle,
): Promise<Published> {
  const fromGitHub = chance(random, 0.5)
  const source = literalSource({
    'organization:octo-works': {
      'users-1-day': Object.fromEntries(reports.users),
      'user-teams-1-day': Object.fromEntries(reports['user-teams']),
    },
  })
  const inputs = {
    'github-token': demoToken,
    ...(fromGitHub ? {} : { 'reports-directory': directory }),
    seats: 'true',
    'seat-price': '19 USD',
    until: UNTIL,
    days: String(DAYS),
    'report-path': PAGE,
    'engagement-export': 'true',
    'champion-features': '6',
    'minimum-group-size': pick(random, ['1', '2', '5']),
  }
  const tokens = { [demoToken]: 'organization:octo-works' } as const
  const seats = { 'organization:octo-works': reports.seats } as const
  return publish(
    { reports: { reports: source, seats, tokens }, run: { inputs, today: NOW }, writer: workflowToken },
    run,
  )
}

/** What hostile texts did in the outputs of a run. */
async function hostileFaults(
  published: Published,
  directory: string,
  reports: HostileReports,
  inChromium = false,
): Promise<Fault[]> {
  const { log, outputs, summary, committed } = published
  const faults = inGeneral([...commandFaults(log), ...outputFaults(outputs, declared)])
  if (published.exitCode !== 0) return [...faults, ...failedFaults(published)]
  const charts = [...committed].filter(([path]) => path.endsWith('.svg')).map(([, svg]) => svg)
  for (const [name, text] of pagesOf(published)) faults.push(...inGeneral(pageFaults(name, text)))
  for (const svg of charts) faults.push(...inGeneral(svgFaults('a chart', svg)))
  for (const [name, text] of csvsOf(published)) faults.push(...cellFaults(name, text))
  faults.push(...textFaults(published, directory, reports), ...inGeneral(totalsFaults(published)))
  if (inChromium)
    faults.push(...inGeneral(await openedFaults(`${summary}\n\n${committed.get(PAGE) ?? ''}`, charts)))
  return merged(faults)
}

function failedFaults(published: Published): Fault[] {
  const [sentence = ''] = published.errors
  const whats = [...sentenceFaults(published), `hostile text ends the run: ${generally(sentence)}`]
  if (sentence.includes(MARK)) whats.push('a sentence quotes content of a report')
  return whats.map((what) => ({ what, details: [sentence] }))
}

function inGeneral(whats: readonly string[]): Fault[] {
  return whats.map((what) => ({ what, details: [] }))
}

function pagesOf({ summary, files, committed }: Published): Map<string, string> {
  return new Map([
    ['the job summary', summary],
    ['summary.md', files.get('summary.md') ?? ''],
    ['the committed report', committed.get(PAGE) ?? ''],
  ])
}

function csvsOf({ files, artifact, committed }: Published): [string, string][] {
  const isCsv = ([path]: [string, string]) => path.endsWith('.csv')
  const uploaded = [...artifact].filter(([path, text]) => files.get(path) !== text)
  return [...[...files].filter(isCsv), ...uploaded.filter(isCsv), ...[...committed].filter(isCsv)]
}

/** The CSV files, read back, have the texts of the reports. */
function textFaults(published: Published, directory: string, reports: HostileReports): Fault[] {
  const question = {
    scope: 'organization',
    entity: 'octo-works',
    until: UNTIL,
    days: DAYS,
    compare: true,
    seats: { records: reports.seats, now: NOW, idleDays: 28, newSeatDays: 30 },
  } as const
  const label = (key: string) => FEATURES.find((feature) => feature.key === key)?.label ?? key
  const expected = expectedFiles(directory, { ...question, canonical: canonicalValue, label })
  return [...expected].flatMap(([name, lines]) => {
    const got = linesOf(published, name)
    const at = lines.findIndex((line, index) => plainText(line) !== plainText(got[index]))
    if (at === -1 && got.length === lines.length) return []
    const details = [`line ${at + 2}: expected ${plainText(lines[at])}`, `got ${plainText(got[at])}`]
    return [{ what: `${name}, read back, has other texts than the reports`, details }]
  })
}

function plainText(line: Line | undefined): string {
  return JSON.stringify(Object.entries(line ?? {}).map((pair) => pair.map(undefused)))
}

/** totals.json is JSON, and has no text as the name of a property of every object. */
function totalsFaults({ files }: Published): string[] {
  try {
    JSON.parse(files.get('totals.json') ?? '')
    return []
  } catch {
    return ['totals.json is not JSON']
  }
}

function linesIn(reports: HostileReports): number {
  return [...reports.users.values(), ...reports['user-teams'].values()].reduce(
    (sum, { length }) => sum + length,
    0,
  )
}

function findingOf(fault: Fault, published: Published, reports: ReadonlyMap<string, string>): Finding {
  const files = new Map<string, string>([
    ['log.txt', published.log],
    ['summary.md', published.summary],
    ...[...reports].map(([name, text]) => [`reports/${name.replaceAll('/', '_')}`, text] as const),
    ...[...published.files].map(([name, text]) => [`files/${name}`, text] as const),
    ...[...published.committed].map(([name, text]) => [`committed/${name}`, text] as const),
  ])
  return { ...fault, files }
}
