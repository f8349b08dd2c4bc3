import type { ColumnName, ColumnsOfFile } from './columns.ts'

/** What a column holds, as Frictionless Table Schema names types. The meaning is Markdown. */
export interface Column {
  readonly type: 'string' | 'integer' | 'number' | 'date' | 'datetime' | 'boolean'
  readonly unit?: string
  readonly meaning: string
}

export const text = (meaning: string): Column => ({ type: 'string', meaning })
export const people = (meaning: string): Column => ({ type: 'integer', unit: 'people', meaning })
export const count = (unit: string, meaning: string): Column => ({ type: 'integer', unit, meaning })
const day = (meaning: string): Column => ({ type: 'date', meaning })
const moment = (meaning: string): Column => ({ type: 'datetime', unit: 'UTC', meaning })
const share = (meaning: string): Column => ({ type: 'number', unit: 'share, 0 to 1', meaning })

/** What each column means in all files whose entry below does not say otherwise. */
export const MEANINGS: Readonly<Record<ColumnName, Column>> = {
  scope: text('`organization` or `enterprise`'),
  entity: text('slug of the organization or enterprise'),
  entity_id: text('its id as the reports give it'),
  team_id: text('the team: group by the id, show the slug; empty: small teams together'),
  slug: text('slug of the team, the newest one'),
  since: day('first day of the window, UTC'),
  until: day('last day of the window, UTC'),
  day: day('a UTC day'),
  user_id: text('the person: join by the id, show the login; a pseudonym with `people: pseudonymous`'),
  user_login: text('login of the person, the newest one; a pseudonym with `people: pseudonymous`'),
  login: text('login of the person, the newest one; a pseudonym with `people: pseudonymous`'),
  members: people('people whom the user-teams report lists in the team on a day of the window'),
  active_users: people('different people with a line in the users report'),
  engaged_users: people('different people who engaged with a feature'),
  idle_users: people('`members` who are not active'),
  adoption_rate: share('active members ÷ `members`'),
  active_user_days: count('person-days', 'days with a line, summed over people'),
  engaged_user_days: count('person-days', 'days on which they did, summed over people'),
  user_initiated_interaction_count: count('prompts', 'prompts that people sent'),
  code_generation_activity_count: count('events', 'times that Copilot produced code; several per prompt'),
  code_acceptance_activity_count: count('events', 'times that code was accepted'),
  loc_suggested_to_add_sum: count('lines', 'lines suggested for adding, without agent edits'),
  loc_suggested_to_delete_sum: count('lines', 'lines suggested for deletion'),
  loc_added_sum: count('lines', 'lines that were added, agent edits included; not "accepted suggestions"'),
  loc_deleted_sum: count('lines', 'lines that were deleted'),
  completion_acceptance_rate: share('acceptances ÷ generations of code completion alone'),
  ai_credits_used: {
    type: 'number',
    unit: 'AI credits',
    meaning:
      'AI credits as GitHub reports them, up to six decimals; reported since 2026-06-19; not an invoice',
  },
  chat_users: people('people with `used_chat`'),
  agent_users: people('people with `used_agent`: agent mode in an editor'),
  cli_users: people('people with `used_cli`'),
  copilot_app_users: people('people with `used_copilot_app`'),
  cloud_agent_users: people(
    'people with `used_copilot_cloud_agent` or its old name `used_copilot_coding_agent`',
  ),
  code_review_users: people('people with `used_copilot_code_review_active`'),
  previous_active_users: people(
    '`active_users` of the previous window; empty where it does not list the team or was not read',
  ),
  previous_engaged_users: people(
    '`engaged_users` of the previous window; empty where it does not list the team or was not read',
  ),
  share_of_active_users: share('`engaged_users` ÷ active people whose lines can show the feature'),
  feature: text('key of the feature; `others`: features of few people together'),
  label: text('name of the feature, to be shown'),
  days_listed: count(
    'days',
    'days of the window on which GitHub lists the team; fewer for a team near five seats',
  ),
  status: text(
    '`used`, `gap` (below `gap-share`), `unused`, or `not-reported`: GitHub’s reports do not show it',
  ),
  rows: count('lines', 'lines of the users report that were used'),
  memberships: count('memberships', 'different pairs of person and team'),
  users_in_no_team: people('active people whom no team lists that day'),
  dimension: text(
    '`ide`, `feature`, `language`, `model`, a pair (`language_feature`, `language_model`, `model_feature`), or a newer one by its name',
  ),
  value: text('the value; `others` and `unknown` come last'),
  second_value: text('of a pair the second one; of values with an id their name'),
  raw_values: text('other spellings that were folded into the value, separated by `;`'),
  counter: text('GitHub’s name of the counter'),
  sum: count('as the counter', 'its sum over the window'),
  teams: text('slugs of the shown teams that list the person in the window, separated by `;`'),
  segment: text('`champion`, `regular`, `lagging`, `unengaged` or `idle`'),
  active_days: count('days', 'days of the window with activity'),
  engaged_days: count('days', 'days of the window on which the person engaged with a feature'),
  consistency: share('engaged weekdays ÷ weekdays that have a report'),
  features_used: count('features', 'different features engaged with, modes of panel chat left out'),
  feature_days: count('feature-days', 'days engaged, summed over these features'),
  first_active_day: day('first day with activity within the window'),
  last_active_day: day('last day with activity within the window'),
  adoption_phase: count('phase', 'GitHub’s `ai_adoption_phase` on the last active day: 0 to 3'),
  first_day: day('first day of the window on which the team lists the person'),
  last_day: day('last day of the window on which the team lists the person'),
  state: text('`pending-cancellation`, `new`, `active`, `long-idle` or `idle`'),
  created_at: moment('when the seat was given'),
  last_activity_at: moment('last activity; empty: none, or none within 90 days'),
  days_since_activity: count('days', 'whole days from then to the run, rounded down'),
  last_activity_editor: text('editor and versions of that activity'),
  last_authenticated_at: moment('last sign-in to Copilot; empty: never'),
  pending_cancellation_date: day('day on which the seat ends'),
  plan_type: text('`business`, `enterprise` or `unknown`'),
  granted_by: text('slugs of the teams that grant it, separated by `;`; `direct`: given without a team'),
  active_in_window: {
    type: 'boolean',
    meaning: '`true` if the reports of the window have a row of the person, else `false`',
  },
  attribute: text('the column of `people-file` as it is written there, or `cost_center`'),
  listed: people('lines of the file with the value (of a manager: of everybody below); empty without a file'),
  people: people(
    'of these the ones whom the entity knows: in a team in either window, active in either window, or with a seat',
  ),
  seats: count(
    'seats',
    'members who have a seat when the action runs; empty where GitHub does not list them',
  ),
  idle_seats: count('seats', 'of these, those whose seat is idle'),
  report: text('`users` or `user-teams`'),
  file: text('path of the file below the directory of its entity, or its name on GitHub'),
  line: count('line', 'the line in it, from 1'),
  reason: text('why it could not be used; contents of a line are never quoted'),
}

