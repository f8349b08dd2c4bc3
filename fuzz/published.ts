import type { SimulatedApp } from '../simulator/apps.ts'
import { startArtifacts } from '../simulator/artifacts.ts'
import { makeFaults } from '../simulator/faults.ts'
import type { Fault } from '../simulator/faults.ts'
import { type LocalLinks, startLinks } from '../simulator/links.ts'
import { startRepository } from '../simulator/repository.ts'
import type { RunOptions } from '../simulator/run-environment.ts'
import { type SimulatorOptions, startSimulator } from '../simulator/server.ts'
import { type Collected, type RunBundle, runBundle } from './bundle.ts'

/** A run that publishes everything, and what arrived elsewhere. */
export interface Published extends Collected {
  /** Files of the artifact and their names. */
  readonly artifact: ReadonlyMap<string, string>
  /** Files of the repository at its head. */
  readonly committed: ReadonlyMap<string, string>
  /** Every commit: its message and what it changed. */
  readonly history: string
  /** Method, path and query of every request. */
  readonly requests: string
  /** Signed links that were handed out, and tokens and signatures that the runner and the App made. */
  readonly secrets: readonly string[]
}

export interface PublishOptions {
  readonly reports: Pick<SimulatorOptions, 'companies' | 'reports' | 'seats' | 'tokens' | 'app'>
  readonly run: RunOptions
  readonly writer: string
  readonly fault?: Fault | undefined
}

export const PAGE = 'reports/copilot.md'

/** Runs the bundle against a simulated GitHub with a repository, an artifact service and debug logging. */
export async function publish(options: PublishOptions, run: RunBundle = runBundle): Promise<Published> {
  await using repository = startRepository({ writers: [options.writer] })
  await using links = await startLinks({ requests: [], faults: makeFaults() })
  const handedOut: string[] = []
  await using simulator = await startSimulator({
    ...options.reports,
    store: remembering(links, handedOut),
    routes: repository.routes,
    tokens: { [options.writer]: 'no-permission', ...options.reports.tokens },
  })
  await using artifacts = await startArtifacts()
  if (options.fault !== undefined) simulator.faults.add(options.fault)
  const collected = await run({
    ...options.run,
    simulator,
    artifacts,
    env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', ...options.run.env },
  })
  const requests = [...simulator.requests, ...artifacts.requests]
  const uploaded = artifacts.artifacts().flatMap((artifact) => [...artifact.files()])
  return {
    ...collected,
    artifact: new Map(uploaded.map(([name, bytes]) => [name, bytes.toString('utf8')])),
    committed: await headOf(repository),
    history: await repository.git('log', '-p', '--text', '--all'),
    requests: requests
      .map(({ method, path, query }) => `${method} ${decodeURIComponent(path)} ${JSON.stringify(query)}`)
      .join('\n'),
    secrets: [...handedOut, artifacts.tokenFor(collected.runId), ...secretsOf(options.reports.app)],
  }
}

function secretsOf(app: SimulatedApp | undefined): string[] {
  return app === undefined ? [] : [...app.minted.map(({ text }) => text), ...app.signatures]
}

function remembering(links: LocalLinks, handedOut: string[]) {
  return {
    link: async (...[file, lifetime]: Parameters<LocalLinks['link']>) => {
      const link = await links.link(file, lifetime)
      handedOut.push(link)
      return link
    },
  }
}

async function headOf(repository: ReturnType<typeof startRepository>): Promise<Map<string, string>> {
  const paths = (await repository.git('ls-tree', '-r', '--name-only', 'main'))
    .split('\n')
    .filter((path) => path !== '')
  const files = new Map<string, string>()
  for (const path of paths) files.set(path, (await repository.text(path)) ?? '')
  return files
}
