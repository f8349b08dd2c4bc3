import { makeApp, type SimulatedApp } from '../simulator/apps.ts'
import { type Company, makeCompany } from '../simulator/company.ts'
import { peopleFile } from '../simulator/org-chart.ts'
import type { FaultKind } from '../simulator/faults.ts'
import { type RunBundle, runBundle } from './bundle.ts'
import { chance, pick, type Random, wholeBetween } from './chance.ts'
import { BROUGHT_ALONG, FILES_ABOUT_PEOPLE } from './expectations.ts'
import type { Finding, Kind } from './kind.ts'
import { type Needle, needlesOf, numberNeedlesOf, searchFor } from './needles.ts'
import { PAGE, publish, type Published } from './published.ts'
import { withDataOf } from '../simulator/html-report.ts'
import { sentenceFaults } from './sentences.ts'

/** Who may be named: everybody in a private repository, nobody by name, nobody at all, nobody in a public repository. */
export type Mode = 'named' | 'pseudonymous' | 'none' | 'public'

const MODES: readonly Mode[] = ['named', 'pseudonymous', 'none', 'public']
const FAULTS: readonly FaultKind[] = ['expire-links', 500, 'truncate', 403, 404, 401, 'reset']

/** What a run must keep to itself. */
export interface Secrets {
  readonly mode: Mode
  readonly company: Company
  readonly texts: readonly string[]
}

/** Runs in every mode whose every byte is searched for tokens, signatures, logins and ids. */
export function privacyKind(run: RunBundle = runBundle): Kind {
  return {
    name: 'privacy',
    share: 0.15,
    async try(random) {
      const mode = pick(random, MODES)
      const company = makeCompany({
        seed: wholeBetween(random, 1, 1_000_000),
        seats: wholeBetween(random, 20, 90),
        teams: wholeBetween(random, 2, 9),
        ...(chance(random, 0.2) ? { scope: 'enterprise' as const } : {}),
      })
      const { published, texts } = await runOn(random, mode, company, run)
      const whats = leaksOf(published, { mode, company, texts: [...texts, ...published.secrets] })
      const failed = published.exitCode === 0 ? [] : sentenceFaults(published)
      const findings = [...whats, ...failed].map((what) => findingOf(`${what} (${mode})`, published))
      return { lines: 0, findings }
    },
  }
}

async function runOn(random: Random, mode: Mode, company: Company, run: RunBundle) {
  const [reader, writer, key] = [tokenOf(random, 'ghp_'), tokenOf(random, 'ghs_'), tokenOf(random, '')]
  const app = chance(random, 0.3) ? appOf(random, company) : undefined
  const isNamed = company.scope === 'enterprise' || chance(random, 0.5)
  const inputs = {
    ...(app === undefined
      ? { 'github-token': reader, [company.scope]: company.slug }
      : {
          'app-id': app.id,
          'app-private-key': app.privateKey,
          [company.scope]: isNamed ? company.slug : '*',
        }),
    'report-token': writer,
    people: mode === 'public' ? 'named' : mode,
    'people-key': key,
    days: String(wholeBetween(random, 1, 15)),
    compare: String(chance(random, 0.5)),
    until: company.newestDay,
    'engagement-export': String(chance(random, 0.5)),
    'minimum-group-size': String(wholeBetween(random, 1, 8)),
    seats: String(chance(random, 0.7)),
    ...(chance(random, 0.8) ? { 'report-path': PAGE } : {}),
    ...(chance(random, 0.5) ? groupsOf(mode) : {}),
  }
  const files = { 'people.csv': peopleFile(company) }
  const repository = {
    name: 'octo-works/copilot-report',
    visibility: mode === 'public' ? 'public' : 'private',
  } as const
  const fault = chance(random, 0.3)
    ? { match: pick(random, ['users-1-day', 'user-teams', 'billing/seats']), do: pick(random, FAULTS) }
    : undefined
  const tokens = { [reader]: `${company.scope}:${company.slug}` as const }
  const reports = { companies: [company], tokens, ...(app === undefined ? {} : { app }) }
  const published = await publish({ reports, run: { inputs, repository, files }, writer, fault }, run)
  return { published, texts: [reader, writer, key, ...keyLinesOf(app)] }
}

