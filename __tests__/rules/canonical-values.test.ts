import { describe, expect, test } from 'vitest'
import { canonicalValue } from '../../src/rules/canonical-values.ts'

test.each([
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
  ['TypeScript', 'typescript'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['py', 'python'],
  ['hcl', 'terraform'],
  ['c#', 'csharp'],
  ['pwsh', 'powershell'],
  ['shell', 'bash'],
  ['text', 'plaintext'],
  [' Go ', 'go'],
  ['c++', 'c++'],
  ['github-actions-workflow', 'github-actions-workflow'],
  ['Unknown', 'unknown'],
  ['others', 'others'],
  ['', 'unknown'],
  ['  ', 'unknown'],
])('the language %j is %s', (raw, expected) => {
  expect(canonicalValue('language', raw)).toBe(expected)
})

test.each([
  ['claude-4.6-sonnet', 'claude-sonnet-4.6'],
  ['claude-sonnet-4.6', 'claude-sonnet-4.6'],
  ['claude-4.5-haiku', 'claude-haiku-4.5'],
  ['Claude-4.6-Opus-1m', 'claude-opus-4.6-1m'],
  ['claude-4-sonnet', 'claude-sonnet-4'],
  ['claude-sonnet-5', 'claude-sonnet-5'],
  ['gpt-5.6-sol', 'gpt-5.6-sol'],
  ['auto', 'auto'],
  ['unknown', 'unknown'],
  ['others', 'others'],
])('the model %j is %s', (raw, expected) => {
  expect(canonicalValue('model', raw)).toBe(expected)
})

test.each([
  ['vscode', 'vscode'],
  ['VisualStudio', 'visualstudio'],
  ['1.133.0:', 'unknown'],
  ['2024.2.6', 'unknown'],
  ['others', 'others'],
])('the ide %j is %s', (raw, expected) => {
  expect(canonicalValue('ide', raw)).toBe(expected)
})

describe('a name of one dimension', () => {
  test('is folded in no other', () => {
    expect(canonicalValue('ide', 'ts')).toBe('ts')
    expect(canonicalValue('language', 'claude-4.6-sonnet')).toBe('claude-4.6-sonnet')
    expect(canonicalValue('feature', 'py')).toBe('py')
    expect(canonicalValue('mcp', '1.133.0:')).toBe('1.133.0:')
  })

  test('is folded once: what it is folded into stays', () => {
    for (const raw of ['ts', 'py', 'c#', 'sh', 'md', 'yml']) {
      const value = canonicalValue('language', raw)
      expect(canonicalValue('language', value)).toBe(value)
    }
  })
})
