import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeKey } from '../simulator/apps.ts'
import { type Inputs, readInputs } from '../src/inputs.ts'
import { dayOf } from './fixtures/rows.ts'

const { privateKey: KEY, publicKey } = makeKey()
const PKCS8 = createPrivateKey(KEY).export({ type: 'pkcs8', format: 'pem' })
const APP = { 'app-id': '12345', 'app-private-key': KEY, organization: 'octo' }

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^(INPUT|GITHUB|RUNNER)_/.test(name)) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('an App in place of a token', () => {
  test.each([
    ['as GitHub hands it out', KEY],
    ['with escaped line breaks', KEY.replaceAll('\n', '\\n')],
    ['with escaped line breaks of Windows', KEY.replaceAll('\n', '\\r\\n')],
    ['with line breaks of Windows', KEY.replaceAll('\n', '\r\n')],
    ['without its last line break', KEY.trim()],
    ['as PKCS #8', String(PKCS8)],
  ])('its key is read %s', (_, key) => {
    expect(read({ ...APP, 'app-private-key': key })).toMatchObject({
      token: '',
      app: { id: '12345', privateKey: PKCS8 },
      entities: [{ scope: 'organization', slug: 'octo' }],
      everyOrganization: false,
    })
  })

  test('it may be named by its client ID', () => {
    expect(read({ ...APP, 'app-id': 'Iv23liAbCdEfGh' }).app?.id).toBe('Iv23liAbCdEfGh')
  })

  test('"*" are all organizations, whose names only GitHub knows', () => {
    const { entities, everyOrganization } = read({ ...APP, organization: ' * ' })
    expect({ entities, everyOrganization }).toEqual({ entities: [], everyOrganization: true })
  })

  test('without an App there is none', () => {
    expect(read({ organization: 'octo', 'github-token': 'a-token' }).app).toBeUndefined()
  })
})

describe('a fault is', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  test.each([
    ['a word', 'not-a-key'],
    ['the public key', publicKey],
    ['a key of another kind', String(ec.export({ type: 'pkcs8', format: 'pem' }))],
    ['the first line alone', '-----BEGIN RSA PRIVATE KEY-----'],
    ['a key that lost its end', KEY.slice(0, 900)],
    ['the key of a locked file', lockedKey()],
  ])('%s in place of the private key, which is not quoted', (_, key) => {
    const fault = faultOf({ ...APP, 'app-private-key': key })
    expect(fault).toMatch(/^app-private-key: is no RSA private key; give the whole text of the \.pem file/m)
    expect(fault).not.toContain(key.slice(0, 15))
  })

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'an ID without a key',
      { ...APP, 'app-private-key': '' },
      /^app-private-key: missing; .*name of the secret/m,
    ],
    ['a key without an ID', { ...APP, 'app-id': '' }, /^app-id: missing;/m],
    ['a name in place of the ID', { ...APP, 'app-id': 'my-app' }, /^app-id: is neither/m],
    [
      'a token beside the App',
      { ...APP, 'github-token': 'a-token' },
      /^github-token, app-id: both are set;/m,
    ],
    [
      'neither a token nor an App',
      { organization: 'octo' },
      /^github-token: missing; .*or app-id and app-private-key, or set reports-directory/m,
    ],
    [
      '"*" with a token',
      { organization: '*', 'github-token': 'a-token' },
      /^organization: "\*" is every organization on which an App is installed; set app-id/m,
    ],
    ['"*" beside a name', { ...APP, organization: '*, octo' }, /^organization: "\*" is every organization;/m],
    [
      '"*" with files',
      { ...APP, organization: '*', 'reports-directory': tmpdir() },
      /^organization: "\*" asks GitHub;/m,
    ],
    [
      '"*" beside an enterprise',
      { ...APP, organization: '*', enterprise: 'octo' },
      /^organization, enterprise: both/m,
    ],
    [
      'the preview of enterprises for all organizations',
      { ...APP, organization: '*', source: 'user-engagement' },
      /^source: user-engagement was reported for enterprises only/m,
    ],
  ])('%s, and nothing else is said', (_, inputs, sentence) => {
    const [, ...faults] = faultOf(inputs).split('\n')
    expect(faults).toEqual([expect.stringMatching(sentence)])
  })

  test('a key in place of the ID, which is not quoted', () => {
    const fault = faultOf({ ...APP, 'app-id': KEY, 'app-private-key': '12345' })
    expect(fault).toMatch(/^app-id: is neither/m)
    expect(fault).toMatch(/^app-private-key: is no/m)
    for (const line of KEY.split('\n').slice(1, 3)) expect(fault).not.toContain(line)
  })
})

function lockedKey(): string {
  return createPrivateKey(KEY)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString()
}

function read(inputs: Readonly<Record<string, string>>): Inputs {
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value)
  return readInputs(dayOf('2026-11-21'))
}

function faultOf(inputs: Readonly<Record<string, string>>): string {
  try {
    read(inputs)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
