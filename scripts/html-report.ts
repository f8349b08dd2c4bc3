// Builds the application of html-report/ into one file, dist/html-report.html: the template that the action puts the data into.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

import { build, type BuildOptions, transform } from 'esbuild'

/** Browsers of 2023, which have `DecompressionStream`. */
const TARGET = ['chrome111', 'firefox113', 'safari16.4']

/** The template, and the modules in it by path with their size in bytes. */
export interface HtmlReport {
  readonly html: string
  readonly modules: readonly { readonly path: string; readonly bytes: number }[]
}

/** Builds the template: script and style inside, each allowed by its hash and nothing else. */
export async function buildHtmlReport(): Promise<HtmlReport> {
  const options = {
    entryPoints: ['html-report/main.tsx'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: TARGET,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Whatever the file is served as, it is read alike.
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    write: false,
  } satisfies BuildOptions
  const { outputFiles, metafile } = await build(options)
  const script = (outputFiles[0]?.text ?? '').trim().replaceAll(/<(?=!--|\/?script)/gi, '\\x3c')
  const css = readFileSync('html-report/style.css', 'utf8')
  const style = (await transform(css, { loader: 'css', minify: true, target: TARGET })).code.trim()
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: parts }) => Object.entries(parts))
  return {
    html: readFileSync('html-report/page.html', 'utf8')
      .replace('{script-hash}', hashOf(script))
      .replace('{style-hash}', hashOf(style))
      // By a function: a script may hold what looks like a pattern of a replacement.
      .replace('<!-- style -->', () => `<style>${style}</style>`)
      .replace('<!-- script -->', () => `<script type="module">${script}</script>`),
    modules: inputs.map(([path, { bytesInOutput: bytes }]) => ({ path, bytes })),
  }
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

if (import.meta.main) {
  const { html } = await buildHtmlReport()
  writeFileSync('dist/html-report.html', html)
}
