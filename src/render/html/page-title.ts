import type { Report } from '../../lines/report.ts'
import { escapedAttribute, visible } from '../text/markdown.ts'
import { formatDays, plural } from '../text/numbers.ts'

/** The title of the interactive report, as HTML: whom it is about, and the window. */
export function pageTitle({ entities, since, until }: Report): string {
  const [only, ...others] = entities
  const whom =
    only !== undefined && others.length === 0 ? visible(only.entity) : plural(entities.length, 'organization')
  return escapedAttribute(`Copilot in ${whom}, ${formatDays(since, until)}`)
}
