import { parseArgs } from 'node:util'
import { Fault } from '../../src/fault.ts'
import type { ReportOptions } from './options.ts'

/** What the command line asks for. */
export interface Asked {
  /** Inputs of the action, by their names. */
  readonly inputs: Readonly<Record<string, string>>
  /** Folder of the results, as it was written. */
  readonly out: string
  readonly help: boolean
}

/** Folder of the results unless told. */
export const OUT = 'copilot-report'

const EXAMPLE = 'npm run report -- --organization acme (the -- in the middle belongs to it)'

/**
 * Reads the command line. Here only what names an option is checked; the action checks the values, all at once.
 * @throws Fault that says in one sentence what is wrong with it
 */
export function readArguments(args: readonly string[], options: ReportOptions): Asked {
  const kinds = kindsOf(options)
  const given = new Map<string, string>()
  for (const option of withValues(tokensOf(args, kinds), kinds)) {
    const kind = kinds.get(option.name)
    if (kind === undefined) throw unknownOption(option, options)
    if (given.has(option.name))
      throw new Fault(`--${option.name} is given twice; separate several values by commas.`)
    given.set(option.name, valueOf(option, kind))
  }
  const { out = OUT, help = 'false', ...inputs } = Object.fromEntries(given)
  const isNamed = given.has('organization') || given.has('enterprise')
  if (help === 'false' && !isNamed)
    throw new Fault(`Nothing says whom to report on: ${EXAMPLE}; --help has all options.`)
  return { inputs, out, help: help === 'true' }
}

type Kinds = ReadonlyMap<string, 'string' | 'boolean'>
type Token = ReturnType<typeof tokensOf>[number]

/** An option of the command line; its value is undefined where none is behind it. */
interface GivenOption {
  readonly name: string
  /** As it was written, with its dashes. */
  readonly written: string
  readonly value: string | undefined
}

function kindsOf({ options }: ReportOptions): Kinds {
  return new Map([
    ...options.map(({ name, isSwitch }) => [name, isSwitch ? 'boolean' : 'string'] as const),
    ['out', 'string'],
    ['help', 'boolean'],
  ])
}

function tokensOf(args: readonly string[], kinds: Kinds) {
  const options = Object.fromEntries([...kinds].map(([name, type]) => [name, { type }]))
  return parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens
}

/** Takes `--no-seats` for `--seats=false`, and `--seats false` too, since every other option has its value behind it. */
function* withValues(tokens: readonly Token[], kinds: Kinds): Generator<GivenOption> {
  for (let index = 0; index < tokens.length; index += 1) {
    const [token, next] = [tokens[index], tokens[index + 1]]
    if (token?.kind === 'positional')
      throw new Fault(`"${token.value}" belongs to no option; write it as ${EXAMPLE}.`)
    if (token?.kind !== 'option') continue
    const option = optionOf(token, kinds)
    const isOpen = option.value === undefined && kinds.get(option.name) === 'boolean'
    if (isOpen && next?.kind === 'positional') {
      yield { ...option, value: next.value }
      index += 1
    } else yield option
  }
}

function optionOf(token: Extract<Token, { kind: 'option' }>, kinds: Kinds): GivenOption {
  const { name, rawName: written, value } = token
  const positive = name.replace(/^no-/, '')
  if (positive !== name && kinds.get(positive) === 'boolean' && value === undefined)
    return { name: positive, written, value: 'false' }
  // The option that follows is no value.
  const isMissing = value === '' || (!token.inlineValue && value?.startsWith('-') === true)
  return { name, written, value: isMissing ? undefined : value }
}

function valueOf({ name, value }: GivenOption, kind: 'string' | 'boolean'): string {
  if (kind === 'boolean') {
    if (value === undefined || value === 'true' || value === 'false') return value ?? 'true'
    throw new Fault(`--${name} is true or false; --no-${name} is false too.`)
  }
  if (value === undefined) throw new Fault(`--${name} has no value behind it.`)
  return value
}

function unknownOption({ name, written }: GivenOption, { secrets, refused }: ReportOptions): Fault {
  const secret = secrets.find((one) => one.name === name)
  if (secret !== undefined) {
    return new Fault(
      `--${name} would show in the list of processes; set the environment variable ${secret.variable} in its place.`,
    )
  }
  const reason = refused.get(name)
  return new Fault(
    reason === undefined
      ? `${written} is no option; npm run report -- --help has them all.`
      : `--${name} is for workflows: ${reason}.`,
  )
}
