import { isMap, isScalar, isSeq, parseDocument, visit, type YAMLMap } from 'yaml'

/** What the checks ask of a workflow. */
export interface Workflow {
  /** Names of the events that start it. */
  readonly events: readonly string[]
  /** Of `schedule`. */
  readonly crons: readonly string[]
  /** Of the whole workflow; undefined where it says nothing of them. */
  readonly permissions: unknown
  /** Of each job by its name; undefined where it says nothing of them. */
  readonly permissionsOfJobs: ReadonlyMap<string, unknown>
  /** The steps that use an action. */
  readonly steps: readonly UsesStep[]
}

/** A step of a workflow that uses an action. */
export interface UsesStep {
  /** `owner/name@ref` or `./`. */
  readonly uses: string
  /** What stands behind `#` on the same line. */
  readonly comment: string
  readonly id: string
  /** What is under `with:`. */
  readonly inputs: ReadonlyMap<string, string>
}

/** A workflow file. @throws Error where it is no YAML */
export function parseWorkflow(text: string): Workflow {
  // With this schema every value is a text.
  const document = parseDocument(text, { schema: 'failsafe' })
  const [fault] = document.errors
  if (fault !== undefined) throw fault
  const { on, permissions, jobs } = document.toJS() as {
    readonly on: Readonly<Record<string, unknown>> & { readonly schedule?: readonly { cron: string }[] }
    readonly permissions?: unknown
    readonly jobs: Readonly<Record<string, { readonly permissions?: unknown }>>
  }
  const steps: UsesStep[] = []
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'steps' || !isSeq(value)) return
      steps.push(...value.items.flatMap((step) => (isMap(step) ? usesStep(step) : [])))
    },
  })
  return {
    events: Object.keys(on),
    crons: (on.schedule ?? []).map(({ cron }) => cron),
    permissions,
    permissionsOfJobs: new Map(Object.entries(jobs).map(([name, job]) => [name, job.permissions])),
    steps,
  }
}

function usesStep(step: YAMLMap): UsesStep[] {
  const uses = step.get('uses', true)
  if (!isScalar(uses)) return []
  const { id = '', with: inputs = {} } = step.toJSON() as { id?: string; with?: Record<string, string> }
  return [
    {
      uses: String(uses.value),
      comment: uses.comment?.trim() ?? '',
      id,
      inputs: new Map(Object.entries(inputs)),
    },
  ]
}
