import { getInput, setSecret } from '@actions/core'
import { createPrivateKey } from 'node:crypto'
import type { Inputs } from './inputs.ts'

/** A GitHub App that may be installed on many organizations, in place of a token. */
export interface App {
  /** Its ID, a number, or its client ID. */
  readonly id: string
  /** PEM, PKCS #8. */
  readonly privateKey: string
}

/** Reads `app-id` and `app-private-key`, and masks the parsed key; undefined if neither is set or a fault was added. */
export function readApp(faults: string[]): App | undefined {
  const [id, key] = [getInput('app-id'), getInput('app-private-key')]
  if (id === '' && key === '') return undefined
  const privateKey = parsePrivateKey(key)
  if (privateKey !== undefined) setSecret(privateKey)
  const found = [idFault(id), keyFault(key, privateKey)].filter((fault) => fault !== undefined)
  faults.push(...found)
  return privateKey === undefined || found.length > 0 ? undefined : { id, privateKey }
}

/** Faults between the inputs that say who reads. Whether an App is valid is told by `readApp`. */
export function credentialFaults({
  token,
  reportsDirectory,
  everyOrganization,
}: Pick<Inputs, 'token' | 'reportsDirectory' | 'everyOrganization'>): (string | false)[] {
  const hasApp = getInput('app-id') !== '' || getInput('app-private-key') !== ''
  return [
    token !== '' && hasApp && 'github-token, app-id: both are set; give a token, or an App with its key',
    token === '' &&
      !hasApp &&
      reportsDirectory === '' &&
      "github-token: missing; give a token that may read Copilot usage metrics (the workflow's own token never can), or app-id and app-private-key, or set reports-directory",
    everyOrganization &&
      !hasApp &&
      'organization: "*" is every organization on which an App is installed; set app-id and app-private-key, or name the organizations',
    everyOrganization &&
      reportsDirectory !== '' &&
      'organization: "*" asks GitHub; with reports-directory name the organizations whose files are there',
  ]
}

/** Does not quote the text, which may be a key in the wrong place. */
function idFault(id: string): string | undefined {
  if (id === '') return 'app-id: missing; app-private-key needs the ID of its App, as on its settings page'
  if (/^(\d{1,12}|Iv[\w.]{6,40})$/.test(id)) return undefined
  return "app-id: is neither the ID of an App, a number, nor its client ID, which begins with Iv; take one from the App's settings page"
}

/** Never quotes the key. */
function keyFault(key: string, privateKey: string | undefined): string | undefined {
  if (key === '')
    return 'app-private-key: missing; app-id needs a private key of the App: look at the name of the secret, and where it is available'
  if (privateKey !== undefined) return undefined
  return 'app-private-key: is no RSA private key; give the whole text of the .pem file that GitHub made, from BEGIN to END, its line breaks as they are or as \\n'
}

/** Parses a key as GitHub hands it out (PKCS #1), also with line breaks as `\n` or CRLF. It is returned as PKCS #8; undefined if it is none. */
function parsePrivateKey(text: string): string | undefined {
  try {
    const key = createPrivateKey(text.replaceAll('\\r', '').replaceAll('\\n', '\n'))
    return key.asymmetricKeyType === 'rsa' ? String(key.export({ type: 'pkcs8', format: 'pem' })) : undefined
  } catch {
    return undefined
  }
}
