// What a data engineer would write: GitHub's recipe in SQL, on all cores. Tables once, then one statement for each result.
// It checks no line and drops no duplicates. Arguments: a JSON file with the paths of the reports, a directory for results.
import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [, , list = '', results = ''] = process.argv
const paths = JSON.parse(readFileSync(list, 'utf8')) as string[]

const SEVEN = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
]
const FLAGS = [
  'used_chat',
  'used_agent',
  'used_cli',
  'used_copilot_app',
  'used_copilot_cloud_agent',
  'used_copilot_coding_agent',
  'used_copilot_code_review_active',
  'used_vscode_agent',
]
const COUNTED = ['chat', 'agent', 'cli', 'copilot_app', 'cloud_agent', 'code_review']
const FILES = { users: filesOf(/users-\d/), teams: filesOf(/user-teams-\d/) }

/** Evidence of each feature in a row; `any`: of a value of `totals_by_feature` one of the counters is above 0. */
const any = (feature: string, ...counters: string[]) =>
  `len(list_filter(totals_by_feature, f -> lower(trim(f.feature)) ${feature} AND (${counters.map((c) => `f.${c} > 0`).join(' OR ')}))) > 0`
const asked = (feature: string) => any(feature, 'user_initiated_interaction_count')
const usage = (object: string) => `coalesce(${object}.prompt_count > 0 OR ${object}.request_count > 0, false)`
const shown = (evidence: string) =>
  `CASE WHEN ${evidence} THEN 1 WHEN totals_by_feature IS NOT NULL THEN 0 END`
const flagged = (flag: string) => `coalesce(${flag}, false)`
const FEATURES: Readonly<Record<string, string>> = {
  cli: shown(`${flagged('used_cli')} OR ${any(`= 'copilot_cli'`, ...SEVEN)} OR ${usage('totals_by_cli')}`),
  code_completion: shown(any(`= 'code_completion'`, 'code_acceptance_activity_count')),
  // SQL cannot tell null from absent: the flags of a review are there where the other flags are.
  code_review: 'CASE WHEN used_copilot_code_review_active THEN 1 WHEN used_agent IS NOT NULL THEN 0 END',
  inline_chat: shown(asked(`= 'chat_inline'`)),
  panel_chat: shown(asked(`LIKE 'chat_panel_%'`)),
  ask_mode: shown(asked(`= 'chat_panel_ask_mode'`)),
  edit_mode: shown(asked(`= 'chat_panel_edit_mode'`)),
  plan_mode: shown(asked(`= 'chat_panel_plan_mode'`)),
  custom_mode: shown(asked(`= 'chat_panel_custom_mode'`)),
  agent_mode: shown(`${flagged('used_agent')} OR ${asked(`= 'chat_panel_agent_mode'`)}`),
  agent_edit: shown(
    any(`= 'agent_edit'`, 'code_generation_activity_count', 'loc_added_sum', 'loc_deleted_sum'),
  ),
  cloud_agent:
    'CASE WHEN used_copilot_cloud_agent OR used_copilot_coding_agent THEN 1 WHEN used_agent IS NOT NULL THEN 0 END',
  copilot_app: shown(
    `${flagged('used_copilot_app')} OR ${any(`= 'copilot_app'`, ...SEVEN)} OR ${usage('totals_by_copilot_app')}`,
  ),
  third_party_agent: `coalesce(len(list_filter(totals_by_3rd_party_agent, a -> a.user_initiated_interaction_count > 0)) > 0, false)::INT`,
  vscode_agents: `(${flagged('used_vscode_agent')} OR coalesce(totals_by_vscode_agent.session_count > 0 OR totals_by_vscode_agent.total_user_messages > 0, false))::INT`,
  // A feature that GitHub added by itself.
  voice_mode: shown(any(`= 'voice_mode'`, ...SEVEN)),
}
const KEYS = Object.keys(FEATURES)
const MODES = new Set(['ask_mode', 'edit_mode', 'plan_mode', 'custom_mode'])

const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()
for (const statement of [...macros(), ...tables(), ...copies()]) await connection.run(statement)

