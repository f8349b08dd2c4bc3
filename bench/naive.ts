// What is usually written: read a file, split it, parse every line, keep the objects, then filter and reduce for each team.
// It checks no line and drops no duplicates. Arguments: a JSON file with the paths of the reports, a directory for results.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Entry = Readonly<Record<string, unknown>> & Readonly<Record<Counter, number | undefined>>
type Row = Entry & {
  readonly day: string
  readonly user_id: number
  readonly ai_credits_used?: number
  readonly ai_adoption_phase?: { readonly phase_number: number }
  readonly totals_by_ide: readonly Entry[]
  readonly totals_by_feature: readonly Entry[]
  readonly totals_by_language_feature: readonly Entry[]
  readonly totals_by_language_model: readonly Entry[]
  readonly totals_by_model_feature: readonly Entry[]
}
interface Membership {
  readonly day: string
  readonly user_id: number | string
  readonly team_id: number
}
interface Value {
  readonly users: Set<number>
  readonly rows: Set<Row>
  readonly sums: (number | undefined)[]
}
type Features = Readonly<Record<string, boolean | undefined>>
type Counter = (typeof SEVEN)[number]
type Cell = string | number | undefined

const SEVEN = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
] as const
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  bash: ['shell', 'shellscript', 'sh'],
  csharp: ['c#', 'cs'],
  javascript: ['js', 'jsx', 'javascriptreact'],
  markdown: ['md'],
  plaintext: ['text', 'txt'],
  powershell: ['pwsh', 'ps1'],
  python: ['py'],
  terraform: ['hcl'],
  typescript: ['ts', 'tsx', 'typescriptreact'],
  yaml: ['yml'],
}
const languageOf = Object.fromEntries(
  Object.entries(LANGUAGES).flatMap(([name, all]) => all.map((one) => [one, name])),
)
const MODES = new Set(['ask_mode', 'edit_mode', 'plan_mode', 'custom_mode'])
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  chat_users: ['used_chat'],
  agent_users: ['used_agent'],
  cli_users: ['used_cli'],
  copilot_app_users: ['used_copilot_app'],
  cloud_agent_users: ['used_copilot_cloud_agent', 'used_copilot_coding_agent'],
  code_review_users: ['used_copilot_code_review_active'],
}

const [, , list = '', results = ''] = process.argv
const rows: Row[] = []
const memberships: Membership[] = []
for (const path of JSON.parse(readFileSync(list, 'utf8')) as string[]) {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  if (/user-teams-[^/\\]*$/.test(path))
    for (const line of lines) memberships.push(JSON.parse(line) as Membership)
  else for (const line of lines) rows.push(JSON.parse(line) as Row)
}
const keyOf = ({ user_id, day }: Row | Membership) => `${user_id} ${day}`
const rowByKey = new Map(rows.map((row) => [keyOf(row), row]))
const featuresByRow = new Map(rows.map((row) => [row, featuresOf(row)]))
const features = [...new Set([...featuresByRow.values()].flatMap((found) => Object.keys(found)))]
const days = [...new Set(rows.map(({ day }) => day))]
const weekdays = days.filter(isWeekday).length
const teams = [...Map.groupBy(memberships, ({ team_id }) => team_id)]
const rowsOfTeam = new Map(
  teams.map(([team, members]) => {
    const joined = [...new Set(members.map(keyOf))].map((key) => rowByKey.get(key))
    return [team, joined.filter((row) => row !== undefined)]
  }),
)

writeTeams()
writeDays()
writeFeatures()
writeBreakdowns()
writePeople()

function writeTeams(): void {
  const lines = teams.map(([team_id, members]) => {
    const own = rowsOfTeam.get(team_id) ?? []
    const completions = own.flatMap((row) =>
      row.totals_by_feature.filter(({ feature }) => feature === 'code_completion'),
    )
    const shown = sum(completions.map((entry) => entry.code_generation_activity_count))
    return {
      team_id,
      members: countPeople(members),
      active_users: countPeople(own),
      engaged_users: countPeople(own.filter(isEngaged)),
      active_user_days: own.length,
      ...sumsOf(own),
      completion_acceptance_rate: shown
        ? rate(sum(completions.map((entry) => entry.code_acceptance_activity_count)) ?? 0, shown)
        : '',
      ...Object.fromEntries(Object.entries(FLAGS).map(([name, flags]) => [name, countFlagged(own, flags)])),
    }
  })
  write('teams.csv', lines)
}

