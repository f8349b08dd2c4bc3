import { readManifest } from '../../scripts/release/checkout.ts'
import { actionEntries } from '../../simulator/action-file.ts'
import type { WorkflowFile, WorkflowJob, WorkflowStep } from './workflow-file.ts'

/** What `action.yml` declares. */
export interface Declared {
  readonly inputs: ReadonlySet<string>
  readonly outputs: ReadonlySet<string>
}

/** As the repository is named, which a release may change. */
const THIS_ACTION = new RegExp(`^[\\w-]+/${readManifest('.').repository.name}@v\\d+$`)

/** Which steps need which permissions of the workflow's own token. */
const NEEDS: readonly (readonly [isNeeded: (step: WorkflowStep) => boolean, ...permissions: string[]])[] = [
  [({ uses }) => uses.startsWith('actions/checkout@'), 'contents: read'],
  [({ inputs }) => inputs.has('report-path') && !inputs.has('report-token'), 'contents: write'],
  [({ script }) => /\bgh issue (create|comment|edit|close)\b/.test(script), 'issues: write'],
  [({ script }) => script.includes('scripts/release/publish.ts'), 'contents: write'],
  [({ script }) => script.includes('$ACTIONS_ID_TOKEN_REQUEST_URL'), 'id-token: write'],
  [({ uses }) => uses.startsWith('github/codeql-action/'), 'actions: read', 'security-events: write'],
  [
    ({ uses }) => uses.startsWith('actions/attest-build-provenance@'),
    'id-token: write',
    'attestations: write',
  ],
  // It signs what it publishes.
  [({ uses }) => uses.startsWith('ossf/scorecard-action@'), 'id-token: write'],
]

/** The names that an `action.yml` declares. */
export function declaredIn(actionYaml: string): Declared {
  const names = (section: 'inputs' | 'outputs') =>
    new Set(actionEntries(actionYaml, section).map(({ name }) => name))
  return { inputs: names('inputs'), outputs: names('outputs') }
}

/** What is wrong with a workflow that users copy; nothing when it is fine. */
export function exampleFaults(workflow: WorkflowFile, declared: Declared): string[] {
  const own = stepsOf(workflow).filter(({ uses }) => THIS_ACTION.test(uses))
  return [
    ...workflowFaults(workflow),
    ...(own.length === 0 ? ['does not use this action'] : []),
    ...own.flatMap((step) => stepFaults(step, workflow.text, declared)),
    ...(workflow.events.includes('workflow_dispatch')
      ? []
      : ['cannot be started by hand (workflow_dispatch)']),
  ]
}

/** What is wrong with any workflow of this repository; nothing when it is fine. */
export function workflowFaults(workflow: WorkflowFile): string[] {
  const { errors, permissions, hasConcurrency, jobs, crons } = workflow
  const isClosed = permissions instanceof Map && permissions.size === 0
  return [
    ...errors,
    ...(isClosed ? [] : ['does not begin with permissions: {}']),
    ...jobs.flatMap(jobFaults),
    ...(hasConcurrency ? [] : ['says nothing of concurrency']),
    ...crons.filter(isBusyMinute).map((cron) => `is scheduled when everybody is: ${cron}`),
    ...stepsOf(workflow)
      .filter(isUnpinned)
      .map(({ uses }) => `does not pin ${uses} to a commit with its version behind it`),
    ...stepsOf(workflow).flatMap(scriptFaults),
  ]
}

function stepsOf({ jobs }: WorkflowFile): WorkflowStep[] {
  return jobs.flatMap(({ steps }) => steps)
}

function jobFaults(job: WorkflowJob): string[] {
  const given =
    job.permissions instanceof Map
      ? [...job.permissions].map(([name, access]) => `${name}: ${String(access)}`)
      : [job.permissions ?? []].flat().map(String)
  const needed = neededBy(job)
  return [
    ...needed.filter((one) => !given.includes(one)).map((one) => `lacks ${one} in ${job.name}`),
    ...given.filter((one) => !needed.includes(one)).map((one) => `does not need ${one} in ${job.name}`),
    ...(job.hasTimeout ? [] : [`has no timeout-minutes in ${job.name}`]),
  ]
}

function neededBy({ steps }: WorkflowJob): string[] {
  const needed = new Set(
    NEEDS.flatMap(([isNeeded, ...permissions]) => (steps.some(isNeeded) ? permissions : [])),
  )
  // Who may write may read.
  return [...needed].filter((one) => !needed.has(one.replace(/read$/, 'write')) || one.endsWith('write'))
}

/** On the hour and half of it GitHub starts late, or not at all. */
function isBusyMinute(cron: string): boolean {
  const [minutes = ''] = cron.split(' ')
  return !minutes.split(',').every((minute) => /^\d+$/.test(minute) && Number(minute) % 30 !== 0)
}

function isUnpinned({ uses, comment }: WorkflowStep): boolean {
  if (uses === '' || uses.startsWith('./') || THIS_ACTION.test(uses)) return false
  return !(/@[0-9a-f]{40}$/.test(uses) && /^v\d+\.\d+\.\d+$/.test(comment))
}

function scriptFaults({ script, hasExpressionInScript }: WorkflowStep): string[] {
  return [
    ...(hasExpressionInScript ? ['puts an expression into a script; give it as env'] : []),
    ...(/\|/.test(script) && !script.startsWith('set -euo pipefail\n')
      ? ['has a script with a pipe that does not begin with set -euo pipefail']
      : []),
  ]
}

function stepFaults({ id, inputs }: WorkflowStep, workflow: string, declared: Declared): string[] {
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
