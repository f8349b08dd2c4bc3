import { Fault } from '../fault.ts'

/** The text of a value, and the physical line in which it begins. */
export interface JsonText {
  readonly text: string
  readonly line: number
}

/** Cuts a text that arrives piece by piece into values. */
export interface Splitter {
  /** The values that end in the next piece. */
  split(piece: string): JsonText[]
  /** What is left behind the last piece. */
  rest(): JsonText[]
  /** Whether every value that began has ended. */
  readonly isComplete: boolean
}

/** No row of a report is nearly as long. */
export const LONGEST_LINE_BYTES = 64 << 20

/** The fault of a line, or of an object of an array, that is longer. */
export function tooLong(what: string): Fault {
  return new Fault(
    `${what} of more than ${LONGEST_LINE_BYTES >> 20} MB is no row of a report; check where the file comes from`,
  )
}

/** Of something between values that is none, the start is enough: nobody quotes it. */
const LONGEST_STRAY = 100

/**
 * Cuts a JSON array, or values that follow each other, into the texts of its objects, whatever the line breaks.
 * It follows braces and strings only; whether an object is JSON, and what to do with whatever is between objects and is
 * none, is for the caller to find out.
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
          if (state.stray.length < LONGEST_STRAY) state.stray += piece[index] ?? ''
        } else {
          endStray(state, values)
          if (step === 'begins') {
            start = index
            state.startLine = state.line
          }
        }
      }
      if (state.depth > 0) state.held += piece.slice(start)
      if (state.held.length > LONGEST_LINE_BYTES) throw tooLong('an object')
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
  /** Where the value, or what is none, begins. */
  startLine: number
  /** What earlier pieces hold of the value. */
  held: string
  /** The start of what is between values and is none. */
  stray: string
}

/** Moves the state by one character; says where an outermost object begins and ends, and what is outside of any. */
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
