import type { Fault } from '../../simulator/faults.ts'
import type { RunOptions } from '../../simulator/run-environment.ts'
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts'

/** Where something goes wrong, in the order of a run. */
export const PLACES = [
  'App: installation',
  'App: token',
  'newest-day search',
  'envelope of users',
  'envelope of user-teams',
  'link',
  'download',
  'list of seats',
  'visibility',
  'artifact: create',
  'artifact: upload',
  'artifact: finalize',
  'repository',
  'ref',
  'contents',
  'GraphQL',
  'runner',
  'proxy',
] as const

export type Place = (typeof PLACES)[number]

/** Whether something goes wrong with uploads. */
export function isOfArtifact(place: Place): boolean {
  return place.startsWith('artifact')
}

/** What comes out. `says` is looked for in the one error of the run, or in one of its warnings. */
export type ComesOut =
  /** All is published and the numbers are whole; every fault was met. */
  | { readonly as: 'whole'; readonly lacks?: 'page' }
  /** Persons are withheld as in a public repository; the rest is published. */
  | { readonly as: 'withheld' }
  /** The run is killed: nothing is half committed, no output is set without the rest. */
  | { readonly as: 'killed' }
  /** A warning; the rest is published. */
  | { readonly as: 'warns'; readonly says: RegExp }
  /** One sentence, and nothing is published. */
  | { readonly as: 'fails'; readonly says: RegExp }
  /** What can be published is, then the run fails with one sentence. */
  | { readonly as: 'fails last'; readonly says: RegExp; readonly lacks?: 'files' | 'page' | 'outputs' }
  | { readonly as: 'cannot occur'; readonly because: string }

/** What a run needs beyond the common. */
export interface Setting {
  readonly inputs?: Readonly<Record<string, string>>
  readonly run?: RunOptions
  readonly github?: SimulatorOptions
  readonly faults?: readonly Fault[]
  readonly started?: (github: Simulator) => void
  /** Looks at what only this setting can see; answers what is wrong. */
  readonly check?: () => string[] | Promise<string[]>
}

/** A line of the table. */
export interface Row {
  readonly place: Place
  readonly fault: string
  readonly comesOut: ComesOut
  /** Seconds. */
  readonly within: number
  /** Fast ones run in `npm test`. */
  readonly isFast?: boolean
  /** Waits rather than works. */
  readonly waits?: boolean
  /** Rows of one group may share a run; none: a run of its own. */
  readonly group?: string
  readonly do?: Fault['do']
  readonly match?: string | RegExp
  readonly times?: number
  /** It has to mount file systems of its own, which not every machine lets it. */
  readonly mounts?: boolean
  /** Beside the fault, or in place of it; what it opens is closed with the stack. */
  readonly prepare?: (stack: AsyncDisposableStack) => Setting | Promise<Setting>
}

export const whole: ComesOut = { as: 'whole' }
export const withheld: ComesOut = { as: 'withheld' }
export const killed: ComesOut = { as: 'killed' }
export const fails = (says: RegExp): ComesOut => ({ as: 'fails', says })
export const failsLast = (says: RegExp, lacks?: 'files' | 'page' | 'outputs'): ComesOut =>
  lacks === undefined ? { as: 'fails last', says } : { as: 'fails last', says, lacks }
export const warns = (says: RegExp): ComesOut => ({ as: 'warns', says })
export const cannotOccur = (because: string): ComesOut => ({ as: 'cannot occur', because })
