import { COMMANDS } from './expectations.ts'

/** Workflow commands in a log that the action does not write of its own accord. A runner reads lines, and ends them at CR too. */
export function commandFaults(log: string): string[] {
  const faults = new Set<string>()
  for (const line of log.split(/\r\n|\r|\n/)) {
    const name = /^\s*::\s*([^\s:]*)/.exec(line)?.[1]
    if (name !== undefined && !COMMANDS.has(name))
      faults.add('the log has a workflow command that is not ours')
    if (/##\[/.test(line)) faults.add('the log has a command in brackets')
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    if (/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(line))
      faults.add('the log has control or direction characters')
  }
  return [...faults]
}

/** What is wrong with the outputs of a step: names that are not declared, values of several lines. */
export function outputFaults(
  outputs: Readonly<Record<string, string>>,
  declared: ReadonlySet<string>,
): string[] {
  return Object.entries(outputs).flatMap(([name, value]) => [
    ...(declared.has(name) ? [] : ['there is an output that action.yml does not declare']),
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    ...(/[\u0000-\u001f\u007f\u2028\u2029]/.test(value) ? [`the output ${name} has control characters`] : []),
  ])
}