function writeDays(): void {
  const lines = teams.flatMap(([team_id, members]) =>
    [...Map.groupBy(members, ({ day }) => day)].map(([day, listed]) => {
      const own = (rowsOfTeam.get(team_id) ?? []).filter((row) => row.day === day)
      const engaged = own.filter(isEngaged).length
      return {
        day,
        team_id,
        members: countPeople(listed),
        active_users: own.length,
        engaged_users: engaged,
        ...sumsOf(own),
      }
    }),
  )
  write('team-days.csv', lines)
  const inTeams = new Set(memberships.map(keyOf))
  const ofEntity = days.map((day) => {
    const own = rows.filter((row) => row.day === day)
    const inNoTeam = own.filter((row) => !inTeams.has(keyOf(row))).length
    return {
      day,
      active_users: own.length,
      engaged_users: own.filter(isEngaged).length,
      users_in_no_team: inNoTeam,
      ...sumsOf(own),
    }
  })
  write('days.csv', ofEntity)
}

function writeFeatures(): void {
  write(
    'features.csv',
    features.map((feature) => ({ feature, ...engagement(rows, feature, rows) })),
  )
  const lines = teams.flatMap(([team_id]) =>
    features.map((feature) => ({
      team_id,
      feature,
      ...engagement(rowsOfTeam.get(team_id) ?? [], feature, rows),
    })),
  )
  write('team-features.csv', lines)
}

function writeBreakdowns(): void {
  write('breakdowns.csv', breakdown(rows))
  write(
    'team-breakdowns.csv',
    teams.flatMap(([team_id]) =>
      breakdown(rowsOfTeam.get(team_id) ?? []).map((line) => ({ team_id, ...line })),
    ),
  )
}

function writePeople(): void {
  const rowsOfPerson = Map.groupBy(rows, ({ user_id }) => user_id)
  const people = [...new Set([...memberships.map(({ user_id }) => Number(user_id)), ...rowsOfPerson.keys()])]
  const breadth = features.filter((feature) => !MODES.has(feature))
  const lines = people.map((user_id) => {
    const own = (rowsOfPerson.get(user_id) ?? []).toSorted((left, right) => (left.day < right.day ? -1 : 1))
    const engagedDays = breadth.map(
      (feature) => own.filter((row) => featuresByRow.get(row)?.[feature] === true).length,
    )
    return {
      user_id,
      active_days: own.length,
      engaged_days: own.filter(isEngaged).length,
      features_used: engagedDays.filter((count) => count > 0).length,
      feature_days: sum(engagedDays) ?? 0,
      consistency: rate(own.filter((row) => isEngaged(row) && isWeekday(row.day)).length, weekdays),
      first_active_day: own[0]?.day,
      last_active_day: own.at(-1)?.day,
      adoption_phase: own.at(-1)?.ai_adoption_phase?.phase_number,
      ...sumsOf(own),
    }
  })
  write('people.csv', lines)
  const ofFeatures = people.flatMap((user_id) =>
    features.map((feature) => {
      const engaged_days = engagement(rowsOfPerson.get(user_id) ?? [], feature, rows).engaged_user_days
      return { user_id, feature, engaged_days }
    }),
  )
  write('people-features.csv', ofFeatures)
}

/** Of each feature whether the row shows that it was used; undefined where it does not say. */
function featuresOf(row: Row): Features {
  const above = (feature: string, ...counters: readonly Counter[]) =>
    row.totals_by_feature.some(
      (entry) => entry['feature'] === feature && counters.some((name) => (entry[name] ?? 0) > 0),
    )
  const asked = (feature: string) => above(feature, 'user_initiated_interaction_count')
  const object = (name: string, ...counters: string[]) => {
    const value = row[name] as Readonly<Record<string, number>> | undefined
    return counters.some((counter) => (value?.[counter] ?? 0) > 0)
  }
  const flag = (...names: string[]) => {
    const values = names.map((name) => row[name]).filter((value) => value !== undefined)
    return values.length === 0 ? undefined : values.includes(true)
  }
  const agents = (row['totals_by_3rd_party_agent'] ?? []) as readonly Entry[]
  return {
    cli:
      flag('used_cli') === true ||
      above('copilot_cli', ...SEVEN) ||
      object('totals_by_cli', 'prompt_count', 'request_count'),
    code_completion: above('code_completion', 'code_acceptance_activity_count'),
    code_review: flag('used_copilot_code_review_active'),
    inline_chat: asked('chat_inline'),
    panel_chat: ['ask', 'edit', 'agent', 'plan', 'custom', 'unknown'].some((mode) =>
      asked(`chat_panel_${mode}_mode`),
    ),
    ask_mode: asked('chat_panel_ask_mode'),
    edit_mode: asked('chat_panel_edit_mode'),
    plan_mode: asked('chat_panel_plan_mode'),
    custom_mode: asked('chat_panel_custom_mode'),
    agent_mode: flag('used_agent') === true || asked('chat_panel_agent_mode'),
    agent_edit: above('agent_edit', 'code_generation_activity_count', 'loc_added_sum', 'loc_deleted_sum'),
    cloud_agent: flag('used_copilot_cloud_agent', 'used_copilot_coding_agent'),
    copilot_app:
      flag('used_copilot_app') === true ||
      above('copilot_app', ...SEVEN) ||
      object('totals_by_copilot_app', 'prompt_count', 'request_count'),
    third_party_agent: agents.some((agent) => (agent.user_initiated_interaction_count ?? 0) > 0),
    vscode_agents:
      flag('used_vscode_agent') === true ||
      object('totals_by_vscode_agent', 'session_count', 'total_user_messages'),
    // A feature that GitHub added by itself.
    voice_mode: above('voice_mode', ...SEVEN),
  }
}

