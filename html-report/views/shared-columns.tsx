import type { TeamLine } from '../../src/lines/activity.ts'
import type { FeatureLine } from '../../src/lines/features.ts'
import { formatShare } from '../../src/render/text/numbers.ts'
import { type Cell, judgedShare, rateCell, textCell } from '../cells.ts'
import type { Place } from '../context.ts'
import { ShareBar } from '../parts/figures.tsx'
import type { Column } from '../table/columns.ts'
import { TeamLink } from './team-link.tsx'
import { type FeatureUse, isGap, nameOfFeature } from './feature-uses.ts'

/** The name of a team, which leads to its view. */
export function teamColumn<Line>(
  place: Place,
  teamOf: (line: Line) => Pick<TeamLine, 'team_id' | 'slug'>,
): Column<Line> {
  return {
    id: 'team',
    heading: 'Team',
    kind: 'text',
    cell: (line) => textCell(teamOf(line).slug),
    draw: (line) => <TeamLink team={teamOf(line)} place={place} />,
  }
}

/** The name of a feature, which leads to its view; its meaning shows where a mouse rests. */
export function featureColumn<Line>(
  { to }: Pick<Place, 'to'>,
  featureOf: (line: Line) => FeatureLine,
): Column<Line> {
  return {
    id: 'feature',
    heading: 'Feature',
    kind: 'text',
    cell: (line) => textCell(nameOfFeature(featureOf(line))),
    draw: (line) => {
      const feature = featureOf(line)
      return (
        <a href={to('features', feature.feature)} title={feature.meaning ?? undefined}>
          {nameOfFeature(feature)}
        </a>
      )
    },
  }
}

/** A team that leads, with its share, or nothing; `team` is the one that is looked at. */
export function leaderColumn<Line>(
  place: Place,
  heading: string,
  leaderOf: (line: Line) => Leader | null,
  team?: Pick<TeamLine, 'team_id'>,
): Column<Line> {
  return {
    id: 'leading_team',
    heading,
    hint: 'The team of ten active people or more in which most engage with it',
    kind: 'text',
    cell: (line) => textCell(leaderOf(line)?.slug ?? ''),
    draw: (line) => {
      const leader = leaderOf(line)
      if (leader === null) return ''
      if (leader.team_id === team?.team_id) return 'leads itself'
      return (
        <>
          <TeamLink team={leader} place={place} /> {formatShare(leader.share)}
        </>
      )
    },
  }
}

type Leader = NonNullable<Place['entity']['insights']['features'][number]['leading_team']>

export function numberColumn<Line>(
  id: string,
  heading: string,
  cell: (line: Line) => Cell,
  hint?: string,
): Column<Line> {
  return { id, heading, hint, kind: 'number', cell }
}

/** A share with a bar. */
export function shareColumn<Line>(
  id: string,
  heading: string,
  cell: (line: Line) => Cell,
  hint?: string,
): Column<Line> {
  return { id, heading, hint, kind: 'share', cell, draw: (_, value) => <ShareBar cell={value} /> }
}

/** The share of everybody who engaged with a feature. */
export function everybodyColumn<Line>(featureOf: (line: Line) => FeatureLine): Column<Line> {
  return {
    id: 'share_of_everybody',
    heading: 'Everybody',
    hint: 'Share of all active people who engaged with it',
    kind: 'share',
    cell: (line) => rateCell(featureOf(line), 'share_of_active_users'),
  }
}

/** The share, and the people now and before, of a use of a feature. */
export function usageColumns<Line extends { readonly use: FeatureUse }>({ report }: Pick<Place, 'report'>) {
  const hint = 'Share of the active people who engaged with it'
  return {
    share: shareColumn<Line>(
      'share_of_active_users',
      'Share',
      ({ use }) => judgedShare(use.share, use.status, report.thresholds.gapShare),
      hint,
    ),
    people: numberColumn<Line>('engaged_users', 'People', ({ use }) => use.engaged),
    /** None where there are no days before. */
    before:
      report.previous_since === null
        ? []
        : [numberColumn<Line>('previous_engaged_users', 'Before', ({ use }) => use.before)],
  }
}

/** Whether a use is a gap. */
export function gapColumn<Line extends { readonly use: FeatureUse }>(): Column<Line> {
  return { id: 'gap', heading: 'Gap', kind: 'text', cell: ({ use }) => textCell(isGap(use) ? 'gap' : '') }
}
