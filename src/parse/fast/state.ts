import { createDictionary, type Dictionary } from '../../dictionary.ts'
import { fieldOfMembership, fieldOfRow, fieldsOfEntries } from '../field-list.ts'
import type { NumberRead } from './json-bytes.ts'
import { emptyKeys, type KeyTable } from './key-table.ts'

/** What a scanner keeps between lines: the keys and phases seen so far (both bounded), and the current block. */
export interface ScannerState extends NumberRead {
  bytes: Buffer
  /** DataView over `bytes`, cached for comparisons of four bytes at a time. */
  view: DataView
  readonly rowKeys: KeyTable
  readonly membershipKeys: KeyTable
  /** The keys of entries, for each of KNOWN_ARRAYS. */
  readonly entryKeys: readonly KeyTable[]
  /** Parsed phases, by the id of their JSON text in `phaseTexts`: a cache of the few that occur. */
  readonly phaseTexts: Dictionary
  readonly phases: unknown[]
}

/** The state before the first line. */
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
