import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { findChromium, openBrowser } from '../../simulator/browser.ts'
import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import type { Report } from '../../src/lines/report.ts'
import { parseCsv } from '../recipe/csv.ts'
import { report } from '../scenarios/scenario.ts'

const company = makeCompany({ seats: 240, teams: 14 })
const PEOPLE = [
  'login,department',
  ...company.people.map(({ login }, index) => `${login},${index % 3 === 0 ? 'Sales' : 'R&D'}`),
].join('\n')

const directory = mkdtempSync(join(tmpdir(), 'html-report-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** A file as it was uploaded, and the numbers that it is about. */
interface Uploaded {
  readonly path: string
  readonly totals: Report
  readonly people: Record<string, string>[]
}

async function publish(name: string, inputs: Readonly<Record<string, string>> = {}): Promise<Uploaded> {
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ companies: [company] })
  const asked = {
    days: '28',
    compare: 'true',
    seats: 'true',
    'adoption-target': '0.8',
    'artifact-name': name,
  }
  const grouped = { 'people-file': 'people.csv', 'group-by': 'department' }
  await using run = await report(
    github,
    { ...asked, ...grouped, ...inputs },
    { artifacts, files: { 'people.csv': PEOPLE } },
  )
  expect(run.errors).toEqual([])
  const uploaded = artifacts.artifacts().find((artifact) => artifact.name === `${name}.html`)
  const path = join(directory, `${name}.html`)
  writeFileSync(path, uploaded?.files().get(`${name}.html`) ?? '')
  return {
    path,
    totals: JSON.parse(run.file('totals.json')) as Report,
    people: run.fileNames().includes('people.csv') ? parseCsv(run.file('people.csv')) : [],
  }
}

let browser: Browser
/** What a page did that it must not: requests, errors of the console, of scripts, of the policy. */
let wrongs: string[] = []

