import { readFileSync, realpathSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { isSameName, type ListedPerson, nameText, parsePeopleFile, type PeopleFile } from './people-file.ts'
import { COLUMNS } from './render/csv/columns.ts'
import { enumerate } from './render/text/numbers.ts'

const COST_CENTER = 'cost_center'
const MANAGER = 'manager'
/** Far more than any company has people. */
const MOST_BYTES = 100_000_000

/** What people are grouped by. */
export interface Attribute {
  /** As the file writes it. */
  readonly name: string
  /** Of managers: a manager's group is everybody below, and persons are its values. */
  readonly isTree: boolean
  readonly isInFile: boolean
  /** GitHub's cost centers fill what the file leaves empty. */
  readonly isCostCenter: boolean
}

/** What groups are made of. */
export interface GroupInputs {
  readonly attributes: readonly Attribute[]
  /** Each person once, with a value per attribute; undefined without a file. */
  readonly people: readonly ListedPerson[] | undefined
  /** Number of lines of the file without a login. */
  readonly withoutLogin: number
  /** Slug of the enterprise whose cost centers are read; empty: none are. */
  readonly costCentersOf: string
}

/** The inputs as they are written, and others that they depend on. */
interface Asked {
  readonly path: string
  readonly groupBy: readonly string[]
  readonly costCentersOf: string
  readonly workspace: string
  readonly isNamed: boolean
  readonly hasToken: boolean
}

/** Reads `people-file` and checks it together with `group-by` and `cost-centers-of`; undefined: no groups are asked for. */
export function readGroups(asked: Asked, faults: string[]): GroupInputs | undefined {
  const names = withoutRepeats(asked.groupBy)
  const file = asked.path === '' ? undefined : readFile(asked, names, faults)
  faults.push(...faultsBetween(asked, names), ...columnFaults(asked, names, file))
  if (names.length === 0) return undefined
  const attributes = names.map((name, index) => attributeOf(name, file?.header[index], asked.costCentersOf))
  const { people, withoutLogin = 0 } = file ?? {}
  return { attributes, people, withoutLogin, costCentersOf: asked.costCentersOf }
}

function withoutRepeats(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}

function attributeOf(name: string, header: string | undefined, costCentersOf: string): Attribute {
  return {
    name: header ?? name,
    isTree: isSameName(name, MANAGER),
    isInFile: header !== undefined,
    isCostCenter: costCentersOf !== '' && isSameName(name, COST_CENTER),
  }
}

function readFile(
  { path, workspace }: Asked,
  names: readonly string[],
  faults: string[],
): PeopleFile | undefined {
  const bytes = readBytes(resolve(workspace, path), workspace)
  if (typeof bytes === 'string') {
    faults.push(`people-file: "${nameText(path)}" ${bytes}`)
    return undefined
  }
  const found: string[] = []
  const tree = names.findIndex((name) => isSameName(name, MANAGER))
  const file = parsePeopleFile(bytes, names, tree, found)
  faults.push(...found.map((one) => `people-file: "${nameText(path)}", ${one}`))
  return file
}

/** The bytes of the file, or why it is not read. */
function readBytes(whole: string, workspace: string): Buffer | string {
  try {
    return pathFault(whole, workspace) ?? readFileSync(whole)
  } catch (error) {
    // A link to itself, a directory or a file that may not be read.
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return `cannot be read (${code}); check the file and the links and directories above it`
  }
}

function pathFault(whole: string, workspace: string): string | undefined {
  if (isOutside(whole, resolve(workspace)))
    return 'is outside of the workspace; give the path of a file of the repository'
  const status = statSync(whole, { throwIfNoEntry: false })
  if (status === undefined)
    return 'is not there; a step with actions/checkout has to come before this one, and the path begins at the root of the repository'
  if (!status.isFile()) return 'is no file; give the path of a CSV file'
  if (isOutside(realpathSync(whole), realpathSync(workspace)))
    return 'is a link to a file outside of the workspace; give the path of a file of the repository'
  return status.size > MOST_BYTES
    ? `has more than ${MOST_BYTES / 1e6} MB; leave its other columns out`
    : undefined
}

function isOutside(path: string, directory: string): boolean {
  const way = relative(directory, path)
  return way === '..' || way.startsWith(`..${sep}`) || resolve(directory, way) !== path
}

function faultsBetween(
  { path, costCentersOf, isNamed, hasToken }: Asked,
  names: readonly string[],
): string[] {
  const asksFor = (name: string) => names.some((one) => isSameName(one, name))
  const faults: (string | false)[] = [
    path !== '' &&
      names.length === 0 &&
      'people-file: nothing is made of it, because group-by is empty; name its columns there',
    asksFor(MANAGER) &&
      !isNamed &&
      'group-by: manager makes groups with the names of persons, so it needs people: named',
    costCentersOf !== '' &&
      !/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(costCentersOf) &&
      `cost-centers-of: "${nameText(costCentersOf)}" is not the slug of an enterprise; give it as it stands in the address on GitHub`,
    costCentersOf !== '' &&
      !asksFor(COST_CENTER) &&
      'cost-centers-of: nothing is made of it, because group-by does not name cost_center; add it there',
    costCentersOf !== '' &&
      !hasToken &&
      'cost-centers-of: needs github-token or app-id too, also with reports-directory; the list comes from GitHub',
  ]
  return faults.filter((fault) => fault !== false)
}

/** Faults of the names in `group-by`; none of columns if the file has faults that hide them. */
function columnFaults(
  { path, costCentersOf }: Asked,
  names: readonly string[],
  file: PeopleFile | undefined,
): string[] {
  const taken: readonly string[] = COLUMNS['people.csv']
  return names.flatMap((name, index): string[] => {
    const isFilled = costCentersOf !== '' && isSameName(name, COST_CENTER)
    const [text, header] = [nameText(name), file?.header[index]]
    if (path === '' && !isFilled) {
      const other = isSameName(name, COST_CENTER) ? ' or cost-centers-of' : ''
      return [`group-by: "${text}" needs people-file${other}; groups are made of its columns`]
    }
    if (file !== undefined && header === undefined && !isFilled)
      return [`group-by: "${text}" is no column of "${nameText(path)}"; ${columnsText(file)}`]
    return taken.includes(header ?? name)
      ? [
          `group-by: "${text}" is the name of a column of people.csv; give the column of people-file another one`,
        ]
      : []
  })
}

function columnsText({ columns }: PeopleFile): string {
  return columns.length === 0
    ? 'it has none beside the login'
    : `it has ${enumerate(columns.map((column) => nameText(column)))}`
}
