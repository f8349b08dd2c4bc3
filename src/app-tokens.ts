import { isStatus } from './github-errors.ts'
import { retry } from './retry.ts'
import type { RetryOptions } from './retries.ts'

/** A token of an installation of a GitHub App; times are in milliseconds since the epoch by this machine's clock. */
export interface InstallationToken {
  readonly text: string
  readonly mintedAt: number
  /** No request is sent with the token after this. */
  readonly renewAt: number
}

/** The tokens of one installation, one after the other. */
export interface InstallationTokens {
  /** The latest token, or a new one if its time is over. */
  current(options: RetryOptions): Promise<InstallationToken>
  /** A token other than the one that GitHub refused. */
  other(refused: InstallationToken, options: RetryOptions): Promise<InstallationToken>
}

/** GitHub may refuse a token of this age because not all of its servers know it yet. */
const FRESH_MILLISECONDS = 5_000
const MOST_TRIES_OF_A_FRESH_TOKEN = 4

/** Keeps the latest token. Whoever needs a new one while one is being minted waits for that one. */
export function installationTokens(
  mint: (options: RetryOptions) => Promise<InstallationToken>,
): InstallationTokens {
  let latest: InstallationToken | undefined
  let pending: Promise<InstallationToken> | undefined
  const renew = (options: RetryOptions): Promise<InstallationToken> =>
    (pending ??= mint(options)
      .then((token) => (latest = token))
      .finally(() => (pending = undefined)))
  return {
    current: async (options) =>
      latest !== undefined && Date.now() < latest.renewAt ? latest : renew(options),
    other: async (refused, options) => (latest !== undefined && latest !== refused ? latest : renew(options)),
  }
}

/**
 * Sends a request with the latest token and, if GitHub refuses that (401), once more with a new one. A clock alone cannot
 * tell that a token has ended: it may have been revoked, and a request may have waited long for a rate limit.
 * @throws the error of the last try
 */
export async function sendWithToken<Answer>(
  send: (token: string) => Promise<Answer>,
  tokens: InstallationTokens,
  options: RetryOptions,
  ending: AbortSignal,
): Promise<Answer> {
  const token = await tokens.current(options)
  try {
    return await send(token.text)
  } catch (error) {
    if (!isStatus(error, 401)) throw error
  }
  const other = await tokens.other(token, options)
  const waitAfter = (error: Error, tries: number) =>
    isStatus(error, 401) && Date.now() < other.mintedAt + FRESH_MILLISECONDS ? tries * 500 : undefined
  return retry(() => send(other.text), waitAfter, MOST_TRIES_OF_A_FRESH_TOKEN, ending)
}
