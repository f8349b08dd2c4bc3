/** A host with a private address, to which no link of GitHub can point. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
}

/** Why a connection failed, from an error or its causes, as a predicate to append to the host. */
export function reasonOf(error: unknown): string {
  const errors = causesOf(error)
  for (const one of errors) {
    const { code: own } = one as { code?: unknown }
    const code = typeof own === 'string' ? own : one.name
    const known = REASONS.find(([pattern]) => pattern.test(code))
    if (known !== undefined) return `${known[1]} (${code})`
  }
  const words = errors.at(-1)?.message ?? ''
  const refused = /^Proxy response \((\d+)\)/.exec(words)?.[1]
  if (refused !== undefined) return `is not let through by the proxy (status ${refused})`
  const safe = words.replace(/https?:\/\/\S+/g, 'its address').replace(/\s+/g, ' ')
  return `did not answer whole (${safe.slice(0, 160) || 'no reason given'})`
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'has no address in DNS'],
  [/^ECONNREFUSED$/, 'refuses the connection'],
  [/CERT|SIGNATURE|ISSUER|ALTNAME/, 'has a certificate that this runner does not trust'],
  [/TIMEOUT|TIMEDOUT|^TimeoutError$/, 'does not answer in time'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'broke off the connection'],
  [/^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|EACCES)$/, 'cannot be reached from this network'],
  [/^(EPROTO|ERR_SSL)/, 'does not speak TLS'],
]

/** The error, the errors of an `AggregateError`, and all causes. */
function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return []
  const attempts = error instanceof AggregateError ? (error.errors as unknown[]) : []
  return [error, ...attempts.flatMap(causesOf), ...causesOf(error.cause)]
}
