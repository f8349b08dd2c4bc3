import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArguments } from '../../scripts/report/arguments.ts'
import { helpText } from '../../scripts/report/help.ts'
import { reportOptions } from '../../scripts/report/options.ts'
import { actionEntries } from '../../simulator/action-file.ts'

const actionYaml = readFileSync('action.yml', 'utf8')
const options = reportOptions(actionYaml)
const read = (...args: string[]) => readArguments(args, options)

describe('every input of action.yml', () => {
  const names = actionEntries(actionYaml, 'inputs').map(({ name }) => name)

  test('is an option, a secret from the environment, or refused', () => {
    const known = [...options.options, ...options.secrets].map(({ name }) => name)
    expect([...known, ...options.refused.keys()].toSorted()).toEqual(names.toSorted())
    expect(options.secrets.map(({ variable }) => variable)).toEqual([
      'GITHUB_TOKEN',
      'APP_PRIVATE_KEY',
      'PEOPLE_KEY',
    ])
  })

  test('that is an option can be given', () => {
    for (const { name, isSwitch } of options.options) {
      const given = isSwitch ? [`--${name}`] : [`--${name}`, 'a-value']
      const { inputs } = read('--enterprise=octo', ...given.filter(() => name !== 'enterprise'))
      expect(inputs, name).toEqual(
        name === 'enterprise' ? { enterprise: 'octo' } : { enterprise: 'octo', [name]: given[1] ?? 'true' },
      )
    }
  })

  test('that is none is refused with what to do', () => {
    for (const { name, variable } of options.secrets) {
      expect(() => read('--organization', 'acme', `--${name}`, 'hush')).toThrow(
        `--${name} would show in the list of processes; set the environment variable ${variable} in its place.`,
      )
    }
    for (const name of options.refused.keys()) {
      expect(() => read('--organization', 'acme', `--${name}=x`)).toThrow(`--${name} is for workflows: `)
    }
  })
})

describe('switches', () => {
  test.each([
    [['--seats'], { seats: 'true' }],
    [['--seats=true'], { seats: 'true' }],
    [['--seats', 'false'], { seats: 'false' }],
    [['--no-compare'], { compare: 'false' }],
    [['--compare', 'false', '--days', '7'], { compare: 'false', days: '7' }],
    [['--compare=false', '--seats'], { compare: 'false', seats: 'true' }],
  ])('%j', (args, inputs) => {
    expect(read('--organization', 'acme', ...args).inputs).toEqual({ organization: 'acme', ...inputs })
  })
})

describe('what is wrong with a command line is said in one sentence', () => {
  test.each<[string[], string]>([
    [[], 'Nothing says whom to report on'],
    [['--days', '7'], 'Nothing says whom to report on'],
    [['acme'], '"acme" belongs to no option'],
    [['--organization', 'acme', 'beta'], '"beta" belongs to no option'],
    [['--seats', 'acme'], '--seats is true or false'],
    [['--organisation', 'acme'], '--organisation is no option'],
    [['--no-organization'], '--no-organization is no option'],
    [['-o', 'acme'], '-o is no option'],
    [['--organization'], '--organization has no value behind it.'],
    [['--organization='], '--organization has no value behind it.'],
    [['--organization', '--days', '7'], '--organization has no value behind it.'],
    [['--organization', 'a', '--organization', 'b'], '--organization is given twice'],
    [['--no-seats', '--seats', '--organization', 'a'], '--seats is given twice'],
  ])('%j', (args, sentence) => {
    expect(() => read(...args)).toThrow(sentence)
  })
})

test('The folder is copilot-report unless told, and help needs nothing else', () => {
  expect(read('--organization', 'acme')).toEqual({
    inputs: { organization: 'acme' },
    out: 'copilot-report',
    help: false,
  })
  expect(read('--enterprise', 'acme', '--out', 'there').out).toBe('there')
  expect(read('--help').help).toBe(true)
})

describe('the help', () => {
  const help = helpText(options, 'https://api.github.com')

  test('has the options in the order of action.yml, in at most 80 columns', () => {
    const leads = [...help.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => name)
    expect(leads).toEqual([...options.options.map(({ name }) => name), 'out', 'help'])
    expect(help.split('\n').filter((line) => line.length > 80 || line !== line.trimEnd())).toEqual([])
  })

  test('has the words of action.yml, with their defaults', () => {
    const words = help.replaceAll(/\s+/g, ' ')
    for (const { description } of [...options.options, ...options.secrets])
      expect(words).toContain(description.replaceAll('`', ''))
    expect(words).toContain('--days VALUE Length of the window in days, 1 to 180. Default: 28.')
    expect(words).toContain('Default: https://api.github.com.')
    expect(help).not.toMatch(/\$\{\{|`/)
  })

  test('takes up an input that is added', () => {
    const more = `${actionYaml.replace(/^inputs:\n/m, "inputs:\n  pace:\n    description: 'How fast.'\n    default: 'false'\n")}`
    expect(helpText(reportOptions(more), '')).toContain(
      '  --pace, --no-pace\n      How fast. Default: false.\n',
    )
  })
})
