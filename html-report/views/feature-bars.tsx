import { withModesBelow } from '../../src/render/sections/features.ts'
import { rateCell } from '../cells.ts'
import { usePlace } from '../context.ts'
import { ShareBar } from '../parts/figures.tsx'
import { nameOfFeature } from './feature-uses.ts'

/** The features that most people engage with, each with its share. */
export function FeatureBars({ most }: { readonly most: number }) {
  const { entity, to } = usePlace()
  const reported = entity.features
    .filter(({ status, is_mode }) => status !== 'not-reported' && !is_mode)
    .toSorted((left, right) => (right.share_of_active_users ?? 0) - (left.share_of_active_users ?? 0))
    .map((line) => ({ line }))
  return (
    <ul class="bars">
      {withModesBelow(reported)
        .slice(0, most)
        .map(({ line }) => (
          <li key={line.feature}>
            <a href={to('features', line.feature)}>{nameOfFeature(line)}</a>
            <ShareBar cell={rateCell(line, 'share_of_active_users')} />
          </li>
        ))}
    </ul>
  )
}
