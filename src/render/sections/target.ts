import type { EntityReport, Report } from '../../lines/report.ts'
import { strong } from '../text/markdown.ts'
import { formatNumber, formatShare, plural } from '../text/numbers.ts'

/** How the entity and its teams stand to the input `adoption-target`, in one line; empty without a target. */
export function targetMarkdown({ thresholds }: Report, { insights }: EntityReport): string {
  const { adoptionTarget } = thresholds
  const { target } = insights
  if (adoptionTarget === null || target === undefined) return ''
  const verdict = target.is_met === null ? 'not known' : target.is_met ? 'met' : 'missed'
  const teams = target.teams_met + target.teams_below + target.teams_untold
  const parts = [
    strong(`Target ${formatShare(adoptionTarget)}: ${verdict}`),
    teams === 0 ? '' : `${formatNumber(target.teams_met)} of ${plural(teams, 'team')} at or above it`,
    target.teams_below === 0 ? '' : `${formatNumber(target.teams_below)} below`,
    target.teams_untold === 0 ? '' : `of ${formatNumber(target.teams_untold)} it cannot be told`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}
