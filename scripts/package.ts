// Bundles build/ into dist/ with ncc: one entry, chunks for what is loaded when needed, licences beside it.
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type BundledModule, licensesOf } from './licenses.ts'

const bundle = 'build/dist'
rmSync(bundle, { recursive: true, force: true })
const statistics = 'build/statistics.json'
const options = ['--out', bundle, '--stats-out', statistics, '--target', 'es2024', '--no-cache', '--quiet']
execFileSync('ncc', ['build', 'build/index.js', ...options], { stdio: 'inherit' })

// ncc's own list of licences leaves out the packages of the entry, such as undici.
const { modules } = JSON.parse(readFileSync(statistics, 'utf8')) as { modules: BundledModule[] }
writeFileSync(`${bundle}/licenses.txt`, licensesOf(modules))

// A single letter beyond Latin-1 makes V8 hold the whole source in two bytes a letter.
const source = readFileSync(`${bundle}/index.js`, 'utf8')
const escaped = source.replace(
  /[^\0-\xff]/g,
  (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
)
writeFileSync(`${bundle}/index.js`, escaped)

rmSync('dist', { recursive: true, force: true })
cpSync(bundle, 'dist', { recursive: true })
