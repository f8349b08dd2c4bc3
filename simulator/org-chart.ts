import type { Company } from './company.ts'
import type { CostCenter } from './cost-centers.ts'
import { dayNumberOf } from './day-numbers.ts'
import type { Person } from './people.ts'
import { hashOf } from './random.ts'
import { loginOn } from './rows.ts'

/** Where somebody works; empty: nobody wrote it down. */
interface Place {
  readonly login: string
  readonly department: string
  readonly manager: string
}

/** Of a company of some size the last one is a small one. */
const DEPARTMENTS = ['Payments', 'Platform', 'Mobile & Web', 'Data, Search and AI', 'Legal']
/** At the top of everybody, and in no list. */
const CHIEF = 'octavia-lindqvist'
const LEGAL = 3
const TEAM_SIZE = 9

/**
 * The org chart as personnel keeps it, by login on the newest day: departments, of which the last has three people, leads and
 * heads. Every twentieth person is missing in it, and one in thirty has no department.
 */
function orgChart(company: Company): Place[] {
  const people = company.people.slice(0, company.seats)
  const departments = people.map((person) => departmentOf(company, person))
  const heads = new Map<string, string>()
  const leads = new Map<string, string>()
  const places: Place[] = []
  people.forEach((person, at) => {
    const login = loginNow(company, person)
    const department = departments[at] ?? ''
    const manager = managerOf({ login, department, place: places.length }, heads, leads)
    if (isMissing(company, person) && heads.get(department) !== login) return
    places.push({
      login,
      department: hashOf(company.seed, 51, person.index) % 30 === 0 ? '' : department,
      manager,
    })
  })
  // They write contracts, and have no Copilot.
  const outside = Array.from({ length: 6 }, (_, at) => `contract-writer-${at + 1}`)
  return [...places, ...outside.map((login) => ({ login, department: 'Platform', manager: CHIEF }))]
}

/** The org chart as a CSV file, as spreadsheets write it. */
export function peopleFile(company: Company, delimiter: ',' | ';' = ','): string {
  const cell = (text: string) => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = orgChart(company).map(({ login, department, manager }) => [`@${login}`, department, manager])
  const all = [['GitHub_Login', 'department', 'manager'], ...lines]
  return `\u{feff}${all.map((cells) => `${cells.map(cell).join(delimiter)}\r\n`).join('')}`
}

/** The cost centers of the company's enterprise: two of people, one of a team, one of the organization, which takes the rest. */
export function costCentersOf(company: Company): CostCenter[] {
  const logins = company.people.slice(0, company.seats).map((person) => loginNow(company, person))
  const users = (from: number, until: number) =>
    logins
      .slice(Math.floor(logins.length * from), Math.floor(logins.length * until))
      .map((name) => ({ type: 'User', name }))
  const team = company.teams[0]
  const slug = team === undefined ? 'none' : team.slug.replace(/^ent:/, '')
  return [
    { id: 'cc-100', name: 'CC-100 Product', resources: users(0, 0.5) },
    {
      id: 'cc-200',
      name: 'CC-200 Research',
      resources: [...users(0.5, 0.6), { type: 'Repo', name: 'octo-works/lab' }],
    },
    { id: 'cc-300', name: 'CC-300 Enterprise team', resources: [{ type: 'Team', name: `ent:${slug}` }] },
    { id: 'cc-900', name: 'CC-900 Everybody else', resources: [{ type: 'Org', name: company.slug }] },
  ]
}

function loginNow({ newestDay }: Company, person: Person): string {
  return loginOn(person, dayNumberOf(newestDay))
}

/** Whole home teams, so that a department has more than one. */
function departmentOf(company: Company, { index }: Person): string {
  if (index < LEGAL) return DEPARTMENTS.at(-1) ?? ''
  const home = company.memberships[index]?.at(0)?.team ?? 0
  return DEPARTMENTS[home % (DEPARTMENTS.length - 1)] ?? ''
}

/** The first of a department is its head, each ninth after that a lead. */
function managerOf(
  { login, department, place }: { login: string; department: string; place: number },
  heads: Map<string, string>,
  leads: Map<string, string>,
): string {
  const head = heads.get(department)
  if (head === undefined) {
    heads.set(department, login)
    return CHIEF
  }
  const lead = leads.get(department)
  if (lead !== undefined && place % TEAM_SIZE !== 0) return lead
  leads.set(department, login)
  return head
}

function isMissing({ seed }: Company, { index }: Person): boolean {
  return hashOf(seed, 52, index) % 20 === 0
}
