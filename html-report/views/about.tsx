import { definitionsMarkdown } from '../../src/render/sections/definitions.ts'
import { featureMeanings } from '../../src/render/sections/features.ts'
import { notesMarkdown } from '../../src/render/sections/notes.ts'
import { reconciliationMarkdown } from '../../src/render/sections/reconciliation.ts'
import { formatDay } from '../../src/day.ts'
import { REASONS } from '../cells.ts'
import { usePlace } from '../context.ts'
import { Markdown } from '../parts/markdown.tsx'

/** What the numbers do not say, and what the words mean: as on the page. */
export function About() {
  const { report, entity, data } = usePlace()
  const reconciliation = reconciliationMarkdown(report, entity)
  return (
    <>
      <h1 tabIndex={-1}>Limitations and definitions</h1>
      <section>
        <h2>Limitations</h2>
        <Markdown text={notesMarkdown(report, entity, data.today)} />
      </section>
      {reconciliation !== '' && (
        <section>
          <h2>How team numbers relate to the total</h2>
          <Markdown text={reconciliation} />
        </section>
      )}
      <section>
        <Markdown text={definitionsMarkdown(report.thresholds)} />
      </section>
      <section>
        <h2>What is what</h2>
        <Markdown text={featureMeanings(entity)} />
      </section>
      <section>
        <h2>Cells without a number</h2>
        <ul>
          <li>
            <span class="unknown">n/a</span>: {REASONS.unknown}.
          </li>
          <li>
            <span class="withheld">withheld</span>, <span class="withheld">fewer than 5</span>:{' '}
            {REASONS.withheld}.
          </li>
          <li>
            <span class="empty">–</span>: {REASONS.empty}.
          </li>
          <li>0: GitHub reports it, and nobody did it.</li>
        </ul>
      </section>
      <p class="quiet">
        Made on {formatDay(data.today, { year: true })}. This file holds everything: nothing is loaded from
        anywhere.
      </p>
    </>
  )
}
