/** What a runner makes of a run's output: the visible log, and the workflow commands in it. */
export interface RunLog {
  /** Stdout and stderr in order as a runner shows them: commands as `##[group]` and so on, secrets as `***`. */
  readonly log: string
  /** The same as it was written, with debug lines and nothing masked, so that a leak is seen even where a mask hides it. */
  readonly rawLog: string
  /** The texts of `::error::`, `::warning::` and `::notice::`, decoded. */
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
  /** What `::add-mask::` asked to hide; these lines are in neither log. */
  readonly masks: readonly string[]
}

/** Reads a run's output; lines of `::debug::` are shown only where debug logging is on. */
export function readRunLog(output: string, debug: boolean): RunLog {
  const said: Record<string, string[]> = { error: [], warning: [], notice: [], 'add-mask': [] }
  const written: string[] = []
  const shown: string[] = []
  for (const line of output.split('\n')) {
    const { name, text } = commandIn(line) ?? {}
    if (name !== undefined) said[name]?.push(text ?? '')
    if (name === 'add-mask') continue
    written.push(line)
    if (name !== 'debug' || debug) shown.push(name === undefined ? line : `##[${name}]${text}`)
  }
  const { error = [], warning = [], notice = [], 'add-mask': masks = [] } = said
  const log = masked(shown.join('\n'), masks)
  return { log, rawLog: written.join('\n'), errors: error, warnings: warning, notices: notice, masks }
}

/** The workflow command that a line of a run's output is, its text decoded; undefined where it is none. */
export function commandIn(line: string): { readonly name: string; readonly text: string } | undefined {
  const [, name, text = ''] = /^::([\w-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? []
  return name === undefined ? undefined : { name, text: decoded(text) }
}

/** Parses the file behind `GITHUB_OUTPUT`: `name=value` lines and the form with a delimiter for longer values. */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const [, long, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? []
    if (long !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, at + 1)
      if (end < 0) throw new Error(`The output ${long} has no end.`)
      outputs[long] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line.includes('=')) {
      outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
    }
  }
  return outputs
}

/** Secrets as `***`: as a runner does, one of several lines as a whole and line by line. */
export function masked(text: string, masks: readonly string[]): string {
  const longestFirst = masks
    .flatMap((mask) => [mask, ...mask.split(/[\r\n]+/)])
    .filter((mask) => mask.trim() !== '')
    .sort((one, other) => other.length - one.length)
  return longestFirst.reduce((result, mask) => result.replaceAll(mask, '***'), text)
}

function decoded(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