async function open(path: string, hash = '', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) wrongs.push(`request ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(`console ${message.text()}`)
  })
  page.on('pageerror', (error) => wrongs.push(`error ${error.message}`))
  await page.goto(`${pathToFileURL(path).href}${hash}`)
  if (options.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready]')
  return page
}

interface Server extends AsyncDisposable {
  readonly url: string
}

async function serve(answer: RequestListener): Promise<Server> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The texts of the cells of a table, row by row. */
function cellsOf(page: Page, table: string): Promise<string[][]> {
  return page
    .locator(`[data-table="${table}"] tbody tr:not(.space)`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())),
    )
}

async function columnOf(page: Page, table: string, index: number): Promise<string[]> {
  return (await cellsOf(page, table)).map((row) => row[index] ?? '')
}

function sortBy(page: Page, table: string, heading: string): Promise<void> {
  return page.locator(`[data-table="${table}"] thead button`, { hasText: new RegExp(`^${heading}`) }).click()
}

describe.skipIf(findChromium() === undefined)('the interactive report', () => {
  let named: Uploaded
  beforeAll(async () => {
    browser = await openBrowser()
    named = await publish('named')
  })
  afterAll(() => browser.close())

  test('shows the numbers of totals.json', async () => {
    const page = await open(named.path)
    const [entity] = named.totals.entities
    const tiles = await page
      .locator('.tiles > div')
      .evaluateAll((all) => all.map((one) => one.querySelector('.big')?.textContent))
    const { totals } = entity ?? {}
    expect(tiles.slice(0, 4)).toEqual([
      `${Math.round((totals?.adoption_rate ?? 0) * 100)}%`,
      String(totals?.engaged_users),
      String(totals?.active_users),
      String(totals?.members),
    ])
    await page.goto(`${pathToFileURL(named.path).href}#/teams`)
    const shown = (await cellsOf(page, 'teams')).map((row) =>
      [row[0], row[2], row[3], row[4], row[5]].join(' '),
    )
    const expected = (entity?.teams ?? []).map((team) =>
      [team.slug, team.members, team.active_users, team.idle_users, team.engaged_users].join(' '),
    )
    expect(shown.toSorted()).toEqual(expected.toSorted())
  })

  test('sorts, searches and keeps to a threshold; the address says so and opens the same again', async () => {
    const page = await open(named.path, '#/teams')
    const teams = named.totals.entities[0]?.teams ?? []
    await sortBy(page, 'teams', 'Members')
    expect((await columnOf(page, 'teams', 2)).map(Number)).toEqual(
      teams.map(({ members }) => members ?? 0).toSorted((left, right) => right - left),
    )
    await sortBy(page, 'teams', 'Members')
    expect((await columnOf(page, 'teams', 2)).map(Number)).toEqual(
      teams.map(({ members }) => members ?? 0).toSorted((left, right) => left - right),
    )
    await page.goto('about:blank')
    await page.goto(`${pathToFileURL(named.path).href}#/people`)
    const [first] = named.people
    await page.getByPlaceholder('Search people').fill(first?.['user_login'] ?? '')
    await expect.poll(() => columnOf(page, 'people', 0)).toContain(first?.['user_login'])
    expect((await cellsOf(page, 'people')).length).toBeLessThan(5)
    await page.getByPlaceholder('Search people').fill('')
    await page.getByLabel('Column of the threshold').selectOption('features_used')
    await page.getByLabel('Threshold', { exact: true }).last().fill('8')
    const many = named.people.filter(({ features_used }) => Number(features_used) >= 8)
    await expect
      .poll(() => page.locator('.count').textContent())
      .toBe(`${many.length} of ${named.people.length} people`)
    const address = page.url()
    expect(address).toContain('limit=features_used%3Aleast%3A8')
    const again = await open(named.path, new URL(address).hash)
    expect(await again.locator('.count').textContent()).toBe(
      `${many.length} of ${named.people.length} people`,
    )
  })

  test('compares up to six teams, drills into one, and goes back', async () => {
    const page = await open(named.path, '#/teams')
    for (let at = 0; at < 6; at++) await page.locator('tbody input[type=checkbox]').nth(at).check()
    expect(await page.locator('tbody input[type=checkbox]:not(:checked)').first().isDisabled()).toBe(true)
    const chosen = (await columnOf(page, 'teams', 0)).slice(0, 6)
    await page.getByRole('link', { name: 'Compare 6 teams' }).click()
    await page.waitForSelector('h1:has-text("Compare 6 teams")')
    const heads = await page.locator('[data-table="numbers compared"] .heading').allTextContents()
    expect(heads).toEqual(['Number', ...chosen])
    const [team = ''] = chosen
    await page.locator('.chip').getByRole('link', { name: team, exact: true }).click()
    await page.waitForSelector(`h1:has-text("${team}")`)
    expect(await page.title()).toMatch(new RegExp(`^${team} · Copilot in octo-works, `))
    await page.goBack()
    await page.waitForSelector('h1:has-text("Compare")')
    await page.goBack()
    await page.waitForSelector('h1:has-text("Teams")')
    expect(await page.locator('tbody input:checked').count()).toBe(6)
    await page.goForward()
    await page.waitForSelector('h1:has-text("Compare")')
  })

  test('filters people by use, team and feature; the address keeps it, and back is as it was left', async () => {
    const page = await open(named.path, '#/people')
    await page.getByLabel('Any use').selectOption('champion')
    const champions = named.people.filter(({ segment }) => segment === 'champion')
    await expect
      .poll(() => page.locator('.count').textContent())
      .toBe(`${champions.length} of ${named.people.length} people`)
    await page.getByPlaceholder('Search people').fill('champion')
    await expect.poll(() => columnOf(page, 'people', 0)).toHaveLength(champions.length)
    await page.locator('tbody th a').first().click()
    await page.waitForSelector('.crumb')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.goBack()
    await expect.poll(() => columnOf(page, 'people', 0)).toHaveLength(champions.length)
    expect(await page.getByLabel('Any use').inputValue()).toBe('champion')
    const [first] = champions
    const [team = ''] = first?.['teams']?.split(';') ?? []
    await page.getByPlaceholder('Search people').fill('')
    await page.getByLabel('Any team').selectOption(team)
    const ofTeam = champions.filter(({ teams }) => teams?.split(';').includes(team))
    await expect.poll(() => columnOf(page, 'people', 0)).toHaveLength(ofTeam.length)
  })

  test('a table that is scrolled is scrolled the same when the reader comes back', async () => {
    const page = await open(named.path, '#/people')
    const box = page.locator('.scroll').first()
    await box.evaluate((element) => element.scrollTo(0, 3000))
    await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(2000)
    const seen = await box.evaluate((element) => element.scrollTop)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    await page.locator('nav a', { hasText: 'Features' }).click()
    await page.waitForSelector('h1:has-text("Features")')
    await page.goBack()
    await page.waitForSelector('h1:has-text("People")')
    await expect
      .poll(() =>
        page
          .locator('.scroll')
          .first()
          .evaluate((element) => element.scrollTop),
      )
      .toBe(seen)
  })

  test('says what a wrong address or a damaged file is', async () => {
    const page = await open(named.path, '#/teams/nobody')
    expect(await page.locator('h1').textContent()).toBe('There is no team nobody')
    await page.evaluate(() => {
      location.hash = '#/licences/x'
    })
    await page.waitForSelector('h1:has-text("There is no view licences/x")')
    const html = readFileSync(named.path, 'utf8')
    const damaged = join(directory, 'damaged.html')
    writeFileSync(damaged, html.replace(/(id="data:0\/people">.{200}).{400}/, '$1'))
    const broken = await open(damaged, '#/people')
    await broken.getByRole('alert').waitFor()
    expect(await broken.getByRole('alert').textContent()).toBe(
      'The part people of this file is damaged: open the whole file once more.',
    )
  })

  test('works within a sandbox: no origin, no storage, no files', async () => {
    // As an artifact is shown: from a server that gives it no origin.
    const html = readFileSync(named.path)
    await using server = await serve((_, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': 'sandbox allow-scripts',
      })
      response.end(html)
    })
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    page.on('console', (message) => wrongs.push(`sandbox: ${message.text()}`))
    page.on('pageerror', (error) => wrongs.push(`sandbox: ${error.message}`))
    await page.goto(server.url)
    expect(await page.evaluate(() => origin)).toBe('null')
    await page.locator('nav a', { hasText: 'Teams' }).click()
    await page.locator('[data-table="teams"] thead button', { hasText: 'Members' }).click()
    const members = (
      await page.locator('[data-table="teams"] tbody tr td:nth-child(3)').allTextContents()
    ).map(Number)
    expect(members).toEqual(members.toSorted((left, right) => right - left))
    expect(await page.getByRole('button', { name: 'Save CSV of teams' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Copy CSV of teams' }).click()
    await page.getByText('Copied').waitFor()
    await context.close()
  })

  test('copies and saves what a table shows as CSV', async () => {
    const page = await open(named.path, '#/teams', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'Copy CSV of teams' }).click()
    await page.getByText('Copied').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const lines = parseCsv(copied)
    const slugs = await columnOf(page, 'teams', 0)
    expect(lines.map(({ team }) => team)).toEqual(slugs)
    const rates = new Map(
      named.totals.entities[0]?.teams.map(({ slug, adoption_rate }) => [slug, String(adoption_rate)]),
    )
    expect(lines.map(({ adoption_rate }) => adoption_rate)).toEqual(slugs.map((slug) => rates.get(slug)))
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save CSV of teams' }).click()
    const saved = await waiting
    expect(saved.suggestedFilename()).toBe('octo-works-2026-11-18-teams.csv')
    expect(readFileSync((await saved.path()) ?? '', 'utf8')).toBe(copied)
  })

  test('is used by keyboard alone', async () => {
    const page = await open(named.path, '#/teams')
    const pressed: string[] = []
    for (let at = 0; at < 60 && !pressed.includes('Members'); at++) {
      await page.keyboard.press('Tab')
      pressed.push(
        await page.evaluate(
          () =>
            document.activeElement?.querySelector('.heading')?.textContent ??
            document.activeElement?.tagName ??
            '',
        ),
      )
    }
    await page.keyboard.press('Enter')
    const members = (await columnOf(page, 'teams', 2)).map(Number)
    expect(members).toEqual(members.toSorted((left, right) => right - left))
    await page.locator('main a').first().focus()
    await page.keyboard.press('Enter')
    // The reader is told of the new view.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.locator('.chart > div').first().focus()
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('figcaption').first().getAttribute('aria-live')).toBe('polite')
  })

  test('has the tables of overview, teams and features without JavaScript', async () => {
    const page = await open(named.path, '', { javaScriptEnabled: false })
    const text = await page.locator('body').innerText()
    const [entity] = named.totals.entities
    for (const { slug } of entity?.teams ?? []) expect(text).toContain(slug)
    for (const { label } of entity?.features.filter(({ feature, label: name }) => feature !== name) ?? [])
      expect(text).toContain(label)
    expect(text).toMatch(/of team members used Copilot/)
    expect(await page.locator('table').count()).toBe(3)
    expect(await page.locator('.start').isVisible()).toBe(false)
  })

  test('prints its tables whole, without what only a screen needs', async () => {
    const page = await open(named.path, '#/people')
    expect(await page.locator('tbody tr:not(.space)').count()).toBeLessThan(named.people.length)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await expect.poll(() => page.locator('tbody tr:not(.space)').count()).toBe(named.people.length)
    expect(await page.locator('.toolbar').isVisible()).toBe(false)
    expect(await page.locator('nav').isVisible()).toBe(false)
    const pdf = await page.pdf()
    expect(pdf.length).toBeGreaterThan(20_000)
  })

  test('nobody is named where the workflow names nobody: no people, no seats, withheld and unknown told apart', async () => {
    const { path, totals } = await publish('none', { people: 'none' })
    const page = await open(path)
    expect(await page.locator('nav a').allTextContents()).toEqual([
      'Overview',
      'Teams',
      'Features',
      'Groups',
      'Licences',
      'Tools',
      'Definitions',
    ])
    await page.goto(`${pathToFileURL(path).href}#/people`)
    await expect.poll(() => page.locator('main').textContent()).toContain('This report shows no persons')
    const withheld = totals.entities[0]?.teams.find(({ withheld: fields }) =>
      Object.hasOwn(fields, 'idle_users'),
    )
    expect(withheld).toBeDefined()
    await page.goto(`${pathToFileURL(path).href}#/teams`)
    const cell = page
      .locator('tbody tr', { hasText: withheld?.slug ?? '' })
      .locator('.withheld')
      .first()
    expect(await cell.getAttribute('title')).toMatch(/^Withheld, because/)
  })

  test('no request left, and nothing went wrong on any page of these tests', () => {
    expect(wrongs).toEqual([])
    wrongs = []
  })
})
