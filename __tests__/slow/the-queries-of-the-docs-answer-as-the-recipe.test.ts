import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Answer, ANSWERS } from '../scenarios/queries-answers.ts'
import { type Artifacts, makeArtifacts } from '../scenarios/queries.ts'

interface Question {
  readonly heading: string
  readonly sql: readonly string[]
  readonly python: readonly string[]
}

/** Prints `null` where there is no pandas: then blocks are compiled only. Else the value of the last expression of each. */
const RUN_BLOCKS = `
import ast, json, sys
blocks = [ast.parse(block) for block in json.load(sys.stdin)]
for block in blocks: compile(block, 'docs/queries.md', 'exec')
try:
    import pandas as pd
except ImportError:
    print('null'); sys.exit()
answers = []
for block in blocks:
    names = {'pd': pd}
    exec(compile(ast.Module(block.body[:-1], []), 'docs/queries.md', 'exec'), names)
    answer = eval(compile(ast.Expression(block.body[-1].value), 'docs/queries.md', 'eval'), names)
    answers.append(answer.astype(object).where(answer.notna(), None).to_dict('records'))
print(json.dumps(answers, default=lambda number: number.item()))
`

const PYTHON = process.env['PYTHON'] ?? 'python3'
const hasPython = spawnSync(PYTHON, ['--version']).status === 0
const QUESTIONS = questionsOf(readFileSync('docs/queries.md', 'utf8'))

describe('The queries of docs/queries.md', () => {
  let artifacts: Artifacts
  let duckdb: DuckDBConnection
  beforeAll(async () => {
    artifacts = await makeArtifacts()
    duckdb = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
    await duckdb.run(`SET file_search_path = '${artifacts.path}'`)
  })
  afterAll(() => {
    duckdb.closeSync()
    artifacts[Symbol.dispose]()
  })

  test('are ten, each once in SQL and once in pandas', () => {
    expect(QUESTIONS.map(({ heading }) => heading)).toEqual([...ANSWERS.keys()])
    expect(QUESTIONS.filter(({ sql, python }) => sql.length !== 1 || python.length !== 1)).toEqual([])
  })

  test.each(QUESTIONS)('$heading: SQL answers as the recipe, line by line', async ({ heading, sql }) => {
    const answer = answerOf(heading, artifacts)
    expect(answer.length).toBeGreaterThan(0)
    const result = await duckdb.runAndReadAll(sql[0] ?? '')
    expect(cells(result.getRowObjectsJson())).toEqual(cells(answer))
  })

  test('reconcile to the number of active people that the run gives out', () => {
    const active = answerOf('Reconciliation', artifacts).map((line) => line['active_users'])
    expect(active.map(String)).toEqual([artifacts.outputs['active-users']])
  })

  test.skipIf(!hasPython)('pandas answers so too; without pandas the blocks compile', () => {
    const input = JSON.stringify(QUESTIONS.map(({ python }) => python[0]))
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', RUN_BLOCKS], { input, cwd: artifacts.path })
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' })
    const answers = JSON.parse(String(stdout)) as (readonly object[])[] | null
    for (const [at, answer] of (answers ?? []).entries()) {
      const heading = QUESTIONS[at]?.heading ?? ''
      expect({ heading, lines: cells(answer) }).toEqual({
        heading,
        lines: cells(answerOf(heading, artifacts)),
      })
    }
  })
})

/** The sections that have a block of code. */
function questionsOf(markdown: string): Question[] {
  const sections = markdown.split(/^## /m).slice(1)
  const blocks = (section: string, language: string) =>
    [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
      (match) => match[1] ?? '',
    )
  return sections
    .map((section) => ({
      heading: section.split('\n', 1)[0] ?? '',
      sql: blocks(section, 'sql'),
      python: blocks(section, 'python'),
    }))
    .filter(({ heading }) => heading !== 'How to open them')
}

function answerOf(heading: string, artifacts: Artifacts): Answer {
  return ANSWERS.get(heading)?.(artifacts) ?? []
}

/** Every line as its columns and cells in order; numbers to twelve digits, whatever type they came as. */
function cells(lines: readonly object[]): string[] {
  return lines.map((line) =>
    JSON.stringify(Object.entries(line).map(([column, value]) => [column, cell(value)])),
  )
}

function cell(value: unknown): string {
  const text = value === null ? '' : String(value)
  return text === '' || Number.isNaN(Number(text)) ? text : String(Number(Number(text).toPrecision(12)))
}
