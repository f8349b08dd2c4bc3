import { registerHooks } from 'node:module'

// GitHub's parser imports JSON without saying so, which bundlers take and Node does not.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const {
  convertWorkflowTemplate,
  isBasicExpression,
  isMapping,
  isScalar,
  isSequence,
  isString,
  NoOperationTraceWriter,
  parseWorkflow,
} = await import('@actions/workflow-parser')
hooks.deregister()

type Token = Parameters<typeof isScalar>[0]

/** A workflow as GitHub's own parser reads it. */
export interface WorkflowFile {
  readonly text: string
  /** What GitHub would refuse it for: each with line and column. */
  readonly errors: readonly string[]
  readonly events: readonly string[]
  readonly crons: readonly string[]
  readonly hasConcurrency: boolean
  /** Of the whole workflow; undefined where it says nothing of them. */
  readonly permissions: Plain
  readonly jobs: readonly WorkflowJob[]
}

export interface WorkflowJob {
  readonly name: string
  readonly permissions: Plain
  readonly hasTimeout: boolean
  readonly steps: readonly WorkflowStep[]
}

/** A step; what it does not have is empty. */
export interface WorkflowStep {
  readonly id: string
  /** `owner/name@ref`, or `./`. */
  readonly uses: string
  /** What stands behind `#` on the line of `uses`. */
  readonly comment: string
  /** What is under `with`. */
  readonly inputs: ReadonlyMap<string, string>
  readonly env: ReadonlyMap<string, string>
  readonly script: string
  /** GitHub would put a value into the script before a shell reads it. */
  readonly hasExpressionInScript: boolean
}

/** A value as YAML has it, expressions and all scalars as texts. */
type Plain = string | readonly Plain[] | ReadonlyMap<string, Plain> | undefined

/** Reads a workflow; also one that GitHub would refuse, as far as it can be read. */
export async function readWorkflow(name: string, text: string): Promise<WorkflowFile> {
  const { context, value } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter())
  // What is only found while it is converted is added to the errors: schedules, jobs that need each other, steps.
  if (value !== undefined) await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 })
  const on = child(value, 'on')
  const jobs = child(value, 'jobs')
  return {
    text,
    errors: context.errors.getErrors().map(({ message }) => message),
    events: on !== undefined && isMapping(on) ? keysOf(on) : [plain(on)].flat().map(String),
    crons: items(child(on, 'schedule')).map((schedule) => textOf(child(schedule, 'cron'))),
    hasConcurrency: child(value, 'concurrency') !== undefined,
    permissions: plain(child(value, 'permissions')),
    jobs: keysOf(jobs).map((job) => toJob(job, child(jobs, job), text)),
  }
}

function toJob(name: string, job: Token | undefined, text: string): WorkflowJob {
  return {
    name,
    permissions: plain(child(job, 'permissions')),
    hasTimeout: child(job, 'timeout-minutes') !== undefined,
    steps: items(child(job, 'steps')).map((step) => toStep(step, text)),
  }
}

function toStep(step: Token, text: string): WorkflowStep {
  const uses = child(step, 'uses')
  const script = child(step, 'run')
  const line = text.split('\n')[(uses?.range?.start.line ?? 0) - 1] ?? ''
  return {
    id: textOf(child(step, 'id')),
    uses: textOf(uses),
    comment: / #(.*)$/.exec(line)?.[1]?.trim() ?? '',
    inputs: textsOf(child(step, 'with')),
    env: textsOf(child(step, 'env')),
    script: textOf(script),
    hasExpressionInScript: script !== undefined && !isString(script),
  }
}

function child(token: Token | undefined, key: string): Token | undefined {
  return token !== undefined && isMapping(token) ? token.find(key) : undefined
}

function items(token: Token | undefined): Token[] {
  if (token === undefined || !isSequence(token)) return []
  return Array.from({ length: token.count }, (_, index) => token.get(index))
}

function keysOf(token: Token | undefined): string[] {
  if (token === undefined || !isMapping(token)) return []
  return Array.from({ length: token.count }, (_, index) => String(token.get(index).key))
}

function textsOf(token: Token | undefined): ReadonlyMap<string, string> {
  return new Map(keysOf(token).map((name) => [name, textOf(child(token, name))]))
}

/** As it is written: an expression with its braces, and with what stands around it. */
function textOf(token: Token | undefined): string {
  if (token === undefined || !isScalar(token)) return ''
  return isBasicExpression(token) ? (token.source ?? token.toString()) : token.toString()
}

function plain(token: Token | undefined): Plain {
  if (token === undefined) return undefined
  if (isMapping(token)) return new Map(keysOf(token).map((key) => [key, plain(token.find(key))]))
  return isSequence(token) ? items(token).map(plain) : textOf(token)
}
