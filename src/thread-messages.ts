import type { Day } from './day.ts'
import type { ReportFile, ReportName } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import type { Tally } from './read-report.ts'
import type { ReportIds, UsersReport, UserTeamsReport } from './rollup/entrance.ts'
import type { DayMemory, NewNames } from './rollup/parcels.ts'

/** What a reading thread is started with. It gets no environment, and so no token. */
export interface ThreadData {
  readonly entity: Entity
  readonly since: Day
  readonly reports: Inputs['reports']
}

/** To a reading thread. `id` is that of a read; its files follow each other, each as blocks and an end. */
export type ToThread =
  | {
      readonly type: 'open'
      readonly id: number
      readonly report: ReportName
      readonly day: Day
      /** Files with a path are opened by the thread; the blocks of others are sent. */
      readonly files: readonly Pick<ReportFile, 'name' | 'path'>[]
      readonly memory: DayMemory | undefined
    }
  | { readonly type: 'block'; readonly id: number; readonly block: Uint8Array<ArrayBuffer> }
  | { readonly type: 'end-of-file'; readonly id: number }
  | { readonly type: 'abort'; readonly id: number }

/** From a reading thread. Blocks come back when they were read. */
export type FromThread =
  | { readonly type: 'used'; readonly id: number; readonly buffer: ArrayBuffer }
  | {
      readonly type: 'file'
      readonly id: number
      readonly file: string
      readonly ids: ReportIds
      readonly names: NewNames
    }
  | {
      readonly type: 'read'
      readonly id: number
      readonly content: UsersReport | UserTeamsReport
      readonly tally: Tally
      readonly names: NewNames
    }
  | { readonly type: 'failed'; readonly id: number; readonly error: SentError }

/** An error by its class, since a thread receives a copy without one. */
export interface SentError {
  readonly name: 'Fault' | 'IncompleteReport' | 'Error'
  readonly message: string
}
