import { stripVTControlCharacters, styleText } from 'node:util'
import { commandIn, masked } from '../../simulator/run-log.ts'

/** Where progress is shown: stderr, or a buffer of a test. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Shows a run's output, which is written for a runner, line by line in plain words. */
export interface Progress {
  show(line: string): void
  /** The errors of the run so far. */
  readonly errors: readonly string[]
}

/** Starts to show; the secrets never appear, and neither does what the run asks to mask. */
export function openProgress(screen: Screen, secrets: readonly string[]): Progress {
  const masks = secrets.filter((secret) => secret !== '')
  const errors: string[] = []
  let heading: string | undefined
  let shape = ''
  const write = (text: string) => {
    if (heading !== undefined) screen.write(`${styled(screen, 'bold', heading)}\n`)
    heading = undefined
    screen.write(`${text}\n`)
  }
  const plain = (line: string) => {
    const counted = line.replaceAll(/[\d.,]+/g, '0')
    // On a terminal a count stands in place of the one before.
    const isNext = screen.isTTY === true && shape === counted && line.length + 2 < (screen.columns ?? 80)
    write(isNext ? `\u001B[1A\u001B[2K  ${line}` : `  ${line}`)
    shape = counted
  }
  return {
    errors,
    show(line) {
      const { name, text = '' } = commandIn(line) ?? {}
      if (name === 'add-mask') masks.push(text)
      const shown = clean(masked(name === undefined ? line : text, masks))
      if (name === undefined && shown.trim() !== '') plain(shown)
      if (name !== undefined) shape = ''
      if (name === 'group') heading = shown
      if (name === 'endgroup') heading = undefined
      if (name === 'error') errors.push(shown)
      const word = name === undefined ? undefined : WORDS.get(name)
      if (word !== undefined)
        write(`${styled(screen, word.color, `${word.text}:`)} ${shown.replaceAll('\n', '\n  ')}`)
    },
  }
}

const WORDS: ReadonlyMap<string, { readonly text: string; readonly color: 'red' | 'yellow' | 'cyan' }> =
  new Map([
    ['error', { text: 'Error', color: 'red' }],
    ['warning', { text: 'Warning', color: 'yellow' }],
    ['notice', { text: 'Note', color: 'cyan' }],
  ])

function styled(screen: Screen, style: 'bold' | 'red' | 'yellow' | 'cyan', text: string): string {
  const isPlain = screen.isTTY !== true || process.env['NO_COLOR'] !== undefined
  return isPlain ? text : styleText(style, text, { validateStream: false })
}

/** Without what a terminal would obey: a message may quote an answer of somebody else. */
function clean(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[^\P{Cc}\n\t]/gu, '')
}
