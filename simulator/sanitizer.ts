import rehypeParse from 'rehype-parse'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'

/** Tags that GitHub shows as text: https://github.github.com/gfm/#disallowed-raw-html-extension- */
const SHOWN_AS_TEXT = /<(?=\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)\b)/gi

const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize)
  .use(rehypeStringify)
  .freeze()

/** HTML as GitHub would keep it: the default schema of rehype-sanitize is GitHub's allow-list. */
export function sanitized(html: string): string {
  return String(processor.processSync(html.replaceAll(SHOWN_AS_TEXT, '&lt;')))
}
