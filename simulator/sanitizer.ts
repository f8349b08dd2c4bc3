// What GitHub leaves of HTML in markdown: https://github.github.com/gfm/#disallowed-raw-html-extension- and the allow-list
// that github/markup describes. Close enough to see on a page what a reader on GitHub would see.

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const shownAsText = words('title textarea style xmp iframe noembed noframes script plaintext')
const tags = words(
  'h1 h2 h3 h4 h5 h6 h7 h8 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead tbody tfoot ' +
    'blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption abbr ' +
    'bdo cite dfn mark small source span time wbr input',
)
const voidTags = words('br img hr source wbr input')
const attributes = words(
  'align alt border cellpadding cellspacing char checked cite cols colspan datetime dir disabled headers height hreflang ' +
    'hspace label lang loading media name nowrap open rows rowspan rules scope size span start summary title type valign ' +
    'value vspace width',
)
const links: Readonly<Record<string, string>> = { a: 'href', img: 'src', source: 'srcset' }

/** HTML as GitHub would keep it: forbidden tags, styles, classes, ids and handlers are gone, every tag is closed. */
export function sanitized(html: string): string {
  const open: string[] = []
  const kept = html.replaceAll(
    /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|</g,
    (whole, slash: string | undefined, name: string | undefined, rest: string | undefined) => {
      if (whole.startsWith('<!--')) return ''
      const tag = name?.toLowerCase()
      if (tag === undefined) return '&lt;'
      if (shownAsText.has(tag)) return `&lt;${whole.slice(1)}`
      if (!tags.has(tag) || (tag === 'input' && !/type="checkbox"/.test(rest ?? ''))) return ''
      return slash ? closed(tag, open) : opened(tag, rest ?? '', open)
    },
  )
  return kept + open.toReversed().map(closing).join('')
}

function opened(tag: string, rest: string, open: string[]): string {
  const kept: string[] = []
  for (const found of rest.matchAll(/([a-zA-Z][\w:-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g)) {
    const name = (found[1] ?? '').toLowerCase()
    const value = (found[2] ?? '').replaceAll(/^["']|["']$/g, '').replaceAll('"', '&quot;')
    const isLink = links[tag] === name
    if ((isLink && isHarmless(value)) || attributes.has(name)) kept.push(` ${name}="${value}"`)
  }
  if (!voidTags.has(tag)) open.push(tag)
  return `<${tag}${kept.join('')}>`
}

function closed(tag: string, open: string[]): string {
  const at = open.lastIndexOf(tag)
  return at < 0 ? '' : open.splice(at).toReversed().map(closing).join('')
}

function closing(tag: string): string {
  return `</${tag}>`
}

function isHarmless(link: string): boolean {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(link)?.[1]?.toLowerCase()
  return scheme === undefined || scheme === 'https' || scheme === 'http' || scheme === 'mailto'
}
