// Checks the workflows in examples/, in README.md and in .github/workflows/ against action.yml and against good habits.
import { actionEntries } from '../simulator/action-file.ts'
import { readManifest } from './release/checkout.ts'
import { parseWorkflow, type UsesStep } from './workflow-file.ts'

/** What `action.yml` declares. */
export interface Declared {
  readonly inputs: ReadonlySet<string>
  readonly outputs: ReadonlySet<string>
}

const THIS_ACTION = new RegExp(`^[\\w-]+/${readManifest('.').repository.name}@v\\d+$`)
/** Of minute, hour, day of month, month, day of week. */
const CRON_LIMITS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const

/** The names that an `action.yml` declares. */
export function declaredIn(actionYaml: string): Declared {
  const names = (section: 'inputs' | 'outputs') =>
    new Set(actionEntries(actionYaml, section).map(({ name }) => name))
  return { inputs: names('inputs'), outputs: names('outputs') }
}

/** What is wrong with a workflow that users copy; nothing when it is fine. */
export function exampleFaults(text: string, declared: Declared): string[] {
  const { events, crons, permissions, steps } = parseWorkflow(text)
  const own = steps.filter(({ uses }) => THIS_ACTION.test(uses))
  return [
    ...(own.length === 0 ? ['does not use this action'] : []),
    ...own.flatMap((step) => stepFaults(step, text, declared)),
    ...unpinned(steps.filter((step) => !own.includes(step))),
    ...(permissions === undefined ? ['says nothing of permissions'] : []),
    ...(events.includes('workflow_dispatch') ? [] : ['cannot be started by hand (workflow_dispatch)']),
    ...cronFaults(crons),
  ]
}

/** What is wrong with a workflow of this repository itself; nothing when it is fine. */
export function workflowFaults(text: string): string[] {
  const { permissions, permissionsOfJobs, steps } = parseWorkflow(text)
  const isClosed =
    typeof permissions === 'object' && permissions !== null && Object.keys(permissions).length === 0
  return [
    ...(isClosed ? [] : ['does not begin with permissions: {}']),
    ...([...permissionsOfJobs.values()].includes(undefined) ? ['has a job without permissions'] : []),
    ...unpinned(steps),
  ]
}

/** The complete workflows among the code blocks of a markdown text. */
export function workflowsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map(([, text = '']) => text)
    .filter((text) => /^on:/m.test(text))
}

function stepFaults({ id, inputs }: UsesStep, workflow: string, declared: Declared): string[] {
  const unknown = [...inputs.keys()].filter((name) => !declared.inputs.has(name))
  const outputs =
    id === '' ? [] : [...workflow.matchAll(new RegExp(String.raw`steps\.${id}\.outputs\.([\w-]+)`, 'g'))]
  const unknownOutputs = outputs.map(([, name = '']) => name).filter((name) => !declared.outputs.has(name))
  const token = inputs.get('github-token') ?? ''
  return [
    ...unknown.map((name) => `gives the input ${name}, which does not exist`),
    ...unknownOutputs.map((name) => `reads the output ${name}, which does not exist`),
    ...(token === '' && !inputs.has('app-id') && !inputs.has('reports-directory')
      ? ['gives neither github-token nor app-id nor reports-directory']
      : []),
    ...(inputs.has('app-id') !== inputs.has('app-private-key')
      ? ['gives only one of app-id and app-private-key']
      : []),
    ...(/github\.token|GITHUB_TOKEN/.test(token)
      ? ["gives the workflow's own token, which cannot read reports"]
      : []),
  ]
}

function unpinned(steps: readonly UsesStep[]): string[] {
  return steps
    .filter(
      ({ uses, comment }) =>
        !uses.startsWith('./') && !(/@[0-9a-f]{40}$/.test(uses) && /^v\d+\.\d+\.\d+/.test(comment)),
    )
    .map(({ uses }) => `does not pin ${uses} to a commit with its version behind it`)
}

function cronFaults(crons: readonly string[]): string[] {
  if (crons.length === 0) return ['has no schedule']
  return crons.filter((cron) => !isCron(cron)).map((cron) => `has a schedule that is none: ${cron}`)
}

function isCron(cron: string): boolean {
  const fields = cron.split(' ')
  if (fields.length !== CRON_LIMITS.length) return false
  return CRON_LIMITS.every(([least, most], index) => {
    const numbers = (fields[index] ?? '').split(/[,-]/)
    return (
      numbers.join() === '*' ||
      numbers.every((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most)
    )
  })
}
