import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { parseCsv } from '../__tests__/recipe/csv.ts'
import { expectedFiles, type Line } from '../__tests__/recipe/recipe.ts'
import { canonicalValue } from '../src/rules/canonical-values.ts'
import { FEATURES } from '../src/rules/features.ts'
import { type Asked, type Batch, batchOf } from './batches.ts'
import { type Collected, filesBelow, runBundle, type RunBundle } from './bundle.ts'
import { EMPTY_USERS_REPORT } from './expectations.ts'
import { judged, type Judgement } from './judgement.ts'
import type { Fault, Finding, Kind } from './kind.ts'
import { filesOf } from './layouts.ts'
import { generally, sentenceFaults } from './sentences.ts'
import { smallest } from './smallest.ts'

/** Changed reports through the bundle: numbers that are the recipe's, or one sentence. */
export function recipeKind(run: RunBundle = runBundle): Kind {
  const known = new Set<string>()
  return {
    name: 'recipe',
    share: 0.35,
    async try(random) {
      const batch = batchOf(random)
      const [fault] = await faultsOf(batch.asked, filesOf(batch.lines, batch.layouts), run)
      const lines = batch.lines.length
      if (fault === undefined || known.has(fault.what)) return { lines, findings: [] }
      known.add(fault.what)
      return { lines, findings: [await findingOf(batch, fault, run)] }
    },
    async again(folder) {
      const asked = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Asked
      const names = [...filesBelow(join(folder, 'reports')).keys()]
      const files = new Map(names.map((name) => [name, readFileSync(join(folder, 'reports', name))]))
      const faults = await faultsOf(asked, files, run)
      return { lines: 0, findings: faults.map((fault) => ({ ...fault, files: new Map() })) }
    },
  }
}

/** What is wrong when these report files are read. */
export async function faultsOf(
  asked: Asked,
  files: ReadonlyMap<string, Buffer>,
  run: RunBundle = runBundle,
): Promise<Fault[]> {
  const directory = mkdtempSync(join(tmpdir(), 'fuzz-'))
  try {
    mkdirSync(directory, { recursive: true })
    for (const [name, content] of files) writeFileSync(join(directory, name), content)
    const collected = await run({ inputs: inputsOf(asked, directory) })
    const judgement = judged(asked, files)
    return collected.exitCode === 0
      ? publishedFaults(collected, judgement, asked, directory, files)
      : failedFaults(collected, judgement)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The inputs of a run on report files. */
function inputsOf({ scope, slug, until, days, compare }: Asked, directory: string): Record<string, string> {
  return {
    'reports-directory': directory,
    [scope]: slug,
    until,
    days: String(days),
    compare: String(compare),
    'engagement-export': 'true',
    'artifact-name': '',
    'champion-features': '6',
  }
}

function failedFaults(collected: Collected, { must, may, names }: Judgement): Fault[] {
  const sentence = collected.errors[0] ?? ''
  const faults = sentenceFaults(collected).map((what) => ({ what, details: [sentence] }))
  if ([...names].some((name) => sentence.includes(name)))
    faults.push({ what: 'a sentence quotes content of a report', details: [sentence] })
  if (faults.length > 0 || must.length > 0 || may.length > 0) return faults
  return [{ what: `a run fails without a reason: ${generally(sentence)}`, details: [sentence] }]
}

function publishedFaults(
  collected: Collected,
  { must, rejected, emptyUsers }: Judgement,
  asked: Asked,
  directory: string,
  files: ReadonlyMap<string, Buffer>,
): Fault[] {
  if (must.length > 0)
    return [{ what: `a run publishes although ${generally(must[0] ?? '')}`, details: must }]
  const listed = linesOf(collected, 'rejected-lines.csv').length
  if (rejected !== undefined && listed !== rejected)
    return [
      { what: 'other lines are kept out than cannot be used', details: [`${listed} and not ${rejected}`] },
    ]
  const first = differences(collected, directory, asked)
  if (first.length === 0 || emptyUsers.length === 0 || !EMPTY_USERS_REPORT.includes('missing')) return first
  for (const name of emptyUsers) rmSync(join(directory, name))
  const without = differences(collected, directory, asked)
  for (const name of emptyUsers) writeFileSync(join(directory, name), files.get(name) ?? '')
  return without.length === 0 ? [] : first
}

/** The first lines that are not the recipe's. */
function differences(collected: Collected, directory: string, asked: Asked): Fault[] {
  const expected = expectedFiles(directory, { ...recipeOptions(asked), entity: asked.slug })
  for (const [name, lines] of expected) {
    const got = linesOf(collected, name)
    for (let at = 0; at < Math.max(lines.length, got.length); at += 1) {
      const [wanted, found] = [lines[at], got[at]]
      if (isSame(wanted, found)) continue
      const column = Object.keys(wanted ?? found ?? {}).find((one) => wanted?.[one] !== found?.[one])
      const where = wanted === undefined ? 'a line too many' : found === undefined ? 'a line less' : column
      const details = [`line ${at + 2}: expected ${JSON.stringify(wanted)}`, `got ${JSON.stringify(found)}`]
      return [{ what: `${name} differs from the recipe: ${where ?? 'the order of columns'}`, details }]
    }
  }
  return []
}

function recipeOptions({ scope, slug, until, days, compare }: Asked) {
  const label = (key: string) => FEATURES.find((feature) => feature.key === key)?.label ?? key
  return { scope, entity: slug, until, days, compare, canonical: canonicalValue, label }
}

/** The lines of a CSV file; none where there is no such file. */
export function linesOf(collected: Pick<Collected, 'files'>, name: string): Line[] {
  const text = collected.files.get(name)
  return text === undefined ? [] : parseCsv(text)
}

/** The same columns with the same texts; half a character is written as U+FFFD. */
function isSame(wanted: Line | undefined, found: Line | undefined): boolean {
  return JSON.stringify(wanted)?.replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd') === JSON.stringify(found)
}

async function findingOf(batch: Batch, fault: Fault, run: RunBundle): Promise<Finding> {
  const lines = await smallest(
    batch.lines,
    async (fewer) => {
      const faults = await faultsOf(batch.asked, filesOf(fewer, batch.layouts), run)
      return faults[0]?.what === fault.what
    },
    60,
  )
  const reports = filesOf(lines, batch.layouts)
  const [again = fault] = await faultsOf(batch.asked, reports, run)
  const files = new Map<string, string | Uint8Array>([['case.json', JSON.stringify(batch.asked)]])
  for (const [name, content] of reports) files.set(join('reports', name), content)
  files.set('inputs.json', JSON.stringify(inputsOf(batch.asked, 'reports'), null, 2))
  return { ...again, what: fault.what, files }
}
