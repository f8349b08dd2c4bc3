import * as core from '@actions/core'
import { type AppAccess, openApp } from './app-access.ts'
import type { App } from './app-inputs.ts'
import type { Purpose } from './app-permissions.ts'
import { Fault } from './fault.ts'
import { connect, type GitHub } from './github.ts'
import type { Entity, Inputs } from './inputs.ts'
import type { Network } from './network.ts'

/** Returns the client that reads of an entity: with a token the same for all, with an App one for each. */
export type ClientFor = (entity: Entity, purpose: Purpose) => GitHub

/** Who reads from GitHub, and what there is to read. */
interface Clients {
  /** Undefined where there is neither a token nor an App. */
  readonly clientFor: ClientFor | undefined
  readonly entities: readonly Entity[]
}

/**
 * Connects with the token or the App of the inputs. An App's installations are found, which tells the organizations of `*`.
 * @throws Fault that names every entity whose reports the App may not read
 */
export async function openClients(inputs: Inputs, network: Network): Promise<Clients> {
  const { app, token, apiUrl, reportsDirectory, entities } = inputs
  if (app === undefined) {
    const github = token === '' ? undefined : connect(token, apiUrl, network)
    return { clientFor: github && (() => github), entities }
  }
  const access = openApp(app, apiUrl, network)
  if (reportsDirectory !== '') return { clientFor: access.clientFor, entities }
  return core.group('Find the installations of the App', async () => {
    const found = inputs.everyOrganization ? await findAll(app, access) : entities
    await access.refuseUnreadable(found)
    core.info(`App ${app.id} may read ${found.map(({ slug }) => slug).join(', ')}`)
    return { clientFor: access.clientFor, entities: found }
  })
}

/** @throws Fault if the App is installed on no organization */
async function findAll({ id }: App, access: AppAccess): Promise<readonly Entity[]> {
  const { entities, suspended } = await access.organizations()
  const names = suspended.join(', ')
  if (entities.length === 0) {
    const left = names === '' ? '' : ` (suspended on ${names})`
    throw new Fault(
      `App ${id} is installed on no organization${left}: install it on those to report on, or check app-id`,
    )
  }
  if (names !== '') core.info(`Left out, because App ${id} is suspended there: ${names}`)
  return entities
}
