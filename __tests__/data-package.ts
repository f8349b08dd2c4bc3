import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { default as formats } from 'ajv-formats'
import { parseCells } from './recipe/csv.ts'

/** A field of a Table Schema. */
interface Field {
  readonly name: string
  readonly type: string
  readonly description?: string
}

interface Resource {
  readonly path: string
  readonly schema?: { readonly fields: readonly Field[] }
}

const fits = profile('data-package')
const fitsTable = profile('table-schema')

/**
 * What is wrong with `datapackage.json` of a directory, by the profiles of Frictionless, and with the files by what it says of
 * them: a file on one side alone, a header with other columns, a cell of another type.
 */
export function packageFaults(names: readonly string[], read: (name: string) => string): string[] {
  const descriptor: unknown = JSON.parse(read('datapackage.json'))
  if (!fits(descriptor)) return faultsOf(fits, 'datapackage.json')
  const { resources } = descriptor as { readonly resources: readonly Resource[] }
  const described = ['datapackage.json', ...resources.map(({ path }) => path)].toSorted()
  const different = JSON.stringify(described) === JSON.stringify(names.toSorted()) ? [] : [described.join()]
  return [...different, ...resources.flatMap((resource) => tableFaults(resource, read))]
}

function tableFaults({ path, schema }: Resource, read: (name: string) => string): string[] {
  if (schema === undefined) return path.endsWith('.csv') ? [`${path} has no schema`] : []
  if (!fitsTable(schema)) return faultsOf(fitsTable, path)
  const { fields } = schema
  const silent = fields.filter(({ description = '' }) => description === '')
  const [header = [], ...lines] = parseCells(read(path))
  const fieldNames = fields.map(({ name }) => name)
  if (JSON.stringify(header) !== JSON.stringify(fieldNames)) return [`${path}: ${header.join()}`]
  const fitsLine = ajv.compile({ type: 'array', items: fields.map(cellSchema), minItems: fields.length })
  const wrong = lines.findIndex((line) => !fitsLine(line))
  return [
    ...silent.map(({ name }) => `${path} does not say what ${name} is`),
    ...(wrong === -1 ? [] : faultsOf(fitsLine, `${path}:${wrong + 2} ${JSON.stringify(lines[wrong])}`)),
  ]
}

/** A cell as text; empty is unknown whatever the type. */
function cellSchema({ type }: Field): object {
  switch (type) {
    case 'string':
      return { type: 'string' }
    case 'date':
      return { anyOf: [{ const: '' }, { type: 'string', format: 'date' }] }
    case 'datetime':
      return { anyOf: [{ const: '' }, { type: 'string', format: 'date-time' }] }
    default:
      return { type: [type, 'null'] }
  }
}

// Texts become numbers and truth values where they are some; what is empty becomes null.
const ajv = formats.default(new Ajv({ coerceTypes: true, allowUnionTypes: true, strictTuples: false }))

function profile(name: string): ValidateFunction {
  const path = join(import.meta.dirname, `fixtures/frictionless/${name}.json`)
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object
  // The profiles know formats and keywords of forms, which say nothing of a value.
  return formats.default(new Ajv({ allErrors: true, strict: false, logger: false })).compile(schema)
}

function faultsOf({ errors }: ValidateFunction, where: string): string[] {
  return (errors ?? []).map(({ instancePath, message = '' }) => `${where} ${instancePath} ${message}`)
}
