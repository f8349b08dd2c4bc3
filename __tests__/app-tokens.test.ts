import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type InstallationToken, installationTokens, sendWithToken } from '../src/app-tokens.ts'

const NEVER = new AbortController().signal
const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Tokens `t1`, `t2`, …, each for so many minutes; `minted` counts them. */
function counted(minutes = 54) {
  const counter = { minted: 0 }
  const mint = async (): Promise<InstallationToken> => {
    counter.minted += 1
    const text = `t${counter.minted}`
    await Promise.resolve()
    return { text, mintedAt: Date.now(), renewAt: Date.now() + minutes * MINUTE }
  }
  return { counter, tokens: installationTokens(mint) }
}

/** A request that GitHub refuses with one of these tokens. */
function refusing(...refused: readonly string[]) {
  const sent: string[] = []
  const send = async (token: string) => {
    sent.push(token)
    await Promise.resolve()
    if (refused.includes(token)) throw Object.assign(new Error('Bad credentials'), { status: 401 })
    return token
  }
  return { sent, send }
}

describe('a token', () => {
  test('is minted once for requests that come at once, and kept until its time is over', async () => {
    const { counter, tokens } = counted()
    const { send } = refusing()
    const sendOne = () => sendWithToken(send, tokens, {}, NEVER)
    expect(await Promise.all([sendOne(), sendOne(), sendOne()])).toEqual(['t1', 't1', 't1'])
    vi.setSystemTime(53 * MINUTE)
    expect(await sendOne()).toBe('t1')
    vi.setSystemTime(54 * MINUTE)
    expect(await Promise.all([sendOne(), sendOne()])).toEqual(['t2', 't2'])
    expect(counter.minted).toBe(2)
  })

  test('that GitHub refuses before its time is over is replaced once, for all requests that had it', async () => {
    const { counter, tokens } = counted()
    const { sent, send } = refusing('t1')
    const sendOne = () => sendWithToken(send, tokens, {}, NEVER)
    expect(await Promise.all([sendOne(), sendOne(), sendOne()])).toEqual(['t2', 't2', 't2'])
    expect(sent).toEqual(['t1', 't1', 't1', 't2', 't2', 't2'])
    expect(await sendOne()).toBe('t2')
    expect(counter.minted).toBe(2)
  })

  test('that is new is tried again for some seconds, since not all servers of GitHub may know it yet', async () => {
    const { counter, tokens } = counted()
    let refusals = 0
    const send = async (token: string) => {
      await Promise.resolve()
      if (token === 't1' || refusals++ < 1) throw Object.assign(new Error('no'), { status: 401 })
      return token
    }
    expect(await sendWithToken(send, tokens, {}, NEVER)).toBe('t2')
    expect(counter.minted).toBe(2)
  })

  test('that is refused, and the next one too: the error is thrown, and no third one is minted', async () => {
    const { counter, tokens } = counted()
    const { sent, send } = refusing('t1', 't2')
    const sendSlowly = (token: string) => {
      vi.setSystemTime(Date.now() + 6_000)
      return send(token)
    }
    await expect(sendWithToken(sendSlowly, tokens, {}, NEVER)).rejects.toThrow('Bad credentials')
    expect(counter.minted).toBe(2)
    expect(sent).toEqual(['t1', 't2'])
  })

  test('is not replaced because of another error', async () => {
    const { counter, tokens } = counted()
    const send = () => Promise.reject(Object.assign(new Error('no'), { status: 403 }))
    await expect(sendWithToken(send, tokens, {}, NEVER)).rejects.toThrow('no')
    expect(counter.minted).toBe(1)
  })

  test('that could not be minted is asked for again by the next request', async () => {
    let minted = 0
    const tokens = installationTokens(async () => {
      await Promise.resolve()
      if (minted++ === 0) throw new Error('not now')
      return { text: 't', mintedAt: 0, renewAt: Infinity }
    })
    const { send } = refusing()
    await expect(sendWithToken(send, tokens, {}, NEVER)).rejects.toThrow('not now')
    expect(await sendWithToken(send, tokens, {}, NEVER)).toBe('t')
  })
})
