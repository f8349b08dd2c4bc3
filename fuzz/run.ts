import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

import { textHashOf } from '../simulator/random.ts'
import { randomOf, type Random } from './chance.ts'
import { OUTPUT, type Place, writeFinding } from './findings.ts'
import { hostileKind } from './hostile.ts'
import type { Finding, Kind, Outcome } from './kind.ts'
import { lineKind } from './lines.ts'
import { privacyKind } from './privacy.ts'
import { recipeKind } from './recipe.ts'

/** What a kind has done so far. */
interface Tally {
  readonly kind: Kind
  cases: number
  lines: number
  milliseconds: number
  readonly found: Set<string>
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
      only: { type: 'string' },
      case: { type: 'string' },
      again: { type: 'string' },
    },
  })
  const kinds = [lineKind(), recipeKind(), hostileKind(), privacyKind()]
  const seed = wholeOf('seed', values.seed)
  const seconds = wholeOf('seconds', values.seconds)
  const { again, case: one, only } = values
  if (again === undefined && one === undefined) rmSync(OUTPUT, { recursive: true, force: true })
  const tallies = kinds
    .filter(({ name }) => only === undefined || only.split(',').includes(name))
    .map((kind) => ({ kind, cases: 0, lines: 0, milliseconds: 0, found: new Set<string>() }))
  if (again !== undefined) await tryFolder(tallies, again)
  else if (one !== undefined) await tryOne(tallies, seed, one)
  else await tryAll(tallies, seed, seconds)
  tellTotals(tallies, seed)
}

/** The kind that has had the least of its part of the time comes next, until the time is over. */
async function tryAll(tallies: readonly Tally[], seed: number, seconds: number): Promise<void> {
  say(`seed ${seed}, ${seconds} seconds: the same seed tries the same cases in the same order`)
  const started = performance.now()
  const minutes = () => Math.floor((performance.now() - started) / 60_000)
  for (let told = 0; performance.now() < started + seconds * 1000;) {
    if (minutes() > told) {
      told = minutes()
      say(`after ${told} min: ${tallies.map(({ kind, cases }) => `${cases} ${kind.name}`).join(', ')}`)
    }
    const [next] = tallies.toSorted((one, other) => spent(one) - spent(other))
    if (next === undefined) return
    await tryCase(next, { kind: next.kind.name, seed, number: next.cases })
  }
}

function spent({ milliseconds, kind }: Tally): number {
  return milliseconds / kind.share
}

async function tryOne(tallies: readonly Tally[], seed: number, text: string): Promise<void> {
  const [, kind, number] = /^(\w+)-(\d+)$/.exec(text) ?? []
  const tally = tallies.find((one) => one.kind.name === kind)
  if (tally === undefined)
    throw new Error(`--case must be a kind and a number, such as recipe-17, not: ${text}`)
  await tryCase(tally, { kind: tally.kind.name, seed, number: Number(number) })
}

async function tryFolder(tallies: readonly Tally[], folder: string): Promise<void> {
  const tally = tallies.find(({ kind }) => basename(folder).startsWith(`${kind.name}-`))
  if (tally?.kind.again === undefined)
    throw new Error(`--again must be a folder such as fuzz-output/recipe-1-17, not: ${folder}`)
  const outcome = await tally.kind.again(folder)
  for (const finding of take(tally, outcome)) tell(finding, folder)
}

async function tryCase(tally: Tally, place: Place): Promise<void> {
  const started = performance.now()
  const outcome = await tally.kind.try(streamOf(place))
  tally.milliseconds += performance.now() - started
  for (const finding of take(tally, outcome))
    tell(finding, writeFinding(finding, place, tally.kind.again !== undefined))
}

/** A stream for each case, so that any of them can be tried alone. */
function streamOf({ kind, seed, number }: Place): Random {
  return randomOf(seed, textHashOf(kind), number)
}

/** What a case found that was not found before. */
function take(tally: Tally, { lines, findings }: Outcome): Finding[] {
  tally.cases += 1
  tally.lines += lines
  return findings.filter(({ what }) => {
    const isNew = !tally.found.has(what)
    tally.found.add(what)
    return isNew
  })
}

function tell({ what, details }: Finding, folder: string): void {
  say(`FOUND ${what}`)
  for (const detail of details.slice(0, 4)) say(`      ${JSON.stringify(detail.slice(0, 400))}`)
  say(`      ${folder}`)
}

function tellTotals(tallies: readonly Tally[], seed: number): void {
  for (const { kind, cases, lines, found, milliseconds } of tallies) {
    const time = (milliseconds / 1000).toFixed(0)
    say(`${kind.name}: ${cases} cases, ${lines} lines, ${found.size} disagreements in ${time} s`)
  }
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
  const found = sum((tally) => tally.found.size)
  if (found > 0) process.exitCode = 1
  say(
    `${sum(({ lines }) => lines)} lines in ${sum(({ cases }) => cases)} cases tried (seed ${seed}), ${found} disagreements`,
  )
}

function wholeOf(name: string, text: string): number {
  const whole = Number(text)
  if (Number.isSafeInteger(whole) && whole >= 1) return whole
  throw new Error(`--${name} must be a whole number from 1, not: ${text}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
