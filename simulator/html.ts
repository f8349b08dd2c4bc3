import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { Marked, Renderer } from 'marked'

import { alertOf, alertOpening } from './alerts.ts'
import { sanitized } from './sanitizer.ts'

export type Theme = 'auto' | 'light' | 'dark'

const require = createRequire(import.meta.url)

/**
 * One HTML file, without a remote load, that shows markdown as GitHub's job summary does: its stylesheet, its sanitizer, its
 * alerts, its diagrams. `data-diagrams` of the root element is `done` when all are drawn.
 */
export function summaryHtml(markdown: string, options: { title: string; theme?: Theme }): string {
  const footer = '<footer>Job summary generated at run-time</footer>'
  return frameHtml(markdown, options, ' <span>summary</span>', footer)
}

/** The same for a file of a repository: GitHub shows it with its name above. */
export function fileHtml(markdown: string, options: { title: string; theme?: Theme }): string {
  return frameHtml(markdown, options, '', '')
}

function frameHtml(
  markdown: string,
  options: { title: string; theme?: Theme },
  kind: string,
  footer: string,
): string {
  const theme = options.theme ?? 'auto'
  const body = bodyHtml(markdown)
  const title = escaped(options.title)
  return `<!doctype html>
<html lang="en" data-diagrams="${body.includes('<div class="mermaid">') ? 'pending' : 'none'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: file:; font-src data:">
<title>${title}</title>
<style>${markdownCss(theme)}${frameCss(theme)}</style>
</head>
<body>
<main>
<section class="card">
<header>${title}${kind}</header>
<article class="markdown-body">
${body}
</article>
</section>
${footer}
</main>
${body.includes('<div class="mermaid">') ? diagramScripts(theme) : ''}
</body>
</html>
`
}

/** Markdown as GitHub renders it, without a page around it. */
export function bodyHtml(markdown: string): string {
  const nonce = randomUUID()
  const kept: string[] = []
  const keep = (html: string) => `${nonce}:${kept.push(html) - 1}:`
  const marked = new Marked({
    gfm: true,
    renderer: {
      code(token) {
        if (token.lang !== 'mermaid') return Renderer.prototype.code.call(this, token)
        return `\n${keep(diagramHtml(token.text))}\n`
      },
      blockquote(token) {
        const inside = this.parser.parse(token.tokens)
        const alert = alertOf(inside)
        if (!alert) return `<blockquote>\n${inside}</blockquote>\n`
        return `\n${keep(alertOpening(alert.kind))}\n${alert.rest}\n${keep('</div>')}\n`
      },
    },
  })
  const html = sanitized(marked.parse(markdown, { async: false }))
  return html.replaceAll(new RegExp(`${nonce}:(\\d+):`, 'g'), (_, index: string) => kept[Number(index)] ?? '')
}

function diagramHtml(source: string): string {
  const start = escaped(source.slice(0, 80))
  return `<div class="diagram" data-source="${start}"><div class="mermaid">${escaped(source)}</div></div>`
}

function markdownCss(theme: Theme): string {
  const name = theme === 'auto' ? 'github-markdown' : `github-markdown-${theme}`
  return readFileSync(require.resolve(`github-markdown-css/${name}.css`), 'utf8')
}

const colors = {
  light: '--page:#ffffff;--card:#ffffff;--line:#d1d9e0;--head:#f6f8fa;--text:#1f2328;--quiet:#59636e',
  dark: '--page:#010409;--card:#0d1117;--line:#3d444d;--head:#151b23;--text:#f0f6fc;--quiet:#9198a1',
}

function frameCss(theme: Theme): string {
  const root = theme === 'auto' ? colors.light : colors[theme]
  const dark = theme === 'auto' ? `@media (prefers-color-scheme: dark) { :root { ${colors.dark} } }` : ''
  return `
:root { ${root}; color-scheme: ${theme === 'auto' ? 'light dark' : theme}; }
${dark}
body { margin: 0; background: var(--page); color: var(--text);
  font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
main { max-width: 1012px; margin: 0 auto; padding: 24px 16px; box-sizing: border-box; }
.card { border: 1px solid var(--line); border-radius: 6px; background: var(--card); overflow: hidden; }
.card > header { padding: 12px 16px; border-bottom: 1px solid var(--line); background: var(--head);
  font-size: 14px; font-weight: 600; }
.card > header span { font-weight: 400; color: var(--quiet); }
.card > .markdown-body { padding: 24px; background: transparent; }
.diagram { margin-bottom: 16px; }
.diagram .mermaid { text-align: center; }
.diagram .mermaid:not([data-processed]) { visibility: hidden; }
footer { padding: 12px 0; font-size: 12px; color: var(--quiet); }
@media (max-width: 543px) { main { padding: 8px; } .card > .markdown-body { padding: 16px; } }
`
}

function diagramScripts(theme: Theme): string {
  const folder = dirname(require.resolve('mermaid/package.json'))
  const mermaid = readFileSync(join(folder, 'dist', 'mermaid.min.js'), 'utf8').replaceAll(
    '</script',
    '<\\/script',
  )
  const dark =
    theme === 'auto' ? `matchMedia('(prefers-color-scheme: dark)').matches` : String(theme === 'dark')
  return `<script>${mermaid}</script>
<script>
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: ${dark} ? 'dark' : 'default' })
const folded = [...document.querySelectorAll('details:not([open])')]
for (const details of folded) details.open = true
mermaid.run({ querySelector: '.mermaid', suppressErrors: true }).finally(() => {
  for (const details of folded) details.open = false
  document.documentElement.dataset.diagrams = 'done'
})
</script>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
