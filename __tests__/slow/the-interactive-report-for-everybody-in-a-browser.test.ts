import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { findChromium, openBrowser } from '../../simulator/browser.ts'
import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import type { Report } from '../../src/lines/report.ts'
import { HOSTILE } from '../render/sample-pages.ts'
import { members, report, reported, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const directory = mkdtempSync(join(tmpdir(), 'html-report-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

interface Uploaded {
  readonly path: string
  readonly totals: Report
}

type Source = Parameters<typeof startSimulator>[0]

async function publish(
  name: string,
  source: Source,
  inputs: Readonly<Record<string, string>>,
  file: string,
): Promise<Uploaded> {
  await using artifacts = await startArtifacts()
  await using github = await startSimulator(source)
  const asked = { 'artifact-name': name, 'people-file': 'people.csv', 'group-by': 'department', ...inputs }
  await using run = await report(github, asked, { artifacts, files: { 'people.csv': file } })
  expect(run.errors).toEqual([])
  const path = join(directory, `${name}.html`)
  const uploaded = artifacts.artifacts().find((artifact) => artifact.name === `${name}.html`)
  writeFileSync(path, uploaded?.files().get(`${name}.html`) ?? '')
  return { path, totals: JSON.parse(run.file('totals.json')) as Report }
}

let browser: Browser
const wrongs: string[] = []

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) wrongs.push(`request ${request.url()}`)
  })
  page.on('console', (message) => wrongs.push(`console ${message.text()}`))
  page.on('pageerror', (error) => wrongs.push(`error ${error.message}`))
  page.on('dialog', (dialog) => wrongs.push(`dialog ${dialog.message()}`))
  return page
}

async function show(page: Page, path: string, hash: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${pathToFileURL(path).href}${hash}`)
  await page.waitForSelector('html[data-ready]')
  await page.waitForSelector('main h1')
  // Tables of a view are unpacked after it is there.
  await page.waitForTimeout(150)
}

/** An address of every kind of view. */
function viewsOf({ entities }: Report): string[] {
  const [entity] = entities
  const to = (...path: string[]) => `#/${path.map((name) => encodeURIComponent(name)).join('/')}`
  const teams = entity?.teams.map(({ slug }) => slug) ?? []
  const [group] = entity?.groups ?? []
  const features = entity?.features.filter(({ status }) => status !== 'not-reported') ?? []
  return [
    to(),
    to('teams'),
    to('teams', teams[0] ?? ''),
    to('compare', ...teams.slice(0, 4)),
    to('features'),
    to('features', features.at(-1)?.feature ?? ''),
    to('people'),
    to('people', entity?.champions[0]?.user_login ?? entity?.people_to_help[0]?.user_login ?? ''),
    to('groups'),
    to('groups', group?.attribute ?? '', group?.groups[0]?.value ?? ''),
    to('licences'),
    to('tools'),
    to('about'),
    to('nowhere'),
  ]
}

describe.skipIf(findChromium() === undefined)('the interactive report is for everybody', () => {
  let normal: Uploaded
  beforeAll(async () => {
    browser = await openBrowser()
    const company = makeCompany({ seats: 90, teams: 8 })
    const people = [
      'login,department',
      ...company.people.map(({ login }, index) => `${login},${index % 2 === 0 ? 'Sales' : 'R&D'}`),
    ]
    const inputs = { days: '28', compare: 'true', seats: 'true', 'adoption-target': '0.8' }
    normal = await publish('normal', { companies: [company] }, inputs, people.join('\n'))
  })
  afterAll(() => browser.close())

  test.each([
    ['light', 1280],
    ['dark', 400],
  ] as const)('axe finds nothing in any view: %s, %i px wide', async (colorScheme, width) => {
    // The policy of the file keeps other scripts out, those of a test too.
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      bypassCSP: true,
    })
    const page = await openPage(context)
    const found: string[] = []
    for (const view of viewsOf(normal.totals)) {
      await show(page, normal.path, view)
      await page.evaluate(axe.source)
      const { violations } = (await page.evaluate('axe.run(document)')) as {
        violations: { id: string; nodes: { html: string }[] }[]
      }
      found.push(...violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes[0]?.html}`))
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (overflow > 0) found.push(`${view}: ${overflow} px too wide`)
    }
    expect(found).toEqual([])
    await context.close()
  })

  test('hostile names in every field are text in every view', async () => {
    const people = HOSTILE.map((user_login, index) => ({ user_id: 5000 + index, user_login }))
    const [first = '', second = ''] = HOSTILE
    const users = people.map((person, index) => {
      const text = HOSTILE[index] ?? ''
      const counters = {
        user_initiated_interaction_count: 3,
        code_acceptance_activity_count: 2,
        code_generation_activity_count: 4,
      }
      return worked(person, {
        totals_by_ide: [{ ide: text, ...counters }],
        totals_by_feature: [{ feature: text, ...counters }],
        totals_by_language_feature: [{ language: text, feature: 'code_completion', ...counters }],
        totals_by_model_feature: [{ model: text, feature: 'chat_panel_ask_mode', ...counters }],
        totals_by_mcp: [{ mcp_server_name: text, ...counters }],
      })
    })
    const teams = HOSTILE.flatMap((slug, index) => members({ team_id: 70 + index, slug }, ...people))
    const file = `login,department\n${people
      .slice(0, 6)
      .map((_, index) => `login-${index},"${first.replaceAll('"', '""')}"`)
      .join('\n')}\n${'x-1'},"${second}"\n`
    const { path, totals } = await publish(
      'hostile',
      { reports: reported({ [WEDNESDAY]: { users, teams } }) },
      {},
      file,
    )
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await openPage(context)
    for (const view of viewsOf(totals)) {
      await show(page, path, view)
      // What a text that became markup would add.
      expect(
        await page
          .locator('main script, main img, main iframe, main b:not(figcaption b):not(.parts b):not(.hints b)')
          .count(),
        view,
      ).toBe(0)
      const links = await page
        .locator('main a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      expect(
        links.filter((href) => !href.startsWith('#/')),
        view,
      ).toEqual([])
    }
    await show(page, path, '#/teams')
    const shown = await page.locator('tbody th').allTextContents()
    expect(shown.map((text) => text.trim())).toContain('<script>alert(1)</script>')
    for (const team of totals.entities[0]?.teams ?? []) {
      await show(page, path, `#/teams/${encodeURIComponent(team.slug)}`)
      expect(await page.locator('h1').textContent(), team.slug).not.toMatch(/^There is no/)
    }
    await context.close()
  })

  test('no request left, and nothing went wrong on any page of these tests', () => {
    expect(wrongs).toEqual([])
  })
})
