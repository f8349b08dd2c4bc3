// Bundles build/ into dist/ with ncc: the action, the thread that it starts, chunks for what is loaded when needed, and licences.
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { buildHtmlReport } from './html-report.ts'
import { type BundledModule, licensesOf } from './licenses.ts'

const bundle = 'build/dist'
rmSync(bundle, { recursive: true, force: true })

/** Bundles a file of build/ and returns the modules that are in it. */
function bundleEntry(entry: string, out: string): BundledModule[] {
  const statistics = `build/${entry}.statistics.json`
  const options = ['--out', out, '--stats-out', statistics, '--target', 'es2024', '--no-cache', '--quiet']
  execFileSync('ncc', ['build', `build/${entry}.js`, ...options], { stdio: 'inherit' })
  return (JSON.parse(readFileSync(statistics, 'utf8')) as { modules: BundledModule[] }).modules
}

const thread = 'build/dist-of-thread'
const modules = [...bundleEntry('index', bundle), ...bundleEntry('reading-thread', thread)]
cpSync(`${thread}/index.js`, `${bundle}/reading-thread.js`)

const { html } = await buildHtmlReport()
writeFileSync(`${bundle}/html-report.html`, html)

// ncc's own list of licences leaves out the packages of the entry, such as undici.
writeFileSync(`${bundle}/licenses.txt`, licensesOf(modules))

// A single letter beyond Latin-1 makes V8 hold the whole source in two bytes a letter.
for (const file of ['index.js', 'reading-thread.js']) {
  const source = readFileSync(`${bundle}/${file}`, 'utf8')
  const escaped = source.replace(
    /[^\0-\xff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  writeFileSync(`${bundle}/${file}`, escaped)
}

rmSync('dist', { recursive: true, force: true })
cpSync(bundle, 'dist', { recursive: true })
