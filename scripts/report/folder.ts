import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '../../src/fault.ts'

/** Lists what this command has put into a folder, so that it replaces that and nothing else. */
const MARK = '.made-by-npm-run-report.json'

/** Checks that a folder may be filled: it is not there, is empty, or holds what an earlier run left. @throws Fault */
export function checkFolder(folder: string, name: string): void {
  checkWritable(folder, name)
  if (!existsSync(folder)) return
  if (!statSync(folder).isDirectory()) throw new Fault(`${name} is a file; name a folder with --out.`)
  const ours = new Set(listed(folder))
  const foreign = readdirSync(folder).find((file) => !ours.has(file) && !isLitter(file))
  if (foreign === undefined) return
  throw new Fault(
    `${name} holds ${foreign}, which this command did not make; move it away, or name another folder with --out.`,
  )
}

/** Before a long run, not after it. */
function checkWritable(folder: string, name: string): void {
  let place = folder
  while (!existsSync(place)) place = dirname(place)
  try {
    accessSync(place, constants.W_OK)
  } catch {
    throw new Fault(`${name} cannot be written; name another folder with --out.`)
  }
}

/** Puts the files of a directory, and further ones by their text, into a folder in place of those of an earlier run. */
export function fillFolder(folder: string, from: string, more: Readonly<Record<string, string>>): string[] {
  const files = [...readdirSync(from), ...Object.keys(more)].toSorted()
  // They name people: nobody else on this machine reads them.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const before = listed(folder)
  // First of all, so that a folder that is left half filled is known as this command's.
  writeFileSync(join(folder, MARK), `${JSON.stringify({ files: [...new Set([...before, ...files])] })}\n`)
  for (const file of before) rmSync(join(folder, file), { force: true })
  cpSync(from, folder, { recursive: true })
  for (const [file, text] of Object.entries(more)) writeFileSync(join(folder, file), text)
  writeFileSync(join(folder, MARK), `${JSON.stringify({ files })}\n`)
  return files
}

/** The files that earlier runs left; none where the folder is somebody else's. */
function listed(folder: string): string[] {
  try {
    const mark: unknown = JSON.parse(readFileSync(join(folder, MARK), 'utf8'))
    const files = typeof mark === 'object' && mark !== null && 'files' in mark ? mark.files : []
    return Array.isArray(files) ? files.filter((file) => isName(file)) : []
  } catch {
    return []
  }
}

/** A name in the folder itself, so that nothing outside of it is ever removed. */
function isName(file: unknown): file is string {
  return typeof file === 'string' && /^[\w-][\w.-]*$/.test(file)
}

/** What desktops and spreadsheets leave beside files. */
function isLitter(file: string): boolean {
  return /^[.~]/.test(file) || /^(thumbs\.db|desktop\.ini)$/i.test(file)
}
