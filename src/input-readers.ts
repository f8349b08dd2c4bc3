import { getInput } from '@actions/core'

export type InputReader = ReturnType<typeof inputReader>

/** Typed readers of inputs, which add invalid values to `faults` and return the fallback. An empty input is a missing one. */
export function inputReader(faults: string[]) {
  return {
    integer<Fallback extends number | undefined>(
      name: string,
      fallback: Fallback,
      least: number,
      most: number,
    ): number | Fallback {
      const text = getInput(name)
      if (text === '') return fallback
      const number = Number(text)
      if (/^\d+$/.test(text) && number >= least && number <= most) return number
      faults.push(`${name}: "${text}" is not a whole number from ${least} to ${most}`)
      return fallback
    },
    boolean(name: string, fallback: boolean): boolean {
      const text = getInput(name)
      if (text === '') return fallback
      if (/^(true|True|TRUE)$/.test(text)) return true
      if (/^(false|False|FALSE)$/.test(text)) return false
      faults.push(`${name}: "${text}" is neither true nor false`)
      return fallback
    },
    share<Fallback extends number | null>(
      name: string,
      fallback: Fallback,
      example: number | null = fallback,
    ): number | Fallback {
      const text = getInput(name)
      if (text === '') return fallback
      const number = Number(text)
      if (/^\d*\.?\d+$/.test(text) && number <= 1) return number
      faults.push(`${name}: "${text}" is not a share from 0 to 1, such as ${example}`)
      return fallback
    },
    choice<const Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
      const text = getInput(name)
      const choice = text === '' ? choices[0] : choices.find((candidate) => candidate === text)
      if (choice === undefined) faults.push(`${name}: "${text}" is none of ${choices.join(', ')}`)
      return choice ?? choices[0]
    },
  }
}

/** Reads a list separated by commas or line ends; without empty items. */
export function readList(name: string): string[] {
  return getInput(name)
    .split(/[,\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** Reads an input for which empty is a valid value: `fallback` only if the runner does not set it. */
export function readOptional(name: string, fallback: string): string {
  return process.env[`INPUT_${name.toUpperCase()}`] === undefined ? fallback : getInput(name)
}
