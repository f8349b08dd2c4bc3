import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A module of webpack's statistics; one that webpack made of several names them. */
export interface BundledModule {
  /** The path of its file. */
  readonly nameForCondition?: string | null
  readonly modules?: readonly BundledModule[]
}

/** Name and licence of every package that modules come from, sorted by name. */
export function licensesOf(modules: readonly BundledModule[]): string {
  const directories = new Set(packagesOf(modules))
  const texts = new Map([...directories].map((directory) => [nameOf(directory), licenseOf(directory)]))
  const names = [...texts.keys()].toSorted()
  return names.map((name) => `${name}\n${texts.get(name)}\n`).join('\n')
}

function packagesOf(modules: readonly BundledModule[]): string[] {
  return modules.flatMap(({ nameForCondition, modules: parts = [] }) => {
    const [directory] =
      /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(nameForCondition ?? '') ?? []
    return [...(directory === undefined ? [] : [directory]), ...packagesOf(parts)]
  })
}

function nameOf(directory: string): string {
  return String(manifestOf(directory).name)
}

function licenseOf(directory: string): string {
  const { license = 'Its package states no licence.' } = manifestOf(directory)
  const file = readdirSync(directory).find((name) => /^(licen[cs]e|copying)\b/i.test(name))
  return file === undefined
    ? license
    : `${license}\n${readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim()}`
}

function manifestOf(directory: string): { readonly name?: string; readonly license?: string } {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as object
}
