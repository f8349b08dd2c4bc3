import { Fault } from '../fault.ts'

/** The text of a value, and the number of the physical line (from 1) in which it begins. */
export interface JsonText {
  readonly text: string
  readonly line: number
}

/** Splits a text that arrives in pieces into JSON values. */
export interface Splitter {
  /** Returns the values that end in the next piece. Throws a `Fault` for a value above the size limit. */
  split(piece: string): JsonText[]
  /** Returns what remains after the last piece. */
  rest(): JsonText[]
  /** Whether no value is open. */
  readonly isComplete: boolean
}

/** Size limit, far above any row of a report. */
export const MAX_LINE_BYTES = 64 << 20

/** The error for a line, or an object of an array, above the size limit. */
export function tooLong(what: string): Fault {
  return new Fault(
    `${what} of more than ${MAX_LINE_BYTES >> 20} MB is no row of a report; check where the file comes from`,
  )
}

/** How many characters of stray text between values are kept: it is never quoted. */
const MAX_STRAY_LENGTH = 100

/**
 * Splits a JSON array, or a sequence of values, into the texts of its objects, regardless of line breaks. It tracks only
 * braces and strings: the texts may not be valid JSON, and stray text between objects is returned like a value.
 */
export function createSplitter(): Splitter {
  const state: State = {
    depth: 0,
    arrays: 0,
    inString: false,
    escaped: false,
    line: 1,
    startLine: 1,
    held: '',
    stray: '',
  }
  return {
    split(piece) {
      const values: JsonText[] = []
      let start = 0
      for (let index = 0; index < piece.length; index++) {
        const step = stepOver(state, piece.charCodeAt(index))
        if (step === undefined) continue
        if (step === 'ends') {
          values.push({ text: state.held + piece.slice(start, index + 1), line: state.startLine })
          state.held = ''
        } else if (step === 'stray') {
          if (state.stray === '') state.startLine = state.line
          if (state.stray.length < MAX_STRAY_LENGTH) state.stray += piece[index] ?? ''
        } else {
          endStray(state, values)
          if (step === 'begins') {
            start = index
            state.startLine = state.line
          }
        }
      }
      if (state.depth > 0) state.held += piece.slice(start)
      if (state.held.length > MAX_LINE_BYTES) throw tooLong('an object')
      return values
    },
    rest() {
      const values: JsonText[] = []
      endStray(state, values)
      return values
    },
    get isComplete() {
      return state.depth <= 0 && state.arrays <= 0
    },
  }
}

function endStray(state: State, values: JsonText[]): void {
  if (state.stray !== '') values.push({ text: state.stray, line: state.startLine })
  state.stray = ''
}

interface State {
  depth: number
  arrays: number
  inString: boolean
  escaped: boolean
  line: number
  /** The line where the open value or the stray text begins. */
  startLine: number
  /** The part of the open value from earlier pieces. */
  held: string
  /** The start of the stray text between values. */
  stray: string
}

/** Advances by one character. Returns what it is at the outermost level; undefined inside an object and for white space. */
function stepOver(state: State, code: number): 'begins' | 'ends' | 'stray' | 'separates' | undefined {
  if (code === 0x0a) state.line++
  const outside = state.depth === 0
  if (state.inString) {
    if (state.escaped) state.escaped = false
    else if (code === 0x5c) state.escaped = true
    else if (code === 0x22) state.inString = false
    return outside ? 'stray' : undefined
  }
  if (code === 0x7b) return ++state.depth === 1 ? 'begins' : undefined
  if (code === 0x7d && !outside) return --state.depth === 0 ? 'ends' : undefined
  if (code === 0x22) state.inString = true
  if (!outside) return undefined
  if (code === 0x5b) state.arrays++
  if (code === 0x5d) state.arrays--
  if (code === 0x5b || code === 0x5d || code === 0x2c || code === 0x0a) return 'separates'
  return code === 0x20 || code === 0x09 || code === 0x0d ? undefined : 'stray'
}
