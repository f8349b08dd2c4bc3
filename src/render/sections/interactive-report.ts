import { type Day, formatDay } from '../../day.ts'
import { link, strong } from '../text/markdown.ts'

const LABEL = 'Interactive report'
const ABOUT = 'every team, feature and week, to sort, search and compare'

/** The link to the interactive report, and the day on which it expires; nothing without an address. */
export function interactiveReportMarkdown(url: string | undefined, expires?: Day): string {
  const linked = link(LABEL, url)
  if (linked === LABEL) return ''
  const day = expires === undefined ? '' : ` (expires ${formatDay(expires, { year: true })})`
  return `${strong(linked)}${day}: ${ABOUT}`
}

/** A markdown page without the block that `interactiveReportMarkdown` wrote, whatever the address and the day. */
export function withoutInteractiveReport(page: string): string {
  return page.replace(WRITTEN, '')
}

/** The whole line, and the blank one after it. */
const WRITTEN = new RegExp(
  `^\\*\\*\\[${LABEL}\\]\\([^\\s()]+\\)\\*\\*(?: \\(expires \\d{1,2} [A-Z][a-z]{2} \\d{4}\\))?: ${ABOUT}\\n\\n`,
  'm',
)
