import { formatDay } from '../../src/day.ts'
import { keyFigures, coverageMarkdown } from '../../src/render/sections/key-figures.ts'
import { nextStepsMarkdown } from '../../src/render/sections/next-steps.ts'
import { targetMarkdown } from '../../src/render/sections/target.ts'
import { teamHighlights } from '../../src/render/sections/team-highlights.ts'
import { verdictMarkdown } from '../../src/render/sections/verdict.ts'
import { formatNumber, formatShare, plural } from '../../src/render/text/numbers.ts'
import { shownText } from '../cells.ts'
import { linkedFeature, linkedTeam, usePlace } from '../context.ts'
import { LineChart } from '../parts/chart.tsx'
import { Tiles } from '../parts/figures.tsx'
import { Markdown } from '../parts/markdown.tsx'
import { FeatureBars } from './feature-bars.tsx'
import { SegmentsBar } from './segments.tsx'
import { completeWeeks, pointOf, weekPoints, weekRates } from './weeks.ts'

/** The verdict, the key figures, where it goes, who leads and who needs help. */
export function Overview() {
  const place = usePlace()
  const { report, entity } = place
  const nameOf = linkedTeam(place)
  const highlights = teamHighlights(entity, nameOf)
  const steps = nextStepsMarkdown(report, entity, nameOf, linkedFeature(place))
  const alone = { ...report, entities: [entity] }
  return (
    <>
      <h1 tabIndex={-1}>Copilot in {shownText(entity.entity)}</h1>
      <Markdown text={coverageMarkdown(report, entity)} />
      <div class="verdict">
        <Markdown text={verdictMarkdown(alone)} />
      </div>
      <Figures />
      <Markdown text={targetMarkdown(report, entity)} />
      <Trends />
      <div class="columns">
        <div>
          {steps !== '' && (
            <section>
              <h2>Next steps</h2>
              <Markdown text={steps} />
            </section>
          )}
          <section>
            <h2>People</h2>
            <SegmentsBar segments={entity.segments} />
          </section>
        </div>
        <div>
          <section>
            <h2>Teams</h2>
            {highlights === '' ? (
              <p>Fewer than two teams are large enough to compare them.</p>
            ) : (
              <Markdown text={highlights} />
            )}
            <p>
              <a href={place.to('teams')}>All {plural(entity.teams.length, 'team')}</a>
            </p>
          </section>
          <section>
            <h2>Features</h2>
            <FeatureBars most={8} />
            <p>
              <a href={place.to('features')}>All features, team by team</a>
            </p>
          </section>
        </div>
      </div>
    </>
  )
}

function Figures() {
  const { report, entity } = usePlace()
  const hasPrevious = report.previous_since !== null
  const tiles = keyFigures(entity).map(({ name, now, before, change }) => ({
    name,
    now,
    note: hasPrevious ? `${change} · ${before} before` : undefined,
  }))
  return <Tiles tiles={tiles} />
}

function Trends() {
  const { report, entity } = usePlace()
  const weeks = completeWeeks(entity)
  const days = entity.days.map(({ day }) => formatDay(day))
  return (
    <div class="columns">
      {weeks.length > 1 && (
        <section>
          <h2>Adoption by week</h2>
          <LineChart
            label="Share of the team members who were active, week by week."
            points={weekPoints(entity)}
            series={[{ name: 'Adoption', values: weekRates(entity) }]}
            format={formatShare}
            highest={1}
            target={report.thresholds.adoptionTarget}
          />
        </section>
      )}
      <section>
        <h2>People by day</h2>
        <LineChart
          label="Active and engaged people, day by day."
          points={days}
          series={[
            { name: 'Active', values: entity.days.map((day) => pointOf(day, 'active_users')) },
            { name: 'Engaged', values: entity.days.map((day) => pointOf(day, 'engaged_users')) },
          ]}
          format={formatNumber}
        />
      </section>
    </div>
  )
}