function isEngaged(row: Row): boolean {
  return Object.values(featuresByRow.get(row) ?? {}).includes(true)
}

function engagement(own: readonly Row[], feature: string, all: readonly Row[]) {
  const states = own.map((row) => ({ user_id: row.user_id, on: featuresByRow.get(row)?.[feature] }))
  const isKnown = states.some(({ on }) => on !== undefined) || (own.length === 0 && all.length > 0)
  const engaged = states.filter(({ on }) => on === true)
  return isKnown
    ? { engaged_users: countPeople(engaged), engaged_user_days: engaged.length }
    : { engaged_users: '', engaged_user_days: '' }
}

function breakdown(own: readonly Row[]): Record<string, Cell>[] {
  const values = new Map<string, Value>()
  const add = (row: Row, dimension: string, entry: Entry, first: string, second: string) => {
    const text = [dimension, canonical(first, entry[first]), second && canonical(second, entry[second])].join(
      '\n',
    )
    const value = values.get(text) ?? { users: new Set(), rows: new Set(), sums: SEVEN.map(() => undefined) }
    values.set(text, value)
    value.users.add(row.user_id)
    value.rows.add(row)
    SEVEN.forEach((name, index) => {
      if (entry[name] !== undefined) value.sums[index] = (value.sums[index] ?? 0) + entry[name]
    })
  }
  for (const row of own) {
    for (const entry of row.totals_by_ide) add(row, 'ide', entry, 'ide', '')
    for (const entry of row.totals_by_feature) add(row, 'feature', entry, 'feature', '')
    for (const entry of row.totals_by_language_feature) {
      add(row, 'language', entry, 'language', '')
      add(row, 'language_feature', entry, 'language', 'feature')
    }
    for (const entry of row.totals_by_language_model) add(row, 'language_model', entry, 'language', 'model')
    for (const entry of row.totals_by_model_feature) {
      add(row, 'model', entry, 'model', '')
      add(row, 'model_feature', entry, 'model', 'feature')
    }
  }
  return [...values].map(([text, { users, rows: of, sums }]) => {
    const [dimension = '', value = '', second_value = ''] = text.split('\n')
    const counters = Object.fromEntries(SEVEN.map((name, index) => [name, sums[index]]))
    return {
      dimension,
      value,
      second_value,
      active_users: users.size,
      active_user_days: of.size,
      ...counters,
    }
  })
}

function canonical(key: string, raw: unknown): string {
  const value = String(raw).trim().toLowerCase()
  if (value === '') return 'unknown'
  if (key === 'language') return languageOf[value] ?? value
  if (key === 'model')
    return value.replace(/^claude-(\d+(?:\.\d+)?)-(sonnet|haiku|opus)(?=-|$)/, 'claude-$2-$1')
  if (key === 'ide') return /^[a-z][a-z0-9_ -]*$/.test(value) ? value : 'unknown'
  return value
}

function sumsOf(own: readonly Row[]): Record<string, Cell> {
  const counters = SEVEN.map((name) => [name, own.length === 0 ? 0 : sum(own.map((row) => row[name]))])
  const credits = sum(
    own.map(({ ai_credits_used }) => (ai_credits_used === undefined ? undefined : ai_credits_used * 1e6)),
  )
  const ai_credits_used = own.length === 0 ? 0 : credits === undefined ? '' : Math.round(credits) / 1e6
  return { ...(Object.fromEntries(counters) as Record<string, Cell>), ai_credits_used }
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined)
  return known.length === 0 ? undefined : known.reduce((total, number) => total + number, 0)
}

function countPeople(of: readonly { readonly user_id: number | string }[]): number {
  return new Set(of.map(({ user_id }) => Number(user_id))).size
}

function countFlagged(own: readonly Row[], flags: readonly string[]): Cell {
  const carried = own.filter((row) => flags.some((flag) => row[flag] !== undefined))
  if (own.length > 0 && carried.length === 0) return ''
  return countPeople(carried.filter((row) => flags.some((flag) => row[flag] === true)))
}

function rate(part: number, whole: number): number {
  return Math.round((part * 1e6) / whole) / 1e6
}

function isWeekday(day: string): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay())
}

function write(name: string, lines: readonly Readonly<Record<string, Cell>>[]): void {
  const columns = Object.keys(lines[0] ?? {})
  const text = lines.map((line) => columns.map((column) => line[column] ?? '').join(',')).join('\n')
  writeFileSync(join(results, name), `${columns.join(',')}\n${text}\n`)
}
