import { createDictionary, type Dictionary } from '../../dictionary.ts'
import { fieldOfMembership, fieldOfRow, fieldsOfEntries } from '../field-list.ts'
import type { NumberRead } from './json-bytes.ts'
import { emptyKeys, type KeyTable } from './key-table.ts'

/** What a scanner knows of the lines before: keys and phases, which are bounded, and the block that it is in. */
export interface ScannerState extends NumberRead {
  bytes: Buffer
  /** Of `bytes`, for comparisons of four at a time. */
  view: DataView
  readonly rowKeys: KeyTable
  readonly membershipKeys: KeyTable
  /** By array: the entries of each have their keys in an order of their own. */
  readonly entryKeys: readonly KeyTable[]
  /** Phases as JSON has them, by the number of their text: the same few come again and again. */
  readonly phaseTexts: Dictionary
  readonly phases: unknown[]
}

/** Of no line yet. */
export function emptyState(): ScannerState {
  return {
    lastNumber: 0,
    bytes: Buffer.alloc(0),
    view: new DataView(new ArrayBuffer(0)),
    rowKeys: emptyKeys(fieldOfRow),
    membershipKeys: emptyKeys(fieldOfMembership),
    entryKeys: fieldsOfEntries.map(emptyKeys),
    phaseTexts: createDictionary(),
    phases: [],
  }
}
