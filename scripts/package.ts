// Bundles build/ into dist/ with ncc: one entry, chunks for what is loaded when needed, licences beside it.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
execFileSync('ncc', ['build', 'build/index.js', '--out', 'dist', '--license', 'licenses.txt', '--target', 'es2024'], {
  stdio: 'inherit',
})
