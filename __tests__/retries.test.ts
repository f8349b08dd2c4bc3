import { describe, expect, test } from 'vitest'
import { sendWithRetries } from '../src/retries.ts'
import { rejectionOf } from './fixtures/bytes.ts'

const never = new AbortController().signal

/** What GitHub's client throws for an answer. */
function refusal(status: number, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error('refused'), { status, response: { headers } })
}

/** Answers in turn, an error by throwing it; remembers how often it was asked. */
function sender(...answers: readonly (Error | { data: unknown })[]) {
  let asked = 0
  return {
    get asked() {
      return asked
    },
    send: async (): Promise<{ data: unknown }> => {
      const answer = answers[Math.min(asked++, answers.length - 1)]
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nothing to answer')
      return answer
    },
  }
}

describe('a request is not sent again', () => {
  test.each([400, 401, 403, 404, 409, 422])('after %i', async (status) => {
    const github = sender(refusal(status))
    expect(await rejectionOf(sendWithRetries(github.send, never))).toMatchObject({ status })
    expect(github.asked).toBe(1)
  })

  test.each([
    ['503 that asks for an hour', refusal(503, { 'retry-after': '3600' })],
    ['429 that asks for an hour', refusal(429, { 'retry-after': '3600' })],
    [
      'a limit that clears at no time that there is',
      refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000000000000' }),
    ],
  ])('after %s', async (_, error) => {
    const github = sender(error)
    expect(await rejectionOf(sendWithRetries(github.send, never))).toBe(error)
    expect(github.asked).toBe(1)
  })

  test('when the wait would end after the time to give up', async () => {
    const github = sender(refusal(500))
    expect(
      await rejectionOf(sendWithRetries(github.send, never, { giveUpAt: Date.now() + 500 })),
    ).toMatchObject({
      status: 500,
    })
    expect(github.asked).toBe(1)
  })

  test('after 502 where it must not be carried out twice', async () => {
    const github = sender(refusal(502))
    expect(await rejectionOf(sendWithRetries(github.send, never, { once: true }))).toMatchObject({
      status: 502,
    })
    expect(github.asked).toBe(1)
  })

  test('when the run ends during the wait', async () => {
    const end = new AbortController()
    const github = sender(refusal(429, { 'retry-after': '30' }))
    const error = rejectionOf(sendWithRetries(github.send, end.signal))
    setTimeout(() => end.abort(), 20)
    expect((await error).name).toBe('AbortError')
    expect(github.asked).toBe(1)
  })
})

test('an error beside the data that was asked for is for the caller', async () => {
  const answer = {
    data: {
      data: { createCommitOnBranch: { commit: null } },
      errors: [{ message: 'Something went wrong while executing your query.' }],
    },
  }
  expect(await sendWithRetries(sender(answer).send, never)).toBe(answer)
})

describe('a request is sent again', () => {
  test.concurrent.each([
    ['after 502', refusal(502)],
    ['after no answer at all', Object.assign(new Error('host is down'), { status: 500 })],
    ['when a limit has cleared', refusal(429, { 'retry-after': '0' })],
    [
      'when GraphQL tells of a limit that has cleared',
      {
        data: { errors: [{ type: 'RATE_LIMITED', message: 'too many' }] },
        headers: { 'retry-after': '0' },
      },
    ],
    [
      'when GraphQL could not execute the query',
      { data: { errors: [{ message: 'Something went wrong while executing your query.' }] } },
    ],
  ])('%s', async (_, first) => {
    const github = sender(first, { data: 'well' })
    expect(await sendWithRetries(github.send, never)).toEqual({ data: 'well' })
    expect(github.asked).toBe(2)
  })
})

test('a request that must not be carried out twice is sent again when a limit has cleared', async () => {
  const github = sender(refusal(403, { 'retry-after': '0' }), { data: 'well' })
  expect(await sendWithRetries(github.send, never, { once: true })).toEqual({ data: 'well' })
})
