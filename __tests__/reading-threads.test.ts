import { afterEach, expect, test } from 'vitest'
import { Fault, IncompleteReport } from '../src/fault.ts'
import type { ReportFile } from '../src/fetch/source.ts'
import { type ReadingThread, startReadingThread } from '../src/reading-threads.ts'
import { createEntityTotals } from '../src/rollup/entrance.ts'
import { windowsEnding } from '../src/windows.ts'
import { dayOf, WEDNESDAY } from './fixtures/rows.ts'

const day = dayOf(WEDNESDAY)
const entity = { scope: 'organization', slug: 'octo' } as const
const { intake } = createEntityTotals(entity, windowsEnding(day, 1, false))
const data = { entity, since: day, reports: 'usage-metrics' } as const
const unchecked = () => undefined

let thread: ReadingThread | undefined
afterEach(() => thread?.end())

function rowOf(user_id: number): string {
  return `${JSON.stringify({ day, organization_id: '1', user_id, user_login: `user-${user_id}` })}\n`
}

function fileOf(...chunks: (string | Error)[]): ReportFile {
  return {
    name: 'users.ndjson',
    async *bytes() {
      for (const chunk of chunks) {
        if (chunk instanceof Error) throw chunk
        yield Buffer.from(chunk)
      }
    },
  }
}

test('A download that fails is the failure of the read, and the thread reads on', async () => {
  thread = startReadingThread(intake, data)
  const reset = new IncompleteReport('the connection was reset')
  await expect(thread.users(day, [fileOf(rowOf(1), reset)], unchecked)).rejects.toBe(reset)
  const { content, tally } = await thread.users(day, [fileOf(rowOf(2), rowOf(3))], unchecked)
  expect([content.rows.count, tally.lines]).toEqual([2, 2])
})

test('A fault that the thread finds is the same sentence and of the same class', async () => {
  thread = startReadingThread(intake, data)
  const cutOff = thread.users(day, [fileOf('{"user_id": 1, ')], unchecked)
  await expect(cutOff).rejects.toThrow(IncompleteReport)
  await expect(cutOff).rejects.toThrow('it ends in the middle of line 1')
  const page = thread.users(day, [fileOf('<html></html>\n')], unchecked)
  await expect(page).rejects.toThrow(Fault)
  await expect(page).rejects.toThrow(/^users\.ndjson of the users report of octo for 2026-\d\d-\d\d: it /)
})

test('The ids of each file are checked here, before later files are read', async () => {
  thread = startReadingThread(intake, data)
  const files = [fileOf(rowOf(1)), fileOf(rowOf(2))]
  const checked: number[] = []
  const check = ({ lines }: { readonly lines: number }) => {
    checked.push(lines)
    return 'is of another organization'
  }
  await expect(thread.users(day, files, check)).rejects.toThrow('it is of another organization')
  expect(checked[0]).toBe(1)
})

test('More bytes than fit into the blocks under way arrive in order', async () => {
  thread = startReadingThread(intake, data)
  const lines = Array.from({ length: 60_000 }, (_, user) => rowOf(user + 1))
  const chunks = Array.from({ length: 60 }, (_, at) => lines.slice(at * 1000, (at + 1) * 1000).join(''))
  const { content, tally } = await thread.users(day, [fileOf(...chunks)], unchecked)
  expect([content.rows.count, tally.lines, tally.rejectedCount]).toEqual([60_000, 60_000, 0])
  expect(tally.bytes).toBe(Buffer.byteLength(lines.join('')))
})

test('A report is read while another one, begun before it, waits for its bytes', async () => {
  thread = startReadingThread(intake, data)
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const slow: ReportFile = {
    name: 'users.ndjson',
    async *bytes() {
      yield Buffer.from(rowOf(1))
      await promise
      yield Buffer.from(rowOf(2))
    },
  }
  const waiting = thread.users(day, [slow], unchecked)
  const { tally } = await thread.users(day, [fileOf(rowOf(3), rowOf(4), rowOf(5))], unchecked)
  resolve(undefined)
  expect([tally.lines, (await waiting).tally.lines]).toEqual([3, 2])
})

test('A thread that cannot work fails the reads that wait for it', async () => {
  thread = startReadingThread(intake, undefined as never)
  await expect(thread.users(day, [fileOf(rowOf(1))], unchecked)).rejects.toThrow(/entity/)
})
