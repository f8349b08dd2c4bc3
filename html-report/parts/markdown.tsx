import { lexer, type Token, type Tokens } from 'marked'
import type { ComponentChildren } from 'preact'

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

function tableOf({ header, rows, align }: Tokens.Table, index: number): ComponentChildren {
  const side = (at: number) => (align[at] === 'right' ? 'number' : undefined)
  return (
    <div class="plain" key={index} tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={at} scope="col" class={side(at)}>
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (
                <td key={at} class={side(at)}>
                  {inline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
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
