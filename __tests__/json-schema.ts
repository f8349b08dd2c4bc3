type Schema = { readonly [keyword: string]: unknown }

/** Where and how a value breaks a schema; nothing when it fits. Knows the keywords that our own schema uses, and throws at others. */
export function schemaFaults(schema: object, value: unknown): string[] {
  const root = schema as Schema
  return faultsAt(root, root, value, '$')
}

const ANNOTATIONS = new Set(['$schema', '$defs', 'title', 'description'])

function faultsAt(root: Schema, schema: Schema, value: unknown, path: string): string[] {
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    if (ANNOTATIONS.has(keyword)) return []
    const check = KEYWORDS[keyword]
    if (check === undefined) throw new Error(`This validator does not know the keyword ${keyword}.`)
    return check(wanted, value, { root, schema, path })
  })
}

interface Place {
  readonly root: Schema
  readonly schema: Schema
  readonly path: string
}

type Check = (wanted: unknown, value: unknown, place: Place) => string[]

const KEYWORDS: Readonly<Record<string, Check>> = {
  $ref: (name, value, { root, path }) => {
    const target = (root['$defs'] as Schema)[String(name).replace('#/$defs/', '')]
    if (target === undefined) throw new Error(`The schema has no ${String(name)}.`)
    return faultsAt(root, target as Schema, value, path)
  },
  type: (wanted, value, { path }) =>
    [wanted].flat().some((type) => isOfType(type, value))
      ? []
      : [`${path} is ${JSON.stringify(value)}, not ${[wanted].flat().join(' or ')}`],
  const: (wanted, value, { path }) => (value === wanted ? [] : [`${path} is not ${String(wanted)}`]),
  enum: (wanted, value, { path }) =>
    (wanted as unknown[]).includes(value) ? [] : [`${path} is none of ${String(wanted)}`],
  anyOf: (wanted, value, { root, path }) =>
    (wanted as Schema[]).some((schema) => faultsAt(root, schema, value, path).length === 0)
      ? []
      : [`${path} fits none of its schemas`],
  pattern: (wanted, value, { path }) =>
    typeof value !== 'string' || new RegExp(String(wanted)).test(value)
      ? []
      : [`${path} is not of the form ${String(wanted)}`],
  minimum: (wanted, value, { path }) =>
    typeof value !== 'number' || value >= Number(wanted) ? [] : [`${path} is less than ${String(wanted)}`],
  maximum: (wanted, value, { path }) =>
    typeof value !== 'number' || value <= Number(wanted) ? [] : [`${path} is more than ${String(wanted)}`],
  minItems: (wanted, value, { path }) =>
    !Array.isArray(value) || value.length >= Number(wanted)
      ? []
      : [`${path} has fewer than ${String(wanted)} items`],
  items: (wanted, value, { root, path }) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => faultsAt(root, wanted as Schema, item, `${path}[${index}]`))
      : [],
  required: (wanted, value, { path }) =>
    isObject(value)
      ? (wanted as string[]).filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`)
      : [],
  properties: (wanted, value, { root, path }) =>
    isObject(value)
      ? Object.entries(wanted as Record<string, Schema>).flatMap(([name, schema]) =>
          name in value ? faultsAt(root, schema, value[name], `${path}.${name}`) : [],
        )
      : [],
  propertyNames: (wanted, value, { root, path }) =>
    isObject(value)
      ? Object.keys(value).flatMap((name) => faultsAt(root, wanted as Schema, name, `${path}.${name}`))
      : [],
  additionalProperties: (wanted, value, { root, schema, path }) => {
    if (!isObject(value)) return []
    const more = Object.keys(value).filter(
      (name) => !(name in ((schema['properties'] as Schema | undefined) ?? {})),
    )
    return more.flatMap((name) =>
      wanted === false
        ? [`${path}.${name} is not in the schema`]
        : faultsAt(root, wanted as Schema, value[name], `${path}.${name}`),
    )
  },
}

function isOfType(type: unknown, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
