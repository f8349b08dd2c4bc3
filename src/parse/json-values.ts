import { IncompleteReport } from '../fault.ts'

/** A reader that is fed with text piece by piece. */
export interface TextReader {
  read(text: string): void
  end(): void
}

/**
 * Cuts a JSON array, or values that follow each other, into the texts of its objects, whatever the line breaks.
 * It follows braces and strings only; whether an object is JSON is for `readValue` to find out.
 */
export function jsonValues(readValue: (text: string, line: number) => void): TextReader {
  const state = { depth: 0, arrays: 0, inString: false, escaped: false, line: 1, startLine: 1, held: '' }
  return {
    read(text) {
      let start = 0
      for (let index = 0; index < text.length; index++) {
        const step = stepOver(state, text.charCodeAt(index))
        if (step === 'begins') {
          start = index
          state.startLine = state.line
        } else if (step === 'ends') {
          readValue(state.held + text.slice(start, index + 1), state.startLine)
          state.held = ''
        }
      }
      if (state.depth > 0) state.held += text.slice(start)
    },
    end() {
      if (state.depth > 0 || state.arrays > 0)
        throw new IncompleteReport('it ends in the middle of a JSON value')
    },
  }
}

interface State {
  depth: number
  arrays: number
  inString: boolean
  escaped: boolean
  line: number
}

/** Moves the state by one character; says where an outermost object begins and ends. */
function stepOver(state: State, code: number): 'begins' | 'ends' | undefined {
  if (code === 0x0a) state.line++
  if (state.inString) {
    if (state.escaped) state.escaped = false
    else if (code === 0x5c) state.escaped = true
    else if (code === 0x22) state.inString = false
    return undefined
  }
  if (code === 0x22) state.inString = state.depth > 0
  else if (code === 0x7b) return ++state.depth === 1 ? 'begins' : undefined
  else if (code === 0x7d && state.depth > 0) return --state.depth === 0 ? 'ends' : undefined
  else if (code === 0x5b && state.depth === 0) state.arrays++
  else if (code === 0x5d && state.depth === 0) state.arrays--
  return undefined
}
