import { spawnSync } from 'node:child_process'
import { Fault } from '../../src/fault.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The token of the run: `GITHUB_TOKEN`, or the one that the GitHub CLI is logged in with; empty where none is needed.
 * @throws Fault where there is none
 */
export function readToken(inputs: Readonly<Record<string, string>>, environment: Environment): string {
  if (!needsToken(inputs)) return ''
  const given = environment['GITHUB_TOKEN']?.trim() ?? ''
  return given === '' ? askGh(inputs['github-api-url'], environment) : given
}

/** With an App it reads alone; files need a token only for what they do not hold. */
function needsToken(inputs: Readonly<Record<string, string>>): boolean {
  if (inputs['app-id'] !== undefined) return false
  return (
    inputs['reports-directory'] === undefined ||
    inputs['seats'] === 'true' ||
    inputs['cost-centers-of'] !== undefined
  )
}

function askGh(apiUrl: string | undefined, environment: Environment): string {
  const host = hostOf(apiUrl)
  // A login goes to GitHub's own hosts and to nobody else: not to whatever address stands in an option.
  if (host === undefined)
    throw new Fault(
      `Set the environment variable GITHUB_TOKEN: the login of gh is not sent to ${apiUrl ?? ''}, which is not GitHub's own address.`,
    )
  const { status, stdout } = spawnSync('gh', ['auth', 'token', '--hostname', host], {
    encoding: 'utf8',
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const token = status === 0 ? stdout.trim() : ''
  if (token !== '') return token
  throw new Fault(
    `There is no token: set the environment variable GITHUB_TOKEN, or log in with gh auth login${host === 'github.com' ? '' : ` --hostname ${host}`}; with --reports-directory none is needed.`,
  )
}

/** The host whose API this is; undefined where it is not one of GitHub's own. */
function hostOf(apiUrl = 'https://api.github.com'): string | undefined {
  return /^https:\/\/api\.(github\.com|[\w-]+\.ghe\.com)\/?$/.exec(apiUrl)?.[1]
}
