import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { managersAbove } from '../src/managers.ts'
import { readGroups } from '../src/group-inputs.ts'
import { parsePeopleFile } from '../src/people-file.ts'

const BY = ['department', 'manager']

/** What a file says, and its faults. */
function parse(file: string | Buffer, groupBy: readonly string[] = BY) {
  const faults: string[] = []
  const parsed = parsePeopleFile(Buffer.from(file), groupBy, groupBy.indexOf('manager'), faults)
  return { people: parsed?.people.map(({ login, values }) => [login, ...values]), parsed, faults }
}

describe('a file as spreadsheets write it', () => {
  test.each([
    ['commas', 'Login,Department,Manager\n@Ann,"R&D, ""Lab""",@Bob\n'],
    ['semicolons and CRLF', 'github_login;DEPARTMENT;manager\r\nann;"R&D, ""Lab""";bob\r\n'],
    ['a byte order mark and CR', '\u{feff}username,department,manager\rANN,"R&D, ""Lab""",bob'],
    ['spaces, and other columns', 'no, GitHub ,manager,department,x\n\n1, ann ,bob,"R&D, ""Lab""",\n,,,,\n'],
  ])('%s', (_, file) => {
    const { people, faults } = parse(file)
    expect(faults).toEqual([])
    expect(
      people?.map(([login, department, manager]) => [login, department, manager?.toLowerCase()]),
    ).toEqual([['ann', 'R&D, "Lab"', 'bob']])
  })

  test('a comma in a department does not make commas the delimiter', () => {
    expect(parse('login;department\nann;Design, Brand\n', ['department']).people).toEqual([
      ['ann', 'Design, Brand'],
    ])
  })

  test('of several columns with a login the first of the list counts, wherever it stands', () => {
    expect(parse('username,login,department\nx-ann,ann,A\n', ['department']).people).toEqual([['ann', 'A']])
  })

  test('a line twice counts once, also where the manager is written otherwise; a line without a login does not', () => {
    const { people, parsed, faults } = parse('login,department,manager\nann,A,bob\n@ann,A,@Bob\n,A,bob\n')
    expect(faults).toEqual([])
    expect(people).toEqual([['ann', 'A', 'bob']])
    expect(parsed?.withoutLogin).toBe(1)
  })

  test('a cell of several lines does not move the numbers of lines', () => {
    const { faults } = parse('login,department\nann,"two\nlines"\nbob,A\nbob,B\n', ['department'])
    expect(faults).toEqual([
      expect.stringMatching(/^line 5, column 2 \(department\): the login of line 4 again/),
    ])
  })

  test('the sample of the docs is one', () => {
    const { faults, people } = parse(readFileSync('docs/people.csv'))
    expect(faults).toEqual([])
    expect(people).toHaveLength(5)
  })
})

describe('faults', () => {
  test.each([
    ['an empty file', '', /^line 1: it is empty/],
    [
      'no login',
      'name,department\nann,A\n',
      /^line 1: .* login, github_login, user_login, github or username$/,
    ],
    ['another value', 'login,a,b\nann,1,2\nAnn,1,3\n', /^line 3, column 3 \(b\): the login of line 2 again/],
    ['a quote that is not closed', 'login,a\nann,1\nbob,"2\ncid,3\n', /^line 3, column 2: a quote/],
    ['a quote in the middle', 'login,a\nann,1\nbob,2"\n', /^line 3, column 2: a quote/],
    [
      'a column twice',
      'login,manager,Manager\nann,,\n',
      /^line 1, column 3 \(Manager\): column 2 has the same name/,
    ],
    ['UTF-16', Buffer.from('\u{feff}login,a\n', 'utf16le'), /^line 1, column 1: it is UTF-16/],
    ['Latin-1', Buffer.from('login,a\nann,\u{fc}\n', 'latin1'), /^line 2, column 2 \(a\): it is not UTF-8/],
    [
      'a name of several lines',
      'login,"b\n::error::"\nann,1\nann,2\n',
      /^line 4, column 2 \(b ::error::\): the login/,
    ],
  ])('%s', (_, file, fault) => {
    const { faults } = parse(file, ['manager'])
    expect(faults).toEqual([expect.stringMatching(fault)])
  })

  test('a replacement character that is in the file as such is none', () => {
    expect(parse('login,department\nann,\u{fffd}\n').faults).toEqual([])
  })

  test('two circles are two faults, and who is below one has none', () => {
    const lines = ['a,b', 'b,a', 'c,d', 'd,e', 'e,c', 'f,a', 'g,f']
    expect(parse(`login,manager\n${lines.join('\n')}\n`, ['manager']).faults).toEqual([
      expect.stringMatching(/^lines 2 and 3, column 2/),
      expect.stringMatching(/^lines 4, 5 and 6, column 2/),
    ])
  })

  test('a line is counted once behind a line end inside of quotes, whatever it is made of', () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(parse(['login,dept', 'alice,"a', 'b"', '', 'alice,c', ''].join(end), ['dept']).faults).toEqual([
        expect.stringMatching(/^line 5, column 2 \(dept\): the login of line 2 again/),
      ])
  })

  test.each(['@@bob', '@ @bob', '@@ BOB'])('a circle is one however the login is written: %s', (bob) => {
    expect(parse(`login,manager\nalice,${bob}\n@@bob,alice\n`, ['manager']).faults).toEqual([
      expect.stringMatching(/^lines 2 and 3, column 2/),
    ])
  })

  test('managers above somebody end, also in a circle', () => {
    const managers = new Map([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'b'],
    ])
    expect(managersAbove('a', managers)).toEqual(['b', 'c'])
    expect(managersAbove('b', managers)).toEqual(['c'])
  })

  test('are told up to a number that somebody reads', () => {
    const lines = Array.from({ length: 50 }, () => 'ann,b,c,d').join('\n')
    const { faults } = parse(`login,department\n${lines}\n`)
    expect(faults).toHaveLength(21)
    expect(faults.at(-1)).toBe('and 30 more')
  })
})

