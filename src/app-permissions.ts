import type { Scope } from './inputs.ts'

/** What a client reads: the tokens of an App have the permission for that and no other. */
export type Purpose = 'reports' | 'seats' | 'billing'

interface Permission {
  /** As GitHub's settings show it. */
  readonly label: string
  /** Its keys in GitHub's API, the one with the least rights first. Patterns stand for keys that GitHub does not document. */
  readonly keys: readonly (string | RegExp)[]
}

const PERMISSIONS: Readonly<Record<Scope, Readonly<Record<Purpose, Permission>>>> = {
  organization: {
    reports: { label: 'Organization Copilot metrics: read', keys: ['organization_copilot_metrics'] },
    seats: {
      label: 'GitHub Copilot Business: read',
      keys: ['organization_copilot_seat_management', 'organization_administration'],
    },
    billing: { label: 'Administration: read', keys: ['organization_administration'] },
  },
  enterprise: {
    reports: { label: 'Enterprise Copilot metrics: read', keys: ['enterprise_copilot_metrics'] },
    seats: {
      label: 'Enterprise Copilot license management: read',
      keys: [/^enterprise_.*copilot.*(licen[cs]e|seat)/],
    },
    billing: { label: 'Enterprise billing: read', keys: [/^enterprise_.*billing/, /^enterprise_cost_cent/] },
  },
}

/** The name of the permission, as GitHub's settings show it: `Organization Copilot metrics: read`. */
export function labelOf(scope: Scope, purpose: Purpose): string {
  return PERMISSIONS[scope][purpose].label
}

/** The key of the permission to ask for, among those that were granted; undefined if none of them will do. */
export function grantedKey(scope: Scope, purpose: Purpose, granted: readonly string[]): string | undefined {
  for (const key of PERMISSIONS[scope][purpose].keys) {
    const found = granted.find((one) => (typeof key === 'string' ? one === key : key.test(one)))
    if (found !== undefined) return found
  }
  return undefined
}
