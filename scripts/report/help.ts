import { OUT } from './arguments.ts'
import type { ReportOption, ReportOptions } from './options.ts'

const WIDTH = 80
const INDENT = '      '

/** The help of the command: every input of `action.yml` in its order and its words. `api` stands for the address of GitHub's API. */
export function helpText({ options, secrets, refused }: ReportOptions, api: string): string {
  const blocks = [
    wrapped('npm run report -- --organization acme [options]', ''),
    wrapped(
      `Runs the action on this machine, outside of any workflow, and leaves its page and its files in a folder. There is no repository here, so --organization or --enterprise has to be given. Ends with 0 when the run went well, with 1 when it failed, with 2 when it was not started.`,
      '',
    ),
    'Options:',
    ...options.map((option) => block(leadOf(option), [option.description, defaultOf(option, api)])),
    block('--out DIR', [
      `Folder of the results; one of an earlier run is replaced, and no other. Default: ${OUT}.`,
    ]),
    block('--help', ['This text.']),
    'Environment, for what must not show in the list of processes:',
    ...secrets.map(({ variable, name, description }) =>
      block(variable, [
        description,
        ...(name === 'github-token' ? ['Where it is not set, the token of `gh auth token` is taken.'] : []),
      ]),
    ),
    wrapped(`For workflows only: ${[...refused.keys()].join(', ')}.`, ''),
  ]
  return `${blocks.join('\n\n')}\n`
}

function leadOf({ name, isSwitch }: ReportOption): string {
  if (isSwitch) return `--${name}, --no-${name}`
  const value = name.endsWith('-directory') ? 'DIR' : name.endsWith('-file') ? 'FILE' : 'VALUE'
  return `--${name} ${value}`
}

function defaultOf({ standard = '' }: ReportOption, api: string): string {
  const text = standard.replace('${{ github.api_url }}', api)
  return text === '' ? '' : `Default: ${text}.`
}

function block(lead: string, sentences: readonly string[]): string {
  const text = sentences.filter((sentence) => sentence !== '').join(' ')
  // Code is marked for the tables of the README; a terminal shows plain words.
  return `  ${lead}\n${wrapped(text.replaceAll('`', ''), INDENT)}`
}

function wrapped(text: string, indent: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && indent.length + last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line) => `${indent}${line}`).join('\n')
}
