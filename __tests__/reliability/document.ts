import type { Run } from '../../simulator/runner.ts'
import { PLACES, type Row } from './rows.ts'
import type { Trial } from './table.ts'

/** What a run said about a row, for the document. */
export interface Seen {
  readonly row: Row
  readonly within: number
  readonly sentence: string
}

const INTRO = `# What was broken, and what came out

Written by \`npx node scripts/reliability.ts\`, which runs the bundled action against a stand-in for GitHub, breaks one thing at a time, and holds what comes out against the table in \`__tests__/reliability/\`. \`npm test\` tries some rows of it, \`npm run test:slow\` all others.

In each run two people have a row on each of two days, in two files a report. Whatever happens, a number is that of both or it is not there; no token and no signature is in the log, in an output, on the page or in a file; and no store is sent a token. "Within" is the time that the test allows for the whole run, which may try several rows. The artifact and the interactive report are uploaded side by side: both meet the fault, and both have a warning, of which the first is quoted.
`

const WORDS = {
  whole: 'The numbers are whole and all is published',
  withheld: 'Persons are withheld, as in a public repository; the rest is published',
  killed: 'The run ends by the signal; nothing is half committed',
  warns: 'A warning, and the rest is published',
  fails: 'The run fails, and nothing is published',
  'fails last': 'What can be is published, then the run fails',
  'cannot occur': 'Not tried',
} as const

/** What a run said about the rows that it tried. */
export function seenIn({ rows, within }: Trial, run: Run): Seen[] {
  return rows.map((row) => {
    const says = 'says' in row.comesOut ? row.comesOut.says : undefined
    const sentence =
      says === undefined ? '' : [...run.errors, ...run.warnings].find((text) => says.test(text))
    return { row, within, sentence: withoutNumbers(sentence ?? '') }
  })
}

/** `docs/reliability.md`: a table for each place. */
export function reliabilityMarkdown(rows: readonly Row[], seen: readonly Seen[]): string {
  const of = new Map(seen.map((one) => [one.row, one]))
  const sections = PLACES.map((place) => {
    const lines = rows.filter((row) => row.place === place).map((row) => lineOf(row, of.get(row)))
    return `## ${place[0]?.toUpperCase()}${place.slice(1)}\n\n| Fault | What comes out | Within |\n| --- | --- | --- |\n${lines.join('\n')}\n`
  })
  return `${INTRO}\n${sections.join('\n')}`
}

/** The faults of each place with the kind of what comes out, as they stand in the document. */
export function rowsIn(markdown: string): string[] {
  let place = ''
  return markdown.split('\n').flatMap((line) => {
    place = /^## (.*)/.exec(line)?.[1] ?? place
    const [, fault, words = ''] = /^\| (.+?) +\| (.+?) +\|/.exec(line) ?? []
    const as = Object.entries(WORDS).find(([, text]) => words.startsWith(text))?.[0]
    return fault === undefined || as === undefined ? [] : [`${place.toLowerCase()}: ${fault}: ${as}`]
  })
}

/** The same of the table. */
export function rowsOf(rows: readonly Row[]): string[] {
  return rows.map(({ place, fault, comesOut }) => `${place.toLowerCase()}: ${fault}: ${comesOut.as}`)
}

function lineOf({ fault, comesOut }: Row, seen: Seen | undefined): string {
  const words = WORDS[comesOut.as]
  if (comesOut.as === 'cannot occur') return `| ${fault} | ${words}: ${comesOut.because} | |`
  const sentence = seen === undefined || seen.sentence === '' ? '' : `: _${escaped(seen.sentence)}_`
  return `| ${fault} | ${words}${sentence} | ${timeOf(seen?.within)} |`
}

function timeOf(seconds: number | undefined): string {
  if (seconds === undefined) return 'not tried on this machine'
  return seconds < 60 ? `${seconds} s` : `${seconds / 60} min`
}

/** What is another one in every run: ports, folders, times, numbers of bytes. */
function withoutNumbers(sentence: string): string {
  return sentence
    .replace(/(127\.0\.0\.1|localhost):\d+/g, '$1')
    .replace(/\/\S*\/run-\w+\/temp\S*/g, '$RUNNER_TEMP')
    .replace(/after \d\d:\d\d UTC/g, 'after 12:00 UTC')
    .replace(/\d+ bytes/g, 'n bytes')
    .replace(/in \d tries/g, 'in several tries')
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[|_*<>[\]`]/g, (character) => `\\${character}`)
}
