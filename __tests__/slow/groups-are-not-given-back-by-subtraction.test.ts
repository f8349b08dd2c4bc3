import { expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import { csv, report } from '../scenarios/scenario.ts'
import type { Line } from '../recipe/recipe.ts'

const MINIMUM = 5
const COUNTS = {
  'groups.csv': [
    'active_users',
    'idle_users',
    'engaged_users',
    'chat_users',
    'agent_users',
    'cli_users',
    'copilot_app_users',
    'cloud_agent_users',
    'code_review_users',
    'previous_active_users',
    'previous_engaged_users',
    'seats',
    'idle_seats',
  ],
  'group-features.csv': ['engaged_users', 'previous_engaged_users'],
} as const

test.each([20261, 20262, 20263])(
  'Of groups that add up, the whole less what is shown is nobody, or many people of two groups (company %i)',
  async (seed) => {
    const company = makeCompany({ seats: 90, teams: 4, seed })
    await using github = await startSimulator({ companies: [company] })
    const inputs = { seats: 'true', 'people-file': 'people.csv', 'group-by': 'department, office', days: '7' }
    await using first = await report(github, { ...inputs, 'people-file': '', 'group-by': '' })
    const logins = csv(first, 'people.csv').map((line) => line['user_login'] ?? '')
    const lines = logins.map((login, index) => {
      const department = `D${Math.floor(Math.sqrt(index))}`
      return `${login},${department},${['Oslo', 'Tokyo', 'Lima'][(index * seed) % 3] ?? ''}`
    })
    const files = { 'people.csv': ['login,department,office', ...lines].join('\n') }
    await using named = await report(github, inputs, { files })
    await using protectedRun = await report(github, { ...inputs, people: 'none' }, { files })

    let subtracted = 0
    for (const name of ['groups.csv', 'group-features.csv'] as const) {
      const whole = partition(csv(named, name))
      const shown = partition(csv(protectedRun, name))
      for (const [key, groups] of shown) {
        for (const column of COUNTS[name]) {
          const hidden = groups.filter((line) => line[column] === '')
          const rest = sum(whole.get(key) ?? [], column) - sum(groups, column)
          // A feature that a group merged into others has no line there.
          const missing = name === 'groups.csv' ? 0 : groupsOf(shown, key) - groups.length
          if (hidden.length + missing === 0 || rest === 0) continue
          if (hidden.length + missing === groupsOf(shown, key)) continue
          subtracted++
          expect(rest, `${name} ${key} ${column}`).toBeGreaterThanOrEqual(MINIMUM)
          expect(hidden.length + missing, `${name} ${key} ${column}`).toBeGreaterThan(1)
        }
      }
    }
    expect(subtracted).toBeGreaterThan(0)
  },
)

/** Lines by attribute, and by feature where there is one; others are other features in each group. */
function partition(lines: readonly Line[]): Map<string, Line[]> {
  const own = lines.filter((line) => line['feature'] !== 'others')
  return Map.groupBy(own, (line) => `${line['attribute']} ${line['feature'] ?? ''}`)
}

function groupsOf(shown: ReadonlyMap<string, readonly Line[]>, key: string): number {
  const [attribute = ''] = key.split(' ')
  const all = [...shown].filter(([one]) => one.startsWith(`${attribute} `)).flatMap(([, lines]) => lines)
  return new Set(all.map((line) => line['value'])).size
}

function sum(lines: readonly Line[], column: string): number {
  return lines.reduce((total, line) => total + Number(line[column]), 0)
}
