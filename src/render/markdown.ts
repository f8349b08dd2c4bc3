/** How a column of a table stands: numbers at the right, words at the left. */
type Alignment = 'left' | 'right' | 'center'

export interface Column {
  readonly heading: string
  readonly align?: Alignment
}

/** Longer texts of reports are cut on a page; the CSV files have them whole. */
const LONGEST_TEXT = 40
/** Takes no room and breaks no line, but keeps `@name`, `#1` and `www.` from being read as references. */
const JOINER = '\u{2060}'
/** What most names are; they need no closer look. */
const HARMLESS = /^(?!www)[A-Za-z0-9]+(?:[-_. ](?!www)[A-Za-z0-9]+)*$/
/** Whatever is neither a letter, a number, a picture nor harmless between them. */
const MARKUP =
  /(?!\p{M}|\p{Cf}|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))[^\p{L}\p{N}\p{S} .,;!?'()%/+…-]|[$^`|~<>=]/gu

/**
 * Text from a report (a slug, a login, a name, a value) as markdown that shows it and can never become markup, a mention,
 * a link, a reference or a line of its own. Control, direction and other invisible characters are left out.
 */
export function escaped(text: string): string {
  if (HARMLESS.test(text) && text.length <= LONGEST_TEXT) return text
  return isolated(cut(visible(text)))
    .replaceAll(/[@#](?=\S)|:(?=\/\/|[\w+-]+:)|\bwww(?=\.)/gi, `$&${JOINER}`)
    .replaceAll(MARKUP, (character) => `&#${character.codePointAt(0)};`)
}

/** Text from a report for places that are no markdown, such as outputs: one line without invisible characters. */
export function visible(text: string): string {
  const shown = text
    .toWellFormed()
    .replaceAll(/[\s\p{Z}]+/gu, ' ')
    .replaceAll(/\p{Cc}|(?![\u{200c}\u{200d}])\p{Cf}/gu, '')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim()
  return shown === '' ? '(blank)' : shown
}

/** A column of numbers. */
export function numbers(heading: string): Column {
  return { heading, align: 'right' }
}

/** A table with its headings. Cells are markdown. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const rules = { left: ':--', right: '--:', center: ':-:' }
  const lines = [
    columns.map(({ heading }) => heading),
    columns.map(({ align }) => rules[align ?? 'left']),
    ...rows,
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** A part that is folded until a reader opens it. The title is plain text; an empty body gives nothing. */
export function details(title: string, body: string): string {
  return body === '' ? '' : `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`
}

/** Blocks with a blank line between them; empty ones are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

/** A list of lines; none gives nothing. */
export function list(lines: readonly string[], ordered = false): string {
  return lines.map((line, index) => `${ordered ? `${index + 1}.` : '-'} ${line}`).join('\n')
}

/** A link to an address on the web; the bare label where the address is none. */
export function link(label: string, url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[\w.:-]+\/[\w\-./?=&%#~+,]*$/.test(url)
    ? `[${label}](${url})`
    : label
}

/** Size as GitHub measures it. */
export function byteLength(text: string): number {
  return encoder.encode(text).length
}

const encoder = new TextEncoder()
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Keeps text that runs from right to left from turning what stands around it. */
function isolated(text: string): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)
    ? `\u{2068}${text}\u{2069}`
    : text
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text
  const characters = Array.from(graphemes.segment(text.slice(0, LONGEST_TEXT * 8)), ({ segment }) => segment)
  return characters.length <= LONGEST_TEXT
    ? characters.join('')
    : `${characters
        .slice(0, LONGEST_TEXT - 1)
        .join('')
        .replace(/[\s._-]+$/, '')}…`
}
