import { chance, pick, type Random, wholeBetween } from './chance.ts'

/** Stands in every hostile text with a number behind it, so that the text is found where it comes out. */
export const MARK = 'zq'

const SCRIPT = 'window.pwned=1'

/** Texts that would do something where somebody took them for more than text; `§` becomes the mark. */
const PIECES = [
  // HTML
  `<img src=x onerror=${SCRIPT} alt=§>`,
  `"><svg/onload=${SCRIPT}>§`,
  `<script>${SCRIPT}</script>§`,
  `<iframe srcdoc="<script>parent.pwned=1</script>">§`,
  `<style>*{display:none}</style>§`,
  `<a href="javascript:${SCRIPT}">§</a>`,
  `<details open ontoggle=${SCRIPT}>§`,
  '<!-- § ',
  '--> § <!--',
  '</details></td></tr></table>§',
  '</text></svg><script>window.pwned=1</script>§',
  '&lt;b&gt;§&lt;/b&gt;',
  '&#60;img src=x onerror=window.pwned=1&#62;§',
  ']]>§',
  "' onload='window.pwned=1' §",
  // Markdown
  '**§**',
  '_§_',
  '~~§~~',
  '`§`',
  '```\n§',
  `[§](javascript:${SCRIPT})`,
  '[§](https://evil.example/)',
  '![§](https://evil.example/x.png)',
  '<https://evil.example/§>',
  'https://evil.example/§',
  'www.evil.example/§',
  'mail@evil.example §',
  '[§][1]\n\n[1]: https://evil.example',
  '@octocat §',
  '#1 §',
  'octo/repo#1 §',
  '| § | § |',
  '§\n\n# heading',
  '§\n- item',
  '> [!WARNING]\n> §',
  '1. §',
  '- [x] §',
  '§  \n---\n',
  '$\\href{javascript:window.pwned=1}{§}$',
  ':smile: §',
  '\\§\\',
  // Mermaid
  '"] ; click A href "javascript:window.pwned=1" %% §',
  "%%{init: {'securityLevel':'loose'}}%% §",
  '```mermaid\ngraph TD; A["<img src=x onerror=window.pwned=1>§"]',
  // Workflow commands
  '::error::§',
  '\n::set-output name=§::1',
  '\r::add-path::/§',
  '\n  ::stop-commands::§',
  '##[error]§',
  '%0A::warning::§',
  '\u2028::error::§',
  '\u0085::error::§',
  '${{ secrets.GITHUB_TOKEN }}§',
  // Formulas
  '=HYPERLINK("http://evil.example/§","x")',
  '+§',
  '-§',
  '@SUM(§)',
  '\t=§',
  '\r=§',
  '\n=§',
  ' =§',
  '\u00a0=§',
  '\u200b=§',
  '\ufeff=§',
  '\u0000=§',
  '\uff1d§',
  '\uff0b§',
  '\uff0d§',
  '\uff20§',
  '§;=1+1',
  '§,=1+1',
  '§;\t@x',
  '"=§',
  "'=§",
  '§"",=1',
  '§"\r\n=1',
  // Invisible, other directions, large
  '\u202e§\u202d',
  '\u2066§',
  '\u05d0\u05d1§',
  '\u0627§\u0628',
  'a\u0300\u0301\u0302\u0303\u0304\u0305\u0306§',
  '\u001b[31m§\u001b[0m',
  '\u0000§\u0007',
  '\u0008§\u007f',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}§',
  '\u{e0041}§',
  'constructor§',
  '§',
]

/** A hostile text with a number of its own. */
export function hostileText(random: Random, number: number): string {
  const pieces = Array.from({ length: chance(random, 0.3) ? 2 : 1 }, () => pick(random, PIECES))
  const text = pieces.join('').replaceAll('§', `${MARK}${number}`)
  return chance(random, 0.04) ? text.repeat(wholeBetween(random, 20, 400)) : text
}
