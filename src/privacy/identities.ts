import { createHmac } from 'node:crypto'
import type { People } from '../inputs.ts'

/** A person as shown in user-level output. */
export interface Identity {
  readonly user_id: string
  readonly user_login: string
}

export type Identify = (userId: string, login: string) => Identity

/** Returns people by their names, or by a pseudonym that only the holder of `key` can reproduce (HMAC-SHA-256 of the id, 16 hex digits). */
export function identifier(people: Exclude<People, 'none'>, key: string): Identify {
  if (people === 'named') return (user_id, user_login) => ({ user_id, user_login })
  return (userId) => {
    const pseudonym = createHmac('sha256', key).update(userId).digest('hex').slice(0, 16)
    return { user_id: pseudonym, user_login: `person-${pseudonym}` }
  }
}
