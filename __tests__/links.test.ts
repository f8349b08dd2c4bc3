// Links within the repository, in everything that is read on GitHub. Addresses elsewhere are not looked up.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

const PAGES = globSync(['*.md', 'docs/*.md', '.github/**/*.md'])
const text = (path: string) => readFileSync(path, 'utf8')

describe('Links of', () => {
  test.each(PAGES)('%s lead somewhere', (page) => {
    const broken = linksOf(text(page)).filter((link) => !leadsSomewhere(page, link))
    expect(broken).toEqual([])
  })

  test('a page are found, with what is wrong with them', () => {
    const page =
      '[a](docs/files.md#no-such-heading) <img src="docs/none.png"> `[b](code.md)` [c](https://x.example/d.md)'
    const links = linksOf(page)
    expect(links).toEqual(['docs/files.md#no-such-heading', 'docs/none.png'])
    expect(links.map((link) => leadsSomewhere('README.md', link))).toEqual([false, false])
    expect(leadsSomewhere('docs/privacy.md', 'files.md#teamscsv')).toBe(true)
  })
})

test('Texts that name a page of docs/ name one that is there', () => {
  const files = globSync([
    '{src,scripts,examples,simulator,html-report,bench}/**/*.{ts,tsx,yml}',
    'action.yml',
  ])
  const named = files.flatMap((file) =>
    [...text(file).matchAll(/\bdocs\/[\w-]+\.(?:md|json|csv)/g)].map(([name]) => ({ file, name })),
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(({ name }) => !existsSync(name))).toEqual([])
})

test('docs/README.md leads to every page of docs/', () => {
  const linked = new Set(linksOf(text('docs/README.md')).map((link) => normalize(join('docs', link))))
  const pages = globSync('docs/*.{md,json}').filter((page) => page !== 'docs/README.md')
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.filter((page) => !linked.has(page))).toEqual([])
})

/** Targets within the repository: of links and pictures, in markdown and in HTML. Code has none. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '').replaceAll(/`[^`\n]+`/g, 'code')
  const links = [...prose.matchAll(/\]\(([^()\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)]
  return links.map(([, link, other]) => link ?? other ?? '').filter((link) => !/^[a-z]+:/.test(link))
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : normalize(join(dirname(page), path))
  if (!existsSync(target)) return false
  return anchor === undefined || anchorsOf(text(target)).includes(anchor)
}

/** What GitHub makes of headings: letters, digits, `_` and `-`; a number behind one that is there already. */
function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>()
  const headings = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)
  return [...headings].map(([, heading = '']) => {
    const plain = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
    const anchor = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-')
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    return times === 0 ? anchor : `${anchor}-${times}`
  })
}
