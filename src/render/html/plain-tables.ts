import type { EntityReport, Report } from '../../lines/report.ts'
import type { TeamLine } from '../../lines/activity.ts'
import type { FeatureLine } from '../../lines/features.ts'
import { keyFigures } from '../sections/key-figures.ts'
import { teamsInOrder } from '../sections/teams.ts'
import { headline } from '../sections/verdict.ts'
import { plainFeature } from '../text/feature-names.ts'
import { escapedAttribute, visible } from '../text/markdown.ts'
import { formatDays, UNKNOWN } from '../text/numbers.ts'
import { formatAdoption, formatCount, formatRate } from '../text/withheld.ts'

/**
 * The interactive report for readers without JavaScript, as HTML, part by part: the verdict, and the key figures, teams and
 * features of each entity.
 */
export function* plainTables(report: Report): Generator<string> {
  yield `<p><strong>${escapedAttribute(headline(report))}</strong></p>\n`
  yield `<p>${formatDays(report.since, report.until)}, days are UTC. Sorting, search and details need JavaScript.</p>\n`
  for (const entity of report.entities) {
    yield `<h2>${escapedAttribute(visible(entity.entity))}</h2>\n`
    yield* htmlTable(['Figure', 'Now', 'Before', 'Change'], figureRows(entity))
    yield '<h3>Teams, lowest adoption first</h3>\n'
    yield* htmlTable(TEAM_HEADINGS, teamRows(entity))
    yield '<h3>Features</h3>\n'
    yield* htmlTable(FEATURE_HEADINGS, entity.features.map(featureRow))
  }
}

function figureRows(entity: EntityReport): string[][] {
  return keyFigures(entity).map(({ name, now, before, change }) => [name, now, before, change])
}

const TEAM_HEADINGS = ['Team', 'Adoption', 'Members', 'Active', 'No activity', 'Engaged', 'Active before']

function* teamRows({ teams, insights }: EntityReport): Generator<string[]> {
  const above = new Map(insights.teams.map(({ team_id, adoption_above }) => [team_id, adoption_above]))
  for (const team of teamsInOrder(teams)) yield teamRow(team, above.get(team.team_id) ?? null)
}

function teamRow(team: TeamLine, above: number | null): string[] {
  return [
    visible(team.slug),
    formatAdoption(team, above),
    formatCount(team, 'members'),
    formatCount(team, 'active_users'),
    formatCount(team, 'idle_users'),
    formatCount(team, 'engaged_users'),
    formatCount(team, 'previous_active_users'),
  ]
}

const FEATURE_HEADINGS = ['Feature', 'Status', 'Share of active people', 'Engaged', 'Engaged before']

function featureRow(line: FeatureLine): string[] {
  return [
    visible(plainFeature(line)),
    line.status === 'not-reported' ? UNKNOWN : line.status,
    formatRate(line, 'share_of_active_users'),
    formatCount(line, 'engaged_users'),
    formatCount(line, 'previous_engaged_users'),
  ]
}

/** A table; the first cell of each row is its heading. Cells are plain text. */
function* htmlTable(headings: readonly string[], rows: Iterable<readonly string[]>): Generator<string> {
  const head = headings.map((heading) => `<th scope="col">${escapedAttribute(heading)}</th>`)
  yield `<table><thead><tr>${head.join('')}</tr></thead><tbody>\n`
  for (const [name = '', ...cells] of rows) {
    const values = cells.map((cell) => `<td>${escapedAttribute(cell)}</td>`)
    yield `<tr><th scope="row">${escapedAttribute(name)}</th>${values.join('')}</tr>\n`
  }
  yield '</tbody></table>\n'
}