describe('the inputs', () => {
  let home = ''
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'workspace-'))
    mkdirSync(join(home, 'work'))
    writeFileSync(join(home, 'outside.csv'), 'login,team\nann,A\n')
    writeFileSync(join(home, 'work', 'people.csv'), 'login,Team,segment,manager\nann,A,,\n')
    symlinkSync(join(home, 'outside.csv'), join(home, 'work', 'link.csv'))
    symlinkSync(join(home, 'work', 'loop.csv'), join(home, 'work', 'loop.csv'))
  })
  afterEach(() => {
    rmSync(home, { recursive: true })
  })

  function read(path: string, groupBy: readonly string[], more: object = {}) {
    const faults: string[] = []
    const asked = { path, groupBy, costCentersOf: '', isNamed: true, hasToken: true, ...more }
    const groups = readGroups({ ...asked, workspace: join(home, 'work') }, faults)
    return { groups, faults }
  }

  test('take columns in any case, once each, by the name in the file', () => {
    const { groups, faults } = read('./people.csv', ['TEAM', 'team', 'Manager'])
    expect(faults).toEqual([])
    expect(groups?.attributes).toMatchObject([
      { name: 'Team', isTree: false, isInFile: true },
      { name: 'manager', isTree: true },
    ])
    expect(groups?.people).toEqual([{ login: 'ann', values: ['A', ''] }])
  })

  test('ask for no groups where none is set', () => {
    expect(read('', [])).toEqual({ groups: undefined, faults: [] })
  })

  test.each([
    ['outside', '../outside.csv', ['team'], {}, /is outside of the workspace/],
    ['a link to outside', 'link.csv', ['team'], {}, /is a link to a file outside/],
    ['a link to itself', 'loop.csv', ['team'], {}, /cannot be read \(ELOOP\)/],
    ['not there', 'other.csv', ['team'], {}, /is not there; a step with actions\/checkout/],
    ['a directory', '.', ['team'], {}, /is no file/],
    ['no group-by', 'people.csv', [], {}, /nothing is made of it, because group-by is empty/],
    [
      'no such column',
      'people.csv',
      ['login'],
      {},
      /"login" is no column of "people.csv"; it has Team, segment and manager$/,
    ],
    [
      'a column of people.csv',
      'people.csv',
      ['Segment'],
      {},
      /"Segment" is the name of a column of people.csv/,
    ],
    ['no file', '', ['team'], {}, /"team" needs people-file; /],
    ['no cost centers', '', ['cost_center'], {}, /needs people-file or cost-centers-of/],
    ['managers without names', 'people.csv', ['manager'], { isNamed: false }, /needs people: named/],
    [
      'cost centers of no use',
      'people.csv',
      ['team'],
      { costCentersOf: 'octo' },
      /group-by does not name cost_center/,
    ],
    [
      'cost centers of no slug',
      '',
      ['cost_center'],
      { costCentersOf: 'a/b' },
      /"a\/b" is not the slug of an enterprise/,
    ],
    [
      'no token',
      '',
      ['cost_center'],
      { costCentersOf: 'octo', hasToken: false },
      /needs github-token or app-id too/,
    ],
  ])('are refused: %s', (_, path, groupBy, more, fault) => {
    expect(read(path, groupBy, more).faults).toEqual([expect.stringMatching(fault)])
  })
})
