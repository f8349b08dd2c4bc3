import { type ActionEntry, actionEntries } from '../../simulator/action-file.ts'

/** Inputs that are secrets: an argument would show in the list of processes, so they come from the environment. */
const SECRETS = new Set(['github-token', 'app-private-key', 'people-key'])

/** Inputs that say where a workflow publishes, and why they are refused here. */
const REFUSED: readonly (readonly [name: string, reason: string])[] = [
  ['allow-public-people', 'there is no repository here, so people are shown as --people says'],
  ['job-summary', 'the page is summary.html in the folder of --out'],
  ['artifact-name', 'the files are in the folder of --out'],
  ['artifact-retention-days', 'the files stay in the folder of --out until you delete them'],
  ['report-path', 'nothing is committed from here; a workflow can'],
  ['report-branch', 'nothing is committed from here; a workflow can'],
  ['report-token', 'nothing is committed from here; a workflow can'],
]

/** An input of the action as an option of the command. */
export interface ReportOption extends ActionEntry {
  /** True or false: the value may be left out. */
  readonly isSwitch: boolean
}

/** What becomes of the inputs of an `action.yml` outside of a workflow; each is in one of the three. */
export interface ReportOptions {
  readonly options: readonly ReportOption[]
  /** Each with the environment variable that it is read from, such as `GITHUB_TOKEN`. */
  readonly secrets: readonly (ActionEntry & { readonly variable: string })[]
  /** Each with why. */
  readonly refused: ReadonlyMap<string, string>
}

/** Reads the inputs of an `action.yml`. What it adds tomorrow is an option by itself. */
export function reportOptions(actionYaml: string): ReportOptions {
  const inputs = actionEntries(actionYaml, 'inputs')
  const refused = new Map(REFUSED)
  const isOption = ({ name }: ActionEntry) => !refused.has(name) && !SECRETS.has(name)
  return {
    options: inputs.filter(isOption).map((input) => ({
      ...input,
      isSwitch: input.standard === 'true' || input.standard === 'false',
    })),
    secrets: inputs
      .filter(({ name }) => SECRETS.has(name))
      .map((input) => ({ ...input, variable: input.name.toUpperCase().replaceAll('-', '_') })),
    refused,
  }
}
