import type { Line } from '../recipe/recipe.ts'
import type { Artifacts } from './queries.ts'

export type Answer = readonly Readonly<Record<string, string | number | null>>[]

/** What each question of docs/queries.md is answered with, by its heading: the recipe's lines and plain code. */
export const ANSWERS: ReadonlyMap<string, (artifacts: Artifacts) => Answer> = new Map([
  ['Adoption by team and week', adoption],
  ['Teams without agent mode', withoutAgentMode],
  ['Champions per team', champions],
  ['Credits per active person and team', credits],
  ['Movers', movers],
  ['Idle members by team', idle],
  ['Join with a department file', byDepartment],
  ['Twelve artifacts stacked', stackedFeatures],
  ['Language by team', languages],
  ['Reconciliation', reconciliation],
])

function adoption({ expected }: Artifacts): Answer {
  const weeks = expected('team-weeks.csv')
  return sorted(weeks, 'slug', 'since').map((line) => {
    const past = weeks.filter(
      (other) => other['team_id'] === line['team_id'] && at(other, 'since') < at(line, 'since'),
    )
    const last = sorted(past, 'since').at(-1)
    const change =
      last === undefined ? null : minus(number(line, 'adoption_rate'), number(last, 'adoption_rate'))
    return { ...pick(line, 'entity', 'slug', 'since', 'members', 'active_users', 'adoption_rate'), change }
  })
}

function withoutAgentMode({ expected }: Artifacts): Answer {
  const none = expected('team-features.csv').filter(
    (line) => line['feature'] === 'agent_mode' && line['engaged_users'] === '0',
  )
  const teams = new Set(none.map((line) => line['team_id']))
  const shown = expected('teams.csv').filter((line) => teams.has(line['team_id']))
  return sorted(shown, 'slug').map((line) => pick(line, 'entity', 'slug', 'members', 'active_users'))
}

function champions({ expected }: Artifacts): Answer {
  const all = peopleOf(expected('people.csv'), (line) => line['segment'] === 'champion')
  return sorted(expected('teams.csv'), 'slug').map((team) => {
    const members = membersOf(expected('people-teams.csv'), team)
    const found = members.filter((id) => all.has(id)).length
    return { ...pick(team, 'entity', 'slug', 'members'), champions: found, share: found / members.length }
  })
}

function credits({ expected }: Artifacts): Answer {
  return sorted(expected('teams.csv'), 'slug').map((team) => ({
    ...pick(team, 'entity', 'slug', 'active_users', 'ai_credits_used'),
    credits_per_active_user: ratio(number(team, 'ai_credits_used'), number(team, 'active_users')),
  }))
}

function movers({ expected }: Artifacts): Answer {
  const moved = sorted(expected('teams.csv'), 'slug').flatMap((team) => {
    const [now, before] = [number(team, 'active_users'), number(team, 'previous_active_users')]
    if (now === null || before === null || now === before) return []
    const [larger, change] = [Math.max(now, before), now - before]
    if (Math.abs(change) < 2 * Math.sqrt(larger) || Math.abs(change) < 0.02 * larger) return []
    return [{ ...pick(team, 'entity', 'slug', 'previous_active_users', 'active_users'), change }]
  })
  return moved.toSorted((left, right) => right.change - left.change)
}

function idle({ expected }: Artifacts): Answer {
  const active = peopleOf(expected('people.csv'), (line) => number(line, 'active_days') !== 0)
  return sorted(expected('teams.csv'), 'slug').map((team) => ({
    ...pick(team, 'entity', 'slug', 'members', 'idle_users'),
    idle_everywhere: membersOf(expected('people-teams.csv'), team).filter((id) => !active.has(id)).length,
  }))
}

function byDepartment({ expected, departments }: Artifacts): Answer {
  const people = expected('people.csv')
  const departmentOf = (line: Line) => departments.get(at(line, 'user_login').toLowerCase()) ?? null
  const names = [...[...new Set(departments.values())].toSorted(compare), null]
  return names.map((department) => {
    const all = people.filter((line) => departmentOf(line) === department)
    const active = all.filter((line) => number(line, 'active_days') !== 0).length
    const entity = people[0]?.['entity'] ?? ''
    return {
      entity,
      department,
      people: all.length,
      active_users: active,
      adoption_rate: active / all.length,
    }
  })
}

function stackedFeatures({ expected, expectedBefore }: Artifacts): Answer {
  const both = [...expected('team-features.csv'), ...expectedBefore('team-features.csv')]
  return sorted(both, 'slug', 'feature', 'until', 'since').map((line) =>
    pick(line, 'entity', 'slug', 'feature', 'since', 'until', 'engaged_users', 'share_of_active_users'),
  )
}

function languages({ expected }: Artifacts): Answer {
  const lines = expected('team-breakdowns.csv').filter((line) => line['dimension'] === 'language')
  const added = (line: Line) => number(line, 'loc_added_sum') ?? 0
  const ordered = sorted(lines, 'value').toSorted(
    (left, right) => compare(at(left, 'slug'), at(right, 'slug')) || added(right) - added(left),
  )
  return ordered.map((line) => {
    const team = lines.filter((other) => other['team_id'] === line['team_id'])
    const sum = team.reduce((all, other) => all + added(other), 0)
    return {
      ...pick(line, 'entity', 'slug'),
      language: at(line, 'value'),
      ...pick(line, 'active_users', 'loc_added_sum'),
      share_of_lines: ratio(number(line, 'loc_added_sum'), sum),
    }
  })
}

function reconciliation({ expected }: Artifacts): Answer {
  const active = [...peopleOf(expected('people.csv'), (line) => number(line, 'active_days') !== 0)]
  const lines = expected('people-teams.csv')
  const counts = active.map((id) => lines.filter((line) => line['user_id'] === id).length)
  const teams = expected('teams.csv')
  return [
    {
      entity: teams[0]?.['entity'] ?? '',
      active_users: active.length,
      in_one_team: counts.filter((count) => count === 1).length,
      in_several_teams: counts.filter((count) => count > 1).length,
      in_no_team: counts.filter((count) => count === 0).length,
      added_up_over_teams: teams.reduce((sum, team) => sum + (number(team, 'active_users') ?? 0), 0),
    },
  ]
}

function peopleOf(people: readonly Line[], isWanted: (line: Line) => boolean): Set<string> {
  return new Set(people.filter(isWanted).map((line) => at(line, 'user_id')))
}

function membersOf(lines: readonly Line[], team: Line): string[] {
  return lines.filter((line) => line['team_id'] === team['team_id']).map((line) => at(line, 'user_id'))
}

function sorted(lines: readonly Line[], ...columns: string[]): Line[] {
  return lines.toSorted((left, right) => {
    const first = columns.find((column) => left[column] !== right[column])
    return first === undefined ? 0 : compare(at(left, first), at(right, first))
  })
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

function pick(line: Line, ...columns: string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, at(line, column)]))
}

function at(line: Line, column: string): string {
  const text = line[column]
  if (text === undefined) throw new Error(`the recipe has no column ${column}`)
  return text
}

function number(line: Line, column: string): number | null {
  const text = at(line, column)
  return text === '' ? null : Number(text)
}

function minus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left - right
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole
}