const VALUE_OF_GROUP = text(
  'the value; `others`: small groups together; empty: people whom the file does not list, or lists without a value',
)
const OF_WEEK = {
  since: day('Monday of the week, UTC'),
  until: day('Sunday of the week, UTC'),
}

/** Columns that mean something else in a file than above. */
export const MEANINGS_OF_FILE: {
  readonly [File in keyof ColumnsOfFile]?: { readonly [Name in ColumnsOfFile[File]]?: Column }
} = {
  'team-weeks.csv': {
    ...OF_WEEK,
    members: people('people whom the user-teams report lists in the team on a day of the week'),
  },
  'weeks.csv': {
    ...OF_WEEK,
    members: people('people whom the user-teams report lists in any team on a day of the week'),
  },
  'team-days.csv': { members: people('people whom the user-teams report lists in the team that day') },
  'days.csv': {
    status: text(
      '`reported`; `teams-missing`: activity is known, teams are not; `missing`: there is no users report, or one without a single row',
    ),
  },
  'features.csv': {
    engaged_users: people('different people who engaged with the feature'),
    previous_engaged_users: people('engaged people of the previous window; empty where it was not read'),
  },
  'team-features.csv': {
    engaged_users: people('different people of the team who engaged with the feature'),
    status: text('the same as in `features.csv`, in the team; empty where its share is withheld'),
  },
  'breakdown-counters.csv': {
    team_id: text('the team; empty: the entity'),
    slug: text('slug of the team, the newest one; `others`: small teams together'),
    value: text('the value; empty: a counter of the whole dimension'),
  },
  'people-teams.csv': {
    days_listed: count('days', 'number of days of the window on which the team lists the person'),
  },
  'people-features.csv': {
    engaged_days: count('days', 'days of the window on which the person engaged with the feature'),
  },
  'groups.csv': {
    value: VALUE_OF_GROUP,
    idle_users: people('`people` who are not active'),
    adoption_rate: share('active people ÷ `people`'),
    idle_seats: count('seats', 'of these, those whose seat is idle'),
    seats: count(
      'seats',
      'of these people, those who have a seat when the action runs; empty without `seats`',
    ),
  },
  'group-features.csv': {
    value: VALUE_OF_GROUP,
    engaged_users: people('different people of the group who engaged with the feature'),
  },
}
