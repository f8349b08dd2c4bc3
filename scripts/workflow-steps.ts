/** A step of a workflow that uses an action. */
export interface UsesStep {
  /** `owner/name@ref` or `./`. */
  readonly uses: string
  /** What stands behind `#` on the same line. */
  readonly comment: string
  readonly id: string
  /** Names and first lines of what is under `with:`. */
  readonly inputs: ReadonlyMap<string, string>
}

/** The steps of a workflow that use actions. Reads the plain YAML that workflows are written in, not all of YAML. */
export function usesSteps(workflow: string): UsesStep[] {
  return stepTexts(workflow.split('\n')).flatMap((lines) => {
    const [, uses, comment = ''] =
      /^uses: +(\S+)(?: +# *(.*))?$/.exec(lines.find((line) => line.startsWith('uses:')) ?? '') ?? []
    if (uses === undefined) return []
    const id =
      lines
        .find((line) => line.startsWith('id:'))
        ?.slice(3)
        .trim() ?? ''
    return [{ uses, comment, id, inputs: inputsOf(lines) }]
  })
}

/** The lines of each step, without the indentation that the step itself has. */
function stepTexts(lines: readonly string[]): string[][] {
  const steps: string[][] = []
  let stepsIndent = -1
  let dashIndent = -1
  for (const line of lines) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    const indent = line.length - line.trimStart().length
    if (line.trim() === 'steps:') {
      stepsIndent = indent
      dashIndent = -1
    } else if (stepsIndent !== -1 && indent <= stepsIndent && !line.trimStart().startsWith('- ')) {
      stepsIndent = -1
    } else if (stepsIndent !== -1) {
      if (dashIndent === -1) dashIndent = indent
      if (indent === dashIndent) steps.push([])
      steps.at(-1)?.push(line.slice(dashIndent + 2))
    }
  }
  return steps
}

function inputsOf(lines: readonly string[]): Map<string, string> {
  const inputs = new Map<string, string>()
  const start = lines.indexOf('with:')
  if (start === -1) return inputs
  for (const line of lines.slice(start + 1)) {
    if (!line.startsWith(' ')) break
    const [, name, value = ''] = /^ {2}([\w-]+): *(.*)$/.exec(line) ?? []
    if (name !== undefined) inputs.set(name, value)
  }
  return inputs
}
