import type { Random } from './chance.ts'

/** Something that is wrong. */
export interface Fault {
  /** What is wrong, in words that are the same for every case with this fault. */
  readonly what: string
  /** The first places where it shows. */
  readonly details: readonly string[]
}

/** The same, and what it takes to see it again. */
export interface Finding extends Fault {
  /** Path below the folder of the reproduction -> content. */
  readonly files: ReadonlyMap<string, string | Uint8Array>
}

/** What came of one case. */
export interface Outcome {
  /** Lines of reports that were read. */
  readonly lines: number
  readonly findings: readonly Finding[]
}

/** One way of trying the action. The same random stream always makes the same case. */
export interface Kind {
  readonly name: string
  /** Its part of the time. */
  readonly share: number
  try(random: Random): Outcome | Promise<Outcome>
  /** Tries the files of a reproduction again. */
  again?(folder: string): Outcome | Promise<Outcome>
}

/** Each fault once, with the places of all. */
export function merged(faults: readonly Fault[]): Fault[] {
  const groups = Map.groupBy(faults, ({ what }) => what)
  return [...groups].map(([what, same]) => ({
    what,
    details: [...new Set(same.flatMap(({ details }) => details))],
  }))
}
