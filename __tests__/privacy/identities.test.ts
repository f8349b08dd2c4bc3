import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { identifier } from '../../src/privacy/identities.ts'

test('named people appear as GitHub names them', () => {
  expect(identifier('named', '')('1001', 'alice')).toEqual({ user_id: '1001', user_login: 'alice' })
})

describe('a pseudonym', () => {
  const identify = identifier('pseudonymous', 'a secret')

  test('holds neither the id nor the login', () => {
    const text = JSON.stringify(identify('1001', 'alice'))
    expect(text).not.toContain('1001')
    expect(text).not.toContain('alice')
  })

  test('is the same for the same id whatever the login, so that it outlives a renaming', () => {
    expect(identify('1001', 'alice')).toEqual(identify('1001', 'alice-octo'))
  })

  test('differs between people and between keys', () => {
    const other = identifier('pseudonymous', 'another secret')
    const pseudonyms = [identify('1001', ''), identify('1002', ''), other('1001', ''), other('1002', '')]
    expect(new Set(pseudonyms.map(({ user_id }) => user_id)).size).toBe(4)
    expect(new Set(pseudonyms.map(({ user_login }) => user_login)).size).toBe(4)
  })

  test('can be made again by whoever holds the key: the head of the HMAC-SHA-256 of the id', () => {
    const hash = createHmac('sha256', 'a secret').update('1001').digest('hex')
    expect(hash.startsWith(identify('1001', 'alice').user_id)).toBe(true)
    expect(identify('1001', 'alice').user_id.length).toBeGreaterThanOrEqual(16)
  })
})
