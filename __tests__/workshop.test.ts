// What a developer finds: commands, debugger, container, and an npm ci that warns of nothing.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface LockedPackage {
  readonly hasInstallScript?: boolean
  readonly engines?: { readonly node?: string }
}

const text = (path: string) => readFileSync(path, 'utf8')
const json = (path: string) => JSON.parse(text(path)) as unknown
const { scripts, allowScripts } = json('package.json') as {
  readonly scripts: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}
const packages = Object.entries(
  (json('package-lock.json') as { packages: Readonly<Record<string, LockedPackage>> }).packages,
)

describe('npm ci', () => {
  /** The oldest Node that CONTRIBUTING.md lets start npm. */
  const OLDEST = 20

  test('says of no package that it wants another Node', () => {
    expect(text('CONTRIBUTING.md')).toContain(`Node ${OLDEST} or newer starts npm`)
    expect(accepts('>=18 <19 || >=20.1', OLDEST)).toBe(true)
    expect(accepts('^22 || >=24', OLDEST)).toBe(false)
    const engines = packages.map(([path, { engines: { node = '*' } = {} }]) => [path, node] as const)
    expect(engines.filter(([, range]) => !accepts(range, OLDEST))).toEqual([])
  })

  test('asks about no install script: each package that has one is allowed or denied', () => {
    const names = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(Object.keys(allowScripts)).toEqual(names)
  })
})

describe('npm scripts', () => {
  const documents = [
    '*.md',
    'docs/*.md',
    '.ci/run',
    '.github/**/*.{md,yml}',
    '{src,scripts,bench,fuzz}/**/*.ts',
  ]

  test('that are named somewhere exist', () => {
    const named = globSync([...documents, '{simulator,__tests__}/**/*.ts', 'package.json']).flatMap((path) =>
      [...text(path).matchAll(/npm run (?:--?[\w-]+ )*([a-z][\w:-]*)/g)].map(([, name = '']) => ({
        path,
        name,
      })),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter(({ name }) => scripts[name] === undefined)).toEqual([])
  })

  test('are all in the table of CONTRIBUTING.md, but for the parts of others', () => {
    const parts = new Set(['build', 'format:check'])
    const [, table = ''] = text('CONTRIBUTING.md').split('| Command')
    const words = new Set(
      (table.split('\n\n')[0] ?? '').match(/`[^`]+`/g)?.flatMap((code) => code.match(/[\w:]+/g)),
    )
    expect(Object.keys(scripts).filter((name) => !parts.has(name) && !words.has(name))).toEqual([])
  })

  test('start programs that exist', () => {
    const programs = Object.values(scripts).flatMap(
      (command) => command.match(/[\w/.-]+\.(?:ts|json)/g) ?? [],
    )
    expect(programs.length).toBeGreaterThan(8)
    expect(programs.filter((path) => !existsSync(path))).toEqual([])
  })
})

test('the debugger starts programs that exist, on the project’s Node', () => {
  const { configurations } = json('.vscode/launch.json') as {
    readonly configurations: readonly {
      runtimeExecutable: string
      program: string
      args: readonly string[]
    }[]
  }
  const paths = configurations.flatMap(({ runtimeExecutable, program, args }) => [
    runtimeExecutable,
    program,
    ...args.flatMap((arg) => arg.match(/[\w./]+\.ts$/) ?? []),
  ])
  expect(paths.length).toBeGreaterThan(7)
  expect(paths.filter((path) => !existsSync(path.replace('${workspaceFolder}', '.')))).toEqual([])
})

test('the container has the Node of the project', () => {
  const { image } = json(join('.devcontainer', 'devcontainer.json')) as { readonly image: string }
  expect(image).toContain(`:${text('.node-version').trim()}-`)
})

/** Whether a range takes some version of a major one: one of its alternatives has no lower bound above it, and no upper one below. */
function accepts(range: string, major: number): boolean {
  return range.split('||').some((alternative) =>
    [...alternative.matchAll(/(>=|<=|[<>^~=]?) *v?(\d+|\*)(?:\.[\d.x*]+)?/g)].every(
      ([, operator = '', number = '']) => {
        if (number === '*' || number === '') return true
        if (operator === '>=' || operator === '>') return Number(number) <= major
        if (operator === '<' || operator === '<=') return Number(number) >= major
        return Number(number) === major
      },
    ),
  )
}
