/** Alignment of a column of a table: numbers right, words left. */
type Alignment = 'left' | 'right' | 'center'

export interface Column {
  readonly heading: string
  readonly align?: Alignment
}

/** Longer texts of reports are cut on a page; the CSV files have all of them. */
const LONGEST_TEXT = 40
/** WORD JOINER: invisible, and keeps `@name`, `#1` and `www.` from becoming references. */
const JOINER = '\u{2060}'
/** Most names; they need no escaping. */
const HARMLESS = /^(?!www)[A-Za-z0-9]+(?:[-_. ](?!www)[A-Za-z0-9]+)*$/
/** Characters to escape: everything except letters, digits, symbols and safe punctuation. */
const MARKUP =
  /(?!\p{M}|\p{Cf}|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))[^\p{L}\p{N}\p{S} .,;!?'()%/+…-]|[$^`|~<>=]/gu

/**
 * Text from a report (a slug, a login, a name, a value) as markdown that shows it and can never become markup, a mention,
 * a link, a reference or a line of its own. Control, direction and other invisible characters are left out.
 */
export function escaped(text: string): string {
  if (HARMLESS.test(text) && text.length <= LONGEST_TEXT) return text
  return withoutMarkup(isolated(cut(visible(text))))
}

/** A sentence that may quote an answer of somebody else, in full length, as markdown that cannot become markup. */
export function escapedSentence(text: string): string {
  // Quotes and colons are no markup by themselves, and a sentence has many.
  return withoutMarkup(isolated(visible(text)))
    .replaceAll('&#34;', '"')
    .replaceAll('&#58;', ':')
}

function withoutMarkup(text: string): string {
  return text
    .replaceAll(/[@#](?=\S)|:(?=\/\/|[\w+-]+:)|\bwww(?=\.)/gi, `$&${JOINER}`)
    .replaceAll(MARKUP, (character) => `&#${character.codePointAt(0)};`)
}

/** Text from a report where there is no markdown, such as outputs: one line without invisible characters. */
export function visible(text: string): string {
  const shown = text
    .toWellFormed()
    .replaceAll(/[\s\p{Z}]+/gu, ' ')
    .replaceAll(/\p{Cc}|(?![\u{200c}\u{200d}])\p{Cf}/gu, '')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim()
  return shown === '' ? '(blank)' : shown
}

/** A right-aligned column. */
export function numericColumn(heading: string): Column {
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

/** A part that is collapsed until a reader opens it. The title is markdown of one line; an empty body gives nothing. */
export function details(title: string, body: string): string {
  return body === '' ? '' : `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`
}

/** Blocks with a blank line between them; empty ones are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

/** A list; empty where there are no lines. */
export function list(lines: readonly string[], ordered = false): string {
  return lines.map((line, index) => `${ordered ? `${index + 1}.` : '-'} ${line}`).join('\n')
}

/** Sentences in small print, one after the other; empty ones are left out. */
export function caption(...sentences: readonly string[]): string {
  const text = sentences.filter((sentence) => sentence !== '').join(' ')
  return text === '' ? '' : `<sub>${text}</sub>`
}

/** A box that stands out: for what a reader must know before reading on. */
export function warning(...sentences: readonly string[]): string {
  const text = sentences.filter((sentence) => sentence !== '').join(' ')
  return text === '' ? '' : `> [!WARNING]\n> ${text}`
}

/** A heading of `level` (`##`) and what is below it; empty where there is nothing below it. */
export function section(level: string, title: string, ...parts: readonly string[]): string {
  const body = blocks(...parts)
  return body === '' ? '' : `${level} ${title}\n\n${body}`
}

export function strong(text: string): string {
  return `**${text}**`
}

/** Text as the value of an attribute of HTML or SVG. */
export function escapedAttribute(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`)
}

/** A link to an address on the web; only the label where `url` is not one. */
export function link(label: string, url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[\w.:-]+\/[\w\-./?=&%#~+,]*$/.test(url)
    ? `[${label}](${url})`
    : label
}

/** The size in bytes of UTF-8, which is what GitHub limits. */
export function byteLength(text: string): number {
  return encoder.encode(text).length
}

const encoder = new TextEncoder()
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Isolates right-to-left text, so that it does not reorder what is around it. */
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