function filesOf(pattern: RegExp): string {
  return `[${paths
    .filter((path) => pattern.test(path))
    .map((path) => `'${path.replaceAll("'", "''")}'`)
    .join(', ')}]`
}

/** The one name of each value, as the action counts it. */
function macros(): string[] {
  const languages = [
    ['bash', ['shell', 'shellscript', 'sh']],
    ['csharp', ['c#', 'cs']],
    ['javascript', ['js', 'jsx', 'javascriptreact']],
    ['markdown', ['md']],
    ['plaintext', ['text', 'txt']],
    ['powershell', ['pwsh', 'ps1']],
    ['python', ['py']],
    ['terraform', ['hcl']],
    ['typescript', ['ts', 'tsx', 'typescriptreact']],
    ['yaml', ['yml']],
  ] as const
  const cases = languages.map(
    ([name, spellings]) => `WHEN t IN (${spellings.map((s) => `'${s}'`).join(', ')}) THEN '${name}'`,
  )
  return [
    `CREATE MACRO plain(t) AS coalesce(nullif(lower(trim(t)), ''), 'unknown')`,
    `CREATE MACRO language_of(t) AS CASE ${cases.join(' ')} ELSE t END`,
    `CREATE MACRO model_of(t) AS regexp_replace(t, '^claude-(\\d+(?:\\.\\d+)?)-(sonnet|haiku|opus)(-|$)', 'claude-\\2-\\1\\3')`,
    `CREATE MACRO ide_of(t) AS CASE WHEN regexp_full_match(t, '[a-z][a-z0-9_ -]*') THEN t ELSE 'unknown' END`,
  ]
}

function tables(): string[] {
  const seven = SEVEN.map((name) => `${name} BIGINT`).join(', ')
  const entries = (...keys: string[]) =>
    `'STRUCT(${keys.map((key) => `${key} VARCHAR, `).join('')}${seven})[]'`
  const usageType = `'STRUCT(prompt_count BIGINT, request_count BIGINT)'`
  const columns = [
    `day: 'DATE', user_id: 'BIGINT', user_login: 'VARCHAR', ai_credits_used: 'DECIMAL(18,6)'`,
    ...SEVEN.map((name) => `${name}: 'BIGINT'`),
    ...FLAGS.map((name) => `${name}: 'BOOLEAN'`),
    `ai_adoption_phase: 'STRUCT(phase_number INTEGER)'`,
    `totals_by_ide: ${entries('ide')}`,
    `totals_by_feature: ${entries('feature')}`,
    `totals_by_language_feature: ${entries('language', 'feature')}`,
    `totals_by_language_model: ${entries('language', 'model')}`,
    `totals_by_model_feature: ${entries('model', 'feature')}`,
    `totals_by_cli: ${usageType}, totals_by_copilot_app: ${usageType}`,
    `totals_by_3rd_party_agent: 'STRUCT(user_initiated_interaction_count BIGINT)[]'`,
    `totals_by_vscode_agent: 'STRUCT(session_count BIGINT, total_user_messages BIGINT)'`,
  ]
  const read = (files: string, types: string) =>
    `read_json(${files}, format = 'newline_delimited', columns = {${types}}, maximum_object_size = 67108864)`
  return [
    `CREATE TABLE raw AS SELECT * FROM ${read(FILES.users, columns.join(', '))}`,
    `CREATE TABLE memberships AS SELECT DISTINCT day, user_id, team_id FROM ${read(FILES.teams, `day: 'DATE', user_id: 'BIGINT', team_id: 'BIGINT'`)}`,
    `CREATE TABLE activity AS SELECT day, user_id, ${SEVEN.join(', ')}, ai_credits_used,
      ai_adoption_phase.phase_number AS phase, isodow(day) < 6 AS is_weekday,
      used_chat::INT AS chat, used_agent::INT AS agent, used_cli::INT AS cli_flag, used_copilot_app::INT AS app_flag,
      (used_copilot_cloud_agent OR used_copilot_coding_agent)::INT AS cloud_flag,
      list_sum([f.code_generation_activity_count FOR f IN totals_by_feature IF f.feature = 'code_completion']) AS shown_completions,
      list_sum([f.code_acceptance_activity_count FOR f IN totals_by_feature IF f.feature = 'code_completion']) AS accepted_completions,
      ${KEYS.map((key) => `${FEATURES[key]} AS f_${key}`).join(',\n      ')},
      greatest(${KEYS.map((key) => `f_${key}`).join(', ')}) AS engaged
      FROM raw`,
    ...cells(),
    `CREATE TABLE joined AS SELECT m.team_id, a.* FROM memberships m JOIN activity a USING (day, user_id)`,
    `CREATE TABLE team_people AS SELECT team_id, ${personSums()} FROM joined GROUP BY team_id, user_id`,
    `CREATE TABLE people AS SELECT ${personSums()} FROM activity GROUP BY user_id`,
  ]
}

/** The breakdowns of all rows, a line for each row and value, values as numbers. */
function cells(): string[] {
  const canonical: Readonly<Record<string, string>> = {
    ide: 'ide_of',
    language: 'language_of',
    model: 'model_of',
    feature: '',
  }
  const named = (key: string) => `${canonical[key] ?? ''}(plain(e.${key}))`
  const part = (array: string, dimension: string, keys: readonly string[], six: boolean) => {
    const [first = '', second] = keys
    const counters = SEVEN.map((name, index) => (six && index === 0 ? 'NULL::BIGINT' : `e.${name}`)).join(
      ', ',
    )
    return `SELECT day, user_id, '${dimension}' AS dimension, ${named(first)} AS value, ${second === undefined ? `''` : named(second)} AS second_value, ${counters} FROM (SELECT day, user_id, unnest(${array}) AS e FROM raw)`
  }
  const parts = [
    part('totals_by_ide', 'ide', ['ide'], false),
    part('totals_by_feature', 'feature', ['feature'], false),
    part('totals_by_language_feature', 'language', ['language'], true),
    part('totals_by_model_feature', 'model', ['model'], false),
    part('totals_by_language_feature', 'language_feature', ['language', 'feature'], true),
    part('totals_by_language_model', 'language_model', ['language', 'model'], true),
    part('totals_by_model_feature', 'model_feature', ['model', 'feature'], false),
  ]
  const names = `(day, user_id, dimension, value, second_value, ${SEVEN.join(', ')})`
  const sums = SEVEN.map((name) => `sum(${name})::BIGINT AS ${name}`).join(', ')
  return [
    `CREATE TABLE parts AS SELECT * FROM (${parts.join(' UNION ALL ')}) AS p${names}`,
    `DROP TABLE raw`,
    `CREATE TABLE names AS SELECT row_number() OVER ()::INT AS name, dimension, value, second_value FROM (SELECT DISTINCT dimension, value, second_value FROM parts)`,
    `CREATE TABLE cells AS SELECT day, user_id, name, ${sums} FROM parts JOIN names USING (dimension, value, second_value) GROUP BY day, user_id, name`,
    `DROP TABLE parts`,
  ]
}

function personSums(): string {
  return [
    'user_id, count(*) AS active_days, sum(engaged) AS engaged_days, sum(engaged) FILTER (is_weekday) AS engaged_weekdays',
    'min(day) AS first_active_day, max(day) AS last_active_day, arg_max(phase, day) AS phase, sum(ai_credits_used) AS ai_credits_used',
    ...SEVEN.map((name) => `sum(${name})::BIGINT AS ${name}`),
    'sum(shown_completions) AS shown_completions, sum(accepted_completions) AS accepted_completions',
    'max(chat) AS chat, max(agent) AS agent, max(cli_flag) AS cli, max(app_flag) AS copilot_app, max(cloud_flag) AS cloud_agent',
    'max(f_code_review) AS code_review',
    ...KEYS.map((key) => `sum(f_${key}) AS f_${key}`),
  ].join(', ')
}

function copies(): string[] {
  const quiet = (sum: string) => `CASE WHEN count(active_days) = 0 THEN 0 ELSE ${sum} END`
  const sums = [...SEVEN, 'ai_credits_used'].map((name) => `${quiet(`sum(${name})`)} AS ${name}`).join(', ')
  const dailySums = [...SEVEN, 'ai_credits_used']
    .map((name) => `CASE WHEN count(a.user_id) = 0 THEN 0 ELSE sum(a.${name}) END AS ${name}`)
    .join(', ')
  const flags = COUNTED.map((name) => `${quiet(`sum(${name})`)} AS ${name}_users`).join(', ')
  const teamFeatures = KEYS.map(
    (key) => `{feature: '${key}', u: ${quiet(`sum((f_${key} > 0)::INT)`)}, d: ${quiet(`sum(f_${key})`)}}`,
  ).join(', ')
  const features = KEYS.map(
    (key) => `{feature: '${key}', u: sum((f_${key} > 0)::INT), d: sum(f_${key})}`,
  ).join(', ')
  const breadth = KEYS.filter((key) => !MODES.has(key))
  const used = breadth.map((key) => `coalesce((f_${key} > 0)::INT, 0)`).join(' + ')
  const days = breadth.map((key) => `coalesce(f_${key}, 0)`).join(' + ')
  const cellSums = `count(DISTINCT user_id) AS active_users, sum(days) AS active_user_days, ${SEVEN.map((name) => `sum(${name}) AS ${name}`).join(', ')}`
  const perPerson = `count(*) AS days, ${SEVEN.map((name) => `sum(${name}) AS ${name}`).join(', ')}`
  const everyone = `(SELECT user_id FROM memberships UNION SELECT user_id FROM people)`
  const weekdays = `(SELECT count(DISTINCT day) FROM activity WHERE is_weekday)`
  const personFeatures = KEYS.map(
    (key) => `{feature: '${key}', d: CASE WHEN p.user_id IS NULL THEN 0 ELSE f_${key} END}`,
  ).join(', ')
  const copy = (name: string, select: string) =>
    `COPY (${select}) TO '${join(results, name).replaceAll("'", "''")}' (HEADER)`
  return [
    copy(
      'teams.csv',
      `SELECT team_id, count(*) AS members, count(active_days) AS active_users, count(*) FILTER (engaged_days > 0) AS engaged_users,
       coalesce(sum(active_days), 0) AS active_user_days, ${sums},
       round(sum(accepted_completions) / nullif(sum(shown_completions), 0), 6) AS completion_acceptance_rate, ${flags}
       FROM (SELECT DISTINCT team_id, user_id FROM memberships) LEFT JOIN team_people USING (team_id, user_id) GROUP BY team_id`,
    ),
    copy(
      'team-days.csv',
      `SELECT m.day, m.team_id, count(*) AS members, count(a.user_id) AS active_users, coalesce(sum(a.engaged), 0) AS engaged_users, ${dailySums}
       FROM memberships m LEFT JOIN activity a USING (day, user_id) GROUP BY m.day, m.team_id`,
    ),
    copy(
      'days.csv',
      `SELECT day, count(*) AS active_users, sum(engaged) AS engaged_users, ${[...SEVEN, 'ai_credits_used'].map((name) => `sum(${name}) AS ${name}`).join(', ')},
       count(*) FILTER (NOT EXISTS (SELECT 1 FROM memberships m WHERE m.day = a.day AND m.user_id = a.user_id)) AS users_in_no_team
       FROM activity a GROUP BY day`,
    ),
    copy(
      'features.csv',
      `SELECT l.feature, l.u AS engaged_users, l.d AS engaged_user_days FROM (SELECT unnest([${features}]) AS l FROM people)`,
    ),
    copy(
      'team-features.csv',
      `SELECT team_id, l.feature, l.u AS engaged_users, l.d AS engaged_user_days FROM (SELECT team_id, unnest([${teamFeatures}]) AS l
       FROM (SELECT DISTINCT team_id FROM memberships) LEFT JOIN team_people USING (team_id) GROUP BY team_id)`,
    ),
    copy(
      'breakdowns.csv',
      `SELECT dimension, value, second_value, b.* EXCLUDE (name) FROM (SELECT name, ${cellSums} FROM (SELECT name, user_id, ${perPerson} FROM cells GROUP BY name, user_id) GROUP BY name) b JOIN names USING (name)`,
    ),
    copy(
      'team-breakdowns.csv',
      `SELECT team_id, dimension, value, second_value, b.* EXCLUDE (team_id, name) FROM (SELECT team_id, name, ${cellSums.replace('count(DISTINCT user_id)', 'count(*)')} FROM
       (SELECT team_id, name, user_id, ${perPerson} FROM memberships JOIN cells USING (day, user_id) GROUP BY team_id, name, user_id) GROUP BY team_id, name) b JOIN names USING (name)`,
    ),
    copy(
      'people.csv',
      `SELECT user_id, coalesce(active_days, 0) AS active_days, coalesce(engaged_days, 0) AS engaged_days, ${used} AS features_used, ${days} AS feature_days,
       round(coalesce(engaged_weekdays, 0) / ${weekdays}, 6) AS consistency, first_active_day, last_active_day, phase AS adoption_phase,
       ${[...SEVEN, 'ai_credits_used'].map((name) => `CASE WHEN p.user_id IS NULL THEN 0 ELSE ${name} END AS ${name}`).join(', ')}
       FROM ${everyone} LEFT JOIN people p USING (user_id)`,
    ),
    copy(
      'people-features.csv',
      `SELECT user_id, l.feature, l.d AS engaged_days FROM (SELECT user_id, unnest([${personFeatures}]) AS l FROM ${everyone} LEFT JOIN people p USING (user_id))`,
    ),
  ]
}
