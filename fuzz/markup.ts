import { Marked } from 'marked'

import { COMMENT, ELEMENTS, LINKS, SVG_ELEMENTS } from './expectations.ts'
import { MARK } from './hostile-texts.ts'

const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<[!?][^>]*>/g
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g

/** What a page in markdown has that is none of the action's own, before any sanitizer: elements, attributes, links. */
export function pageFaults(name: string, markdown: string): string[] {
  const html = new Marked({ gfm: true }).parse(markdown, { async: false })
  const faults = new Set<string>()
  for (const [whole, , tag, rest = ''] of html.matchAll(TAG)) {
    if (COMMENT.test(whole)) continue
    const known = ELEMENTS[tag?.toLowerCase() ?? '']
    if (known === undefined) {
      faults.add(`${name} has an element that is not ours: ${whole.slice(0, 12)}`)
      continue
    }
    for (const [, attribute = '', value = ''] of rest.matchAll(ATTRIBUTE))
      for (const fault of attributeFaults(known, attribute, value.replaceAll(/^["']|["']$/g, '')))
        faults.add(`${name} ${fault}`)
  }
  if (/[\u202a-\u202e\u2066\u2067]/.test(markdown))
    faults.add(`${name} has characters that turn the direction of text`)
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(markdown)) faults.add(`${name} has control characters`)
  return [...faults]
}

/** The page of a team, whose slug is nothing but letters, digits and hyphens. */
const TEAM_PAGE = /^https?:\/\/[\w.:-]+\/orgs\/[\w-]+\/teams\/(?:ent%3A)?[\w-]+$/

function attributeFaults(known: readonly string[], attribute: string, value: string): string[] {
  if (!known.includes(attribute)) return [`has an attribute that is not ours: ${attribute.slice(0, 20)}`]
  if (attribute === 'alt') return []
  if (attribute === 'href' && TEAM_PAGE.test(value)) return []
  if (value.includes(MARK)) return [`has text of a report in the attribute ${attribute}`]
  const isLink = attribute === 'href' || attribute === 'src' || attribute === 'srcset'
  return isLink && !LINKS.test(value) ? [`has a link that is not ours: ${value.slice(0, 20)}`] : []
}

/** What an SVG file has that could run, load or lead somewhere. */
export function svgFaults(name: string, svg: string): string[] {
  const faults = new Set<string>()
  for (const [whole, , tag, rest = ''] of svg.matchAll(TAG)) {
    if (tag === undefined || !SVG_ELEMENTS.has(tag.toLowerCase()))
      faults.add(`${name} has an element that is not ours: ${whole.slice(0, 12)}`)
    for (const [, attribute = '', value = ''] of rest.matchAll(ATTRIBUTE)) {
      if (/^on|href$/i.test(attribute)) faults.add(`${name} has the attribute ${attribute.slice(0, 20)}`)
      if (/url\((?!#)|javascript:|data:/i.test(value) && attribute !== 'aria-label')
        faults.add(`${name} refers to something outside of it`)
    }
  }
  // oxlint-disable-next-line no-control-regex -- XML 1.0 has none of them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(svg))
    faults.add(`${name} has characters that XML has not`)
  return [...faults]
}
