import { Ajv2020 } from 'ajv/dist/2020.js'

/** Where and how a value breaks a schema; nothing when it fits. @throws Error where the schema itself is wrong */
export function schemaFaults(schema: object, value: unknown): string[] {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)
  validate(value)
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `$${instancePath} ${message} (${JSON.stringify(params)})`,
  )
}
