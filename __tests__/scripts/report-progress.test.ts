import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openProgress } from '../../scripts/report/progress.ts'

/** What is shown of the lines of a run. */
function shownOf(
  lines: readonly string[],
  terminal: { isTTY?: boolean; columns?: number } = {},
  secrets: string[] = [],
) {
  let text = ''
  const progress = openProgress({ ...terminal, write: (part) => (text += part) }, secrets)
  for (const line of lines) progress.show(line)
  return { text, errors: progress.errors }
}

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '1')
})

describe('a run’s output', () => {
  test('is shown in plain words', () => {
    const { text, errors } = shownOf([
      '::group::Read the reports',
      'octo-works: day 1 of 2',
      '::warning::one day is missing',
      '::endgroup::',
      '::group::Upload the artifact',
      '::endgroup::',
      '::debug::not for everybody',
      '::notice title=x::by the way',
      '::error::These inputs:%0Adays: 100%25',
    ])
    expect(text).toBe(
      [
        'Read the reports',
        '  octo-works: day 1 of 2',
        'Warning: one day is missing',
        'Note: by the way',
        'Error: These inputs:\n  days: 100%\n',
      ].join('\n'),
    )
    expect(errors).toEqual(['These inputs:\ndays: 100%'])
  })

  test('shows no secret, whether it is known or the run asks to mask it', () => {
    const lines = ['::add-mask::from-a-proxy', 'the-token and from-a-proxy', '::error::the-token again']
    const { text, errors } = shownOf(lines, {}, ['', 'the-token'])
    expect(text).toBe('  *** and ***\nError: *** again\n')
    expect(errors).toEqual(['*** again'])
  })

  test('cannot command a terminal', () => {
    expect(shownOf(['a\u001B[2Jb\u0007c\td\u009B1m', '::error::x%1By\u001B]0;title\u0007z']).text).toBe(
      '  abc\td\nError: x%1Byz\n',
    )
  })
})

describe('on a terminal', () => {
  const counts = [
    'octo: day 1 of 28 · 1,214 lines',
    'octo: day 2 of 28 · 2.5 MB',
    'octo: day 2 of 28 · 9 lines',
  ]

  test('a count stands in place of the one before, where that is the same but for its numbers', () => {
    const lines = [counts[0], 'octo: day 2 of 28 · 2,391 lines', counts[1]].map(String)
    expect(shownOf(lines, { isTTY: true, columns: 80 }).text).toBe(
      `  ${lines[0]}\n\u001B[1A\u001B[2K  ${lines[1]}\n  ${lines[2]}\n`,
    )
  })

  test('and not where it would be longer than a line, or something stands between', () => {
    const one = 'octo: day 1 of 28'
    expect(shownOf([one, one], { isTTY: true, columns: 12 }).text).toBe(`  ${one}\n  ${one}\n`)
    expect(shownOf([one, '::warning::slow', one], { isTTY: true }).text).toBe(
      `  ${one}\nWarning: slow\n  ${one}\n`,
    )
    expect(shownOf([one, one]).text).toBe(`  ${one}\n  ${one}\n`)
  })

  test('headings and faults have colors, unless NO_COLOR is set', () => {
    vi.stubEnv('NO_COLOR', undefined)
    expect(shownOf(['::error::bad'], { isTTY: true }).text).toBe('\u001B[31mError:\u001B[39m bad\n')
    expect(shownOf(['::error::bad']).text).toBe('Error: bad\n')
  })
})
