// Whether every run ends by itself: starts the bundle again and again, several at once, in every way that a run may end.
// npx node bench/exits.ts [--runs 1000] [--at-once 3] [--within 60] [--action dist/index.js]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type ArtifactService, startArtifacts } from '../simulator/artifacts.ts'
import { makeCompany } from '../simulator/company.ts'
import { type Repository, startRepository } from '../simulator/repository.ts'
import type { RunOptions } from '../simulator/run-environment.ts'
import { runAction } from '../simulator/runner.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'
import { demoToken } from '../simulator/tokens.ts'

const TODAY = '2026-11-21'
const DAY = '2026-11-18'
const ROWS = 1000

/** A way in which a run ends, and the exit code that it has then. */
interface Ending {
  readonly name: string
  readonly exitCode: 0 | 1
  readonly options: RunOptions
}

interface Places {
  readonly folder: string
  readonly github: Simulator
  readonly stalled: Simulator
  readonly artifacts: ArtifactService
}

/** Runs that read files, with unknown features in every row, as often as all others together. */
function endings({ folder, github, stalled, artifacts }: Places): Ending[] {
  const files = { 'reports-directory': folder, until: DAY, days: '1', 'artifact-name': '' }
  const online = { 'github-token': demoToken, until: DAY, days: '3', compare: 'false', 'artifact-name': '' }
  const fromFiles: Ending = {
    name: 'files, new features',
    exitCode: 0,
    options: { inputs: { ...files, compare: 'false' } },
  }
  const uploaded = { ...files, 'artifact-name': 'copilot-team-metrics' }
  const committed = { ...online, 'report-path': 'reports/copilot.md' }
  return [
    fromFiles,
    { name: 'artifact', exitCode: 0, options: { inputs: uploaded, artifacts } },
    fromFiles,
    { name: 'GitHub', exitCode: 0, options: { inputs: online, simulator: github } },
    fromFiles,
    { name: 'downloads under way', exitCode: 1, options: { inputs: online, simulator: stalled } },
    fromFiles,
    { name: 'commit', exitCode: 0, options: { inputs: committed, simulator: github } },
    fromFiles,
    { name: 'bad inputs', exitCode: 1, options: { inputs: { days: '0' } } },
  ]
}

/** A line for each ending: how often it was run, how often the run had to be killed, how often it ended wrongly. */
async function measure(places: Places, runs: number, atOnce: number, within: number, actionPath: string) {
  const kinds = endings(places)
  const counts = new Map(kinds.map(({ name }) => [name, { runs: 0, hung: 0, wrong: 0, longestMs: 0 }]))
  let [next, done] = [0, 0]
  const worker = async (): Promise<void> => {
    while (next < runs) {
      const ending = kinds[next++ % kinds.length]
      const count = counts.get(ending?.name ?? '')
      if (ending === undefined || count === undefined) return
      const options = { today: TODAY, timeoutMs: within * 1000, actionPath, ...ending.options }
      await using run = await runAction(options)
      count.runs++
      if (++done % 50 === 0) console.log(`${done} of ${runs} runs`)
      if (run.exitCode === null) count.hung++
      else if (run.exitCode !== ending.exitCode) count.wrong++
      else count.longestMs = Math.max(count.longestMs, run.durationMs)
      if (run.exitCode !== ending.exitCode)
        console.log(`${ending.name}: ended with ${run.exitCode}\n${run.log.slice(-500)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return counts
}

/** Rows with features that nobody knows keep V8's compilers busy until the end. */
function newFeatures(): string {
  const feature = (index: number) => ({
    feature: `feature_${index}`,
    user_initiated_interaction_count: index + 1,
    code_generation_activity_count: 1,
    code_acceptance_activity_count: 1,
    loc_suggested_to_add_sum: 1,
    loc_suggested_to_delete_sum: 0,
    loc_added_sum: 1,
    loc_deleted_sum: 0,
  })
  const row = (user: number) => ({
    day: DAY,
    user_id: 1000 + user,
    user_login: `user-${user}`,
    user_initiated_interaction_count: 15,
    code_generation_activity_count: 5,
    totals_by_feature: [0, 1, 2, 3, 4].map((index) => feature((user + index) % 40)),
  })
  return Array.from({ length: ROWS }, (_, user) => `${JSON.stringify(row(user))}\n`).join('')
}

/** One report is refused after the others have begun to arrive and stopped. */
async function startStalled(): Promise<Simulator> {
  const simulator = await startSimulator({ companies: [makeCompany({ seats: 60, teams: 5 })] })
  simulator.faults.add({ match: /^api .*user-teams-1-day\?day=2026-11-18/, times: Infinity, do: 401 })
  simulator.faults.add({ match: /^links /, times: Infinity, do: 'stall' })
  return simulator
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    'at-once': { type: 'string', default: '3' },
    within: { type: 'string', default: '60' },
    action: { type: 'string', default: 'dist/index.js' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'exits-'))
writeFileSync(join(folder, `users-${DAY}.ndjson`), newFeatures())
{
  const repository: Repository = startRepository()
  await using _ = repository
  await using github = await startSimulator({
    companies: [makeCompany({ seats: 60, teams: 5 })],
    routes: repository.routes,
  })
  await using stalled = await startStalled()
  await using artifacts = await startArtifacts()
  const [runs, atOnce, within] = [values.runs, values['at-once'], values.within].map(Number)
  const places = { folder, github, stalled, artifacts }
  const counts = await measure(places, runs ?? 0, atOnce ?? 0, within ?? 0, values.action)
  for (const [name, { runs: count, hung, wrong, longestMs }] of counts)
    console.log(
      `${name}: ${count} runs, ${hung} hung, ${wrong} ended wrongly, the longest took ${(longestMs / 1000).toFixed(1)} s`,
    )
  const failed = [...counts.values()].some(({ hung, wrong }) => hung + wrong > 0)
  process.exitCode = failed ? 1 : 0
}
rmSync(folder, { recursive: true, force: true })
