import { lexer, type Token, type Tokens } from 'marked'
import type { ComponentChildren } from 'preact'
import type { Cell } from '../cells.ts'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'

/**
 * Markdown as the pages of the action have it, as elements. Only text, emphasis, code, lists, tables, boxes and links within
 * the page become elements; HTML of the markdown is left out, so that nothing in it can become markup.
 */
export function Markdown({ text }: { readonly text: string }) {
  return <>{lexer(text).map(block)}</>
}

function block(token: Token, index: number): ComponentChildren {
  switch (token.type) {
    case 'paragraph':
      return <p key={index}>{inline(token.tokens)}</p>
    case 'heading':
      return <h2 key={index}>{inline(token.tokens)}</h2>
    case 'list':
      return listOf(token as Tokens.List, index)
    case 'table':
      return tableOf(token as Tokens.Table, index)
    case 'blockquote':
      return boxOf(token as Tokens.Blockquote, index)
    case 'text':
      return <span key={index}>{inline(token.tokens ?? [token])}</span>
    default:
      return null
  }
}

function listOf({ items, ordered }: Tokens.List, index: number): ComponentChildren {
  const lines = items.map((item, at) => <li key={at}>{item.tokens.map(block)}</li>)
  return ordered ? <ol key={index}>{lines}</ol> : <ul key={index}>{lines}</ul>
}

function boxOf({ tokens }: Tokens.Blockquote, index: number): ComponentChildren {
  return (
    <div class="box" key={index}>
      {tokens.map(block)}
    </div>
  )
}

/** A table of the pages as one that sorts and copies. Its texts are plain here. */
function tableOf({ header, rows, align }: Tokens.Table, index: number): ComponentChildren {
  const lines: readonly (readonly string[])[] = rows.map((row) => row.map(({ tokens }) => textOf(tokens)))
  const columns = header.map(({ tokens }, at): Column<readonly string[]> => {
    const heading = textOf(tokens)
    return {
      id: heading === '' ? 'name' : heading,
      heading,
      kind: align[at] === 'right' ? 'number' : 'text',
      cell: (line) => cellOf(line[at] ?? '', align[at] === 'right'),
      rank: (line) => (at === 0 ? lines.indexOf(line) : numberIn(line[at] ?? '')),
      risesFirst: at === 0,
    }
  })
  const [first] = columns
  if (first === undefined) return null
  return (
    <DataTable
      key={index}
      name={first.heading === '' ? 'numbers' : first.heading.toLowerCase()}
      columns={columns}
      lines={lines}
      sort={{ id: first.id, falls: false }}
    />
  )
}

/** A number as pages write it as a number; shares are fractions in files. */
function cellOf(text: string, isNumber: boolean): Cell {
  return { text, value: isNumber ? (numberIn(text) ?? text) : text }
}

function numberIn(text: string): number | undefined {
  if (!/^[\d,.]+%?$/.test(text)) return undefined
  const number = Number(text.replace(/[,%]/g, ''))
  return text.endsWith('%') ? number / 100 : number
}

function textOf(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) =>
      'tokens' in token && token.tokens !== undefined
        ? textOf(token.tokens)
        : token.type === 'html'
          ? ''
          : plain(token.raw),
    )
    .join('')
}

function inline(tokens: readonly Token[] | undefined): ComponentChildren {
  return (tokens ?? []).map((token, index) => {
    switch (token.type) {
      case 'strong':
        return <strong key={index}>{inline(token.tokens)}</strong>
      case 'em':
        return <em key={index}>{inline(token.tokens)}</em>
      case 'codespan':
        return <code key={index}>{plain(token.text as string)}</code>
      case 'link':
        return linkOf(token as Tokens.Link, index)
      case 'html':
        return null
      default:
        return 'tokens' in token && token.tokens !== undefined
          ? inline(token.tokens)
          : plain(token.raw.replace(/^\[!WARNING\]\s*/, ''))
    }
  })
}

/** Links of the pages lead to GitHub; here they lead to another view, or are text. */
function linkOf({ href, tokens }: Tokens.Link, index: number): ComponentChildren {
  return href.startsWith('#/') ? (
    <a key={index} href={href}>
      {inline(tokens)}
    </a>
  ) : (
    <span key={index}>{inline(tokens)}</span>
  )
}

/** Text of markdown: what was escaped for it as text again. */
function plain(text: string): string {
  return text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('\u{2060}', '')
}
