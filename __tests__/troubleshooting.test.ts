import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const text = (path: string) => readFileSync(path, 'utf8')
const page = text('docs/troubleshooting.md')

/** The files whose texts are sentences for whoever reads a failed run. */
const SENTENCES = [
  'src/{,*-}inputs.ts',
  'src/{input-readers,people-file,report-place,unreachable,app-refusals,app-installations,clients}.ts',
  'src/{read-*,choose-window,split-days,upload-files,publications,commit-report,reading-threads}.ts',
  'src/{fetch,parse,publish,rollup}/**/*.ts',
  'src/history/history-file.ts',
]
const LITERAL = /`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/
/** What is handed to one of these is a sentence, however short. */
const CALL = /(?:new Fault|core\.warning|faults\.push)\(\s*/
/** Other texts that are shorter are parts of sentences. */
const LEAST_LENGTH = 45
/** Longer parts of sentences that have a row by another part. */
const PARTS = [
  '; what people did on these days is in the total and in no team',
  'no report is not "nobody used it", so nothing is published',
  'whether the commit is on the branch could not be seen',
  '}; let the runner reach GitHub, or run the job again',
  'a part of the path is a file and no directory',
  'let the runner reach that host (firewall, proxy), then run again',
]

describe('docs/troubleshooting.md', () => {
  const quotes = [...page.matchAll(/^\| (`.+?`) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, quote = '']) => quote),
  )

  test('quotes errors and warnings that the code has', () => {
    const sources = globSync('src/**/*.ts').map(text).join('\n')
    expect(quotes.length).toBeGreaterThan(150)
    expect(quotes.filter((quote) => !sources.includes(quote))).toEqual([])
  })

  test('quotes each of them once', () => {
    expect(quotes.filter((quote, index) => quotes.indexOf(quote) !== index)).toEqual([])
  })

  test('has a row for every sentence that a run may fail with or warn of', () => {
    const sentences = globSync(SENTENCES).flatMap((path) => sentencesOf(text(path)))
    expect(sentences.length).toBeGreaterThan(120)
    expect(sentences.filter((sentence) => !quotes.some((quote) => sentence.includes(quote)))).toEqual(PARTS)
  })

  test('has a row for everything that came out where things were broken', () => {
    const failures = [...text('docs/reliability.md').matchAll(/nothing is published: _(.+?)_ +\|/g)].map(
      ([, sentence = '']) => sentence.replaceAll('\\', ''),
    )
    expect(failures.length).toBeGreaterThan(100)
    expect(failures.filter((sentence) => !quotes.some((quote) => sentence.includes(quote)))).toEqual([])
  })
})

/** The texts of a file that are faults or warnings, and the longer ones that are no part of the log, of a request or of a comment. */
function sentencesOf(source: string): string[] {
  const code = source
    .replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '')
    .replaceAll(/core\.(info|group)\([\s\S]*?\n/g, '')
  const told = [...code.matchAll(new RegExp(CALL.source + `(${LITERAL.source})`, 'g'))]
  const short = told
    .map(([, literal = '']) => literal.slice(1, -1))
    .filter((one) => /[a-z]{3} [a-z]/.test(wordsOf(one)))
  const long = [...code.matchAll(new RegExp(LITERAL, 'g'))].map(([literal]) => literal.slice(1, -1))
  return [...new Set([...long.filter(isLong), ...short])]
}

function isLong(literal: string): boolean {
  const words = wordsOf(literal)
  return words.length >= LEAST_LENGTH && words.includes(' ') && !/^(GET|POST|mutation) /.test(words)
}

/** Without what is put in. */
function wordsOf(literal: string): string {
  return literal.replaceAll(/\$\{[^}]*\}/g, '').trim()
}
