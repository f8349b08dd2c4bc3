import type { Thresholds } from '../../inputs.ts'
import { details, list, section } from '../text/markdown.ts'
import { formatShare } from '../text/numbers.ts'

const DEFINITIONS = 'Definitions'
/** Where a page in the repository explains its words. */
export const DEFINITIONS_ANCHOR = `#${DEFINITIONS.toLowerCase()}`

/** What the words on the page mean and how its numbers are made; collapsed. */
export function definitionsMarkdown(thresholds: Thresholds): string {
  const { championConsistency, championFeatures, laggingConsistency, gapShare } = thresholds
  return section(
    '##',
    DEFINITIONS,
    details(
      'How these numbers are made: active, engaged, members, champions, gaps, noise',
      list([
        '**Active**: GitHub’s report has a row for the person on one of these days. **Engaged**: the person also did something on purpose, such as asking or accepting; seeing suggestions is not enough.',
        '**Members**: people listed in a team by GitHub’s report on one of these days. **Adoption**: active members ÷ members. **No activity** (`idle` in the files): members without a row.',
        'People are counted once, however many days they were active; they are never added up over days or teams. Counters are added up. Shares are computed last.',
        'A day’s activity meets the same day’s teams: who changes teams counts in each for the days spent there.',
        `**Champion**: engaged on at least ${formatShare(championConsistency)} of the weekdays with ${championFeatures} features or more. **Occasional** (\`lagging\` in the files): engaged, but on less than ${formatShare(laggingConsistency)} of the weekdays. **Regular**: the rest of the engaged. **Passive only** (\`unengaged\`): active, never engaged. They say how Copilot is used, not how well anybody works.`,
        `**Gap**: a feature that fewer than ${formatShare(gapShare)} of the active people engaged with.`,
        '**Change**: against as many days right before. Noise is less than twice the square root of the larger number, or less than 2% of it; it is shown, but not marked with ▲ or ▼.',
        '**n/a**: GitHub does not report it, or not for these days. Unknown is never shown as 0.',
      ]),
    ),
  )
}
