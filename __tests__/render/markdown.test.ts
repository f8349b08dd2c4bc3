import { expect, test } from 'vitest'
import { bodyHtml } from '../../simulator/html.ts'
import {
  byteLength,
  details,
  escaped,
  link,
  table,
  visible,
  escapedSentence,
} from '../../src/render/text/markdown.ts'
import { HOSTILE } from './sample-pages.ts'

test.each(HOSTILE)('%j is shown as text and nothing else', (text) => {
  const html = bodyHtml(`before ${escaped(text)} after`)
  expect(html).toMatch(/^<p>before .* after<\/p>\n$/)
  expect(html.replaceAll(/^<p>|<\/p>\n$/g, '')).not.toMatch(/<[a-z/]/i)
})

test.each(HOSTILE)('%j stays in its cell', (text) => {
  const html = bodyHtml(table([{ heading: 'a' }, { heading: 'b' }], [[escaped(text), 'next']]))
  expect(html.match(/<td/g)).toHaveLength(2)
  expect(html).not.toMatch(/<(a|img|script|code|strong|em|del|h1|details)\b/)
})

test.each(HOSTILE)('%j stays in the title of a collapsed part', (text) => {
  const html = bodyHtml(details(escaped(text), 'body'))
  expect(html.match(/<[a-z]+/g)).toEqual(['<details', '<summary', '<p'])
})

test('Escaping breaks mentions, references, emoji codes and addresses with a joiner that nobody sees', () => {
  expect(escaped('@octocat')).toBe('&#64;\u{2060}octocat')
  expect(escaped('#12')).toBe('&#35;\u{2060}12')
  expect(escaped(':smile:')).toBe('&#58;\u{2060}smile&#58;')
  expect(escaped('www.example.com')).toBe('www\u{2060}.example.com')
  expect(escaped('https://example.com')).toBe('https&#58;\u{2060}//example.com')
})

test('Escaping leaves ordinary names as they are', () => {
  for (const name of [
    'platform-core',
    'mona_acme',
    'claude-sonnet-4.6',
    'c++',
    'Zoë',
    '開発',
    '🚀',
    'Codex (OpenAI)',
  ]) {
    expect(escaped(name)).toBe(name)
  }
})

test('Escaping isolates text that runs from right to left, and drops controls of direction', () => {
  expect(escaped('צוות')).toBe('\u{2068}צוות\u{2069}')
  expect(escaped('a\u{202e}b\u{2066}c')).toBe('abc')
})

test('Escaping cuts long texts between characters that readers see', () => {
  expect(escaped('x'.repeat(100))).toBe(`${'x'.repeat(39)}…`)
  expect(escaped('👩‍💻'.repeat(100))).toBe(`${'👩‍💻'.repeat(39)}…`)
})

test('Escaped text of which nothing is left is (blank)', () => {
  expect(escaped('\u{200b}\n\u{7}')).toBe('(blank)')
})

test('Visible text is one line of well-formed text', () => {
  expect(visible(' a\r\n\tb\u{2028}c\u{d800} \u{1b}[0m ')).toBe('a b c� [0m')
})

test('A table has headings, numbers at the right', () => {
  expect(table([{ heading: 'Team' }, { heading: 'Members', align: 'right' }], [['a', '1']])).toBe(
    '| Team | Members |\n| :-- | --: |\n| a | 1 |',
  )
})

test('A link is only its label where the address could be more than an address', () => {
  expect(link('run', 'https://github.com/o/r/actions/runs/1')).toBe(
    '[run](https://github.com/o/r/actions/runs/1)',
  )
  for (const url of [
    'javascript:alert(1)',
    'https://x.example/a)b',
    'https://x.example/a b',
    undefined,
    '',
  ]) {
    expect(link('run', url)).toBe('run')
  }
})

test('The size of a text is counted in bytes of UTF-8', () => {
  expect(byteLength('a–🚀')).toBe(8)
})

test('A sentence that quotes somebody else is whole, and no markup, mention or link', () => {
  const quoted =
    'GitHub says: [click me](//evil.example/x) <img src=//evil.example/p.png> **@octo/all** #1, and so on'
  const text = escapedSentence(quoted)
  expect(text).not.toMatch(/[[\]<>*]|@octo|#1,/)
  expect(text.endsWith('and so on')).toBe(true)
})
