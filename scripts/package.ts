// Bundles build/ into dist/ with ncc: one entry, chunks for what is loaded when needed, licences beside it.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'

const bundle = 'build/dist'
rmSync(bundle, { recursive: true, force: true })
const options = ['--out', bundle, '--license', 'licenses.txt', '--target', 'es2024', '--no-cache', '--quiet']
execFileSync('ncc', ['build', 'build/index.js', ...options], { stdio: 'inherit' })
rmSync('dist', { recursive: true, force: true })
cpSync(bundle, 'dist', { recursive: true })
