// The tables of docs/inputs.md, written between their markers from action.yml, and the shorter one of README.md.
import { type ActionEntry, actionEntries } from '../simulator/action-file.ts'
import { markdownTable } from './markdown-table.ts'
import { replaceBetweenMarkers } from './markers.ts'

/** The dozen that most workflows set, in the order of `action.yml`. */
const COMMON = [
  'github-token',
  'app-id',
  'app-private-key',
  'organization',
  'enterprise',
  'days',
  'teams',
  'people',
  'adoption-target',
  'seats',
  'artifact-retention-days',
  'report-path',
]

/** The headings of docs/inputs.md, each with the inputs below it. */
const SECTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'what is read',
    [
      'github-token',
      'app-id',
      'app-private-key',
      'organization',
      'enterprise',
      'until',
      'days',
      'compare',
      'source',
      'reports-directory',
      'missing-days',
      'github-api-url',
    ],
  ],
  [
    'teams and people',
    [
      'teams',
      'people',
      'people-key',
      'allow-public-people',
      'minimum-group-size',
      'people-file',
      'group-by',
      'cost-centers-of',
    ],
  ],
  [
    'thresholds',
    ['champion-consistency', 'champion-features', 'lagging-consistency', 'gap-share', 'adoption-target'],
  ],
  ['licences', ['seats', 'idle-days', 'new-seat-days', 'seat-price']],
  [
    'what is published',
    [
      'job-summary',
      'artifact-name',
      'artifact-retention-days',
      'html-report',
      'engagement-export',
      'report-path',
      'report-branch',
      'report-token',
    ],
  ],
])

/** docs/inputs.md with its tables written anew. @throws Error where a marker is missing, or an input has not one section */
export function withInputTables(text: string, actionYaml: string): string {
  const inputs = actionEntries(actionYaml, 'inputs')
  const placed = new Set([...SECTIONS.values()].flat())
  const astray = inputs.map(({ name }) => name).filter((name) => !placed.has(name))
  if (astray.length > 0)
    throw new Error(`scripts/inputs-document.ts has no section for ${astray.join(', ')}.`)
  const document = [...SECTIONS].reduce(
    (whole, [title, names]) =>
      replaceBetweenMarkers(whole, `inputs, ${title}`, inputTable(chosen(inputs, names))),
    text,
  )
  return replaceBetweenMarkers(document, 'outputs', outputTable(actionEntries(actionYaml, 'outputs')))
}

/** The table of the inputs that most workflows set. @throws Error where one does not exist */
export function commonInputTable(actionYaml: string): string {
  return inputTable(chosen(actionEntries(actionYaml, 'inputs'), COMMON))
}

function chosen(entries: readonly ActionEntry[], names: readonly string[]): ActionEntry[] {
  return names.map((name) => {
    const entry = entries.find((one) => one.name === name)
    if (entry === undefined) throw new Error(`action.yml has no input ${name}.`)
    return entry
  })
}

function inputTable(entries: readonly ActionEntry[]): string {
  const lines = entries.map(({ name, standard, description }) => [
    `\`${name}\``,
    standard ? `\`${standard}\`` : '',
    description,
  ])
  return markdownTable(['Input', 'Default', 'Meaning'], lines)
}

function outputTable(entries: readonly ActionEntry[]): string {
  return markdownTable(
    ['Output', 'Meaning'],
    entries.map(({ name, description }) => [`\`${name}\``, description]),
  )
}
