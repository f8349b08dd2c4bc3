// Speed and memory, side by side with what others would write, in one go.
// npm run bench [-- --size small,medium,large] [--runs 3] [--only speed,memory,network,output,html] [--release]
// --release measures 100,000 seats, too: 6 GB of reports.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../simulator/run-environment.ts'
import { measureCores } from './cores.ts'
import { judge } from './goals.ts'
import { type HtmlReport, measureHtml, measureHtmlCode } from './html.ts'
import { measureMemory } from './memory.ts'
import { measureNetwork } from './network.ts'
import { measureOutput } from './output.ts'
import { type BenchRun, resultsMarkdown } from './results.ts'
import { writeScale } from './scale.ts'
import { dataDirectory, type SizeName } from './sizes.ts'
import { measureSpeed, type Speed } from './speed.ts'

const SPEED_SIZES = ['small', 'medium', 'large'] as const satisfies readonly SizeName[]
const PARTS = ['speed', 'memory', 'network', 'output', 'html'] as const
/** Of the interactive report; 100,000 seats with `--release` only. */
const HTML_SIZES = ['small', 'medium', 'huge'] as const satisfies readonly SizeName[]

/** Measures what is asked for. */
async function measure(
  sizes: readonly SizeName[],
  parts: ReadonlySet<string>,
  rounds: number,
): Promise<BenchRun> {
  const cores = parts.has('speed') ? await measureCores(rounds, say) : undefined
  const speeds: Speed[] = []
  if (parts.has('speed')) for (const size of sizes) speeds.push(await measureSpeed(size, rounds, say))
  const html: HtmlReport[] = []
  const isRelease = sizes.includes('huge')
  for (const size of parts.has('html') ? HTML_SIZES : [])
    if (size !== 'huge' || isRelease) html.push(await measureHtml(size, size === 'huge' ? 1 : rounds, say))
  return {
    rounds,
    day: new Date().toISOString().slice(0, 10),
    duckdbVersion: versionOf('@duckdb/node-api'),
    cores,
    speeds,
    memory: parts.has('memory') ? await measureMemory(rounds, say) : undefined,
    network: parts.has('network') ? await measureNetwork(rounds, say) : undefined,
    output: parts.has('output') ? await measureOutput(say) : undefined,
    html,
    htmlCode: parts.has('html') ? measureHtmlCode() : undefined,
  }
}

/** The results of a complete run are kept in the repository, those of a part of it beside the data. */
function keep(run: BenchRun, isComplete: boolean): string {
  const path = join(isComplete ? join(root, 'bench') : dataDirectory, 'RESULTS.md')
  writeFileSync(path, resultsMarkdown(run))
  if (isComplete && run.network !== undefined) writeScale(run.speeds, run.network)
  return relative(process.cwd(), path)
}

function chosen<Choice extends string>(
  option: string,
  text: string | undefined,
  choices: readonly Choice[],
): readonly Choice[] {
  if (text === undefined) return choices
  return text.split(',').map((name) => {
    const choice = choices.find((one) => one === name.trim())
    if (choice === undefined) throw new Error(`--${option}: "${name}" is none of ${choices.join(', ')}`)
    return choice
  })
}

function wholeOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new Error(`--runs: "${text}" is not a whole number from 1 to 99`)
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

if (import.meta.main) {
  const text = { type: 'string' } as const
  const release = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { size: text, runs: text, only: text, release } })
  const sizes = [...chosen('size', values.size, SPEED_SIZES), ...(values.release ? (['huge'] as const) : [])]
  const parts =
    values.size === undefined || values.only !== undefined
      ? chosen('only', values.only, PARTS)
      : (['speed'] as const)
  mkdirSync(dataDirectory, { recursive: true })
  const run = await measure(sizes, new Set(parts), wholeOf(values.runs ?? '3'))
  const path = keep(run, sizes.length >= SPEED_SIZES.length && parts.length === PARTS.length)
  say(`\n${resultsMarkdown(run)}`)
  const missed = judge(run).filter(({ verdict }) => verdict !== 'met').length
  say(`${judge(run).length - missed} goals met, ${missed} missed. Written to ${path}.`)
}