/** An App that is installed on the company, with tokens that may end in the middle. */
function appOf(random: Random, { scope, slug }: Company): SimulatedApp {
  const tokenUses = chance(random, 0.5) ? wholeBetween(random, 20, 60) : Infinity
  return makeApp({ installations: [{ on: `${scope}:${slug}` }], tokenUses })
}

function keyLinesOf(app: SimulatedApp | undefined): string[] {
  return app?.privateKey.split('\n').filter((line) => line.length > 60) ?? []
}

/** Managers are refused where the workflow asks for no names. */
function groupsOf(mode: Mode): Record<string, string> {
  const isNamed = mode === 'named' || mode === 'public'
  return { 'people-file': 'people.csv', 'group-by': isNamed ? 'department, manager' : 'department' }
}

function tokenOf(random: Random, prefix: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  return prefix + Array.from({ length: 36 }, () => pick(random, [...letters])).join('')
}

/** What a run gave away, and where. */
export function leaksOf(published: Published, { mode, company, texts }: Secrets): string[] {
  const secret = searchFor(texts.flatMap(secretNeedles))
  const people = searchFor([
    ...company.people.flatMap(({ login, newLogin }) =>
      [...new Set([login, newLogin])].flatMap((one) => needlesOf('a login', one)),
    ),
    ...company.people.flatMap(({ userId }) => numberNeedlesOf('an id', userId)),
  ])
  const leaks: string[] = []
  const seen = new Set<string>()
  for (const { place, path, text } of placesOf(published)) {
    const open = mode === 'named' && isPage(place) ? withoutFolded(text) : text
    const namesMayStand = mayName(mode, place)
    // The same bytes again, as in the artifact and on disk, would only be found again.
    const isCopy = seen.has(`${namesMayStand} ${open}`)
    seen.add(`${namesMayStand} ${open}`)
    const found = isCopy ? [] : [...secret(text), ...(namesMayStand ? [] : people(open))]
    for (const what of [...found, ...secret(path), ...people(path)]) leaks.push(`${what} stands in ${place}`)
  }
  return [...new Set(leaks)]
}

/** Something that anybody may see, by a name that is the same for every run. */
interface Place {
  readonly place: string
  readonly path: string
  readonly text: string
}

function placesOf(published: Published): Place[] {
  const single = (place: string, text: string): Place => ({ place, path: '', text })
  const files = (where: string, texts: ReadonlyMap<string, string>): Place[] =>
    [...texts].map(([path, text]) => ({ place: `${where} ${generalPath(path)}`, path, text }))
  return [
    single('the log', published.log),
    single('the outputs', JSON.stringify(published.outputs)),
    single('the job summary', published.summary),
    ...files('the file', withDataOf(published.files)),
    ...files('the artifact’s', withDataOf(published.artifact)),
    // What the workflow brought along is no output.
    ...files('the disk’s', published.disk).filter(({ path }) => path !== BROUGHT_ALONG),
    ...files('the committed', published.committed),
    single('the commits', published.history),
    single('the requests', published.requests),
  ]
}

function generalPath(path: string): string {
  return path.replace(/^temp\/[^/]+\//, 'temp/…/')
}

function mayName(mode: Mode, place: string): boolean {
  return (
    mode === 'named' &&
    !place.startsWith('the committed') &&
    FILES_ABOUT_PEOPLE.test(place.replace(/^.* /, ''))
  )
}

function isPage(place: string): boolean {
  return /summary(\.md)?$/.test(place) && !place.startsWith('the committed')
}

/** A page without its folded lists. */
function withoutFolded(markdown: string): string {
  return markdown.replaceAll(/<details>[\s\S]*?<\/details>/g, '')
}

function secretNeedles(text: string): Needle[] {
  const signature = /[?&]sig=([^&]+)/.exec(text)?.[1]
  if (signature === undefined) return needlesOf('a token or key', text)
  return [text, decodeURIComponent(signature), signature].flatMap((one) => needlesOf('a signature', one))
}

function findingOf(what: string, published: Published): Finding {
  const files = new Map(
    placesOf(published).map(({ place, text }) => [`${place.replaceAll(/[^\w.-]+/g, '-')}.txt`, text]),
  )
  return { what, details: published.errors, files }
}
