import type { Day } from '../../src/day.ts'
import { type EntityNumbers, type ReportNumbers, withInsights } from '../../src/lines/insights.ts'
import type { Report } from '../../src/lines/report.ts'
import type { Links } from '../../src/render/pages/job-summary.ts'
import { protectedSample, sampleEntity, sampleReport, unknownEntity } from './sample-report.ts'

export interface SamplePage {
  readonly name: string
  readonly title: string
  readonly report: Report
  readonly links: Links
}

/** What the action allows itself of GitHub's 1 MiB. */
export const LIMIT_BYTES = 1_000_000

export const LINKS: Links = {
  runUrl: 'https://github.com/octo-works/metrics/actions/runs/4711',
  serverUrl: 'https://github.com',
  artifactUrl: 'https://github.com/octo-works/metrics/actions/runs/4711/artifacts/815',
  artifactName: 'copilot-team-metrics',
  htmlReportName: 'copilot-team-metrics.html',
  htmlReportUrl: 'https://github.com/octo-works/metrics/actions/runs/4711/artifacts/816',
  today: '2026-11-21' as Day,
}

/** Gives every team a name that costs many bytes. */
export function withLongSlugs(report: Report): Report {
  const entities: EntityNumbers[] = report.entities.map((entity) => ({
    ...entity,
    teams: entity.teams.map((team, index) => ({
      ...team,
      slug: `${HOSTILE[index % HOSTILE.length]}${index}`,
    })),
  }))
  return withInsights({ ...report, entities })
}

/** Pages in the situations that readers meet. */
export function samplePages(): SamplePage[] {
  return [
    page('first-run', 'A first run, one week', firstRun()),
    page('small', 'One organization with twelve teams', sampleReport()),
    page('large', '400 teams', sampleReport({ teams: 400, entity: 'globex-engineering', size: 12 })),
    page('long-window', 'Half a year', sampleReport({ days: 180, teams: 6 })),
    page(
      'no-previous',
      'The window before has no reports',
      withEntity(withoutPrevious(sampleEntity({ teams: 5 }))),
    ),
    page('unknown', 'Nothing is known', withEntity(unknownEntity())),
    page(
      'public',
      'A public repository',
      withEntity(protectedSample({ ...sampleEntity({ size: 7 }), champions: [], people_to_help: [] }, 5), {
        people: { shown: 'none', withheld_in_public: true },
        minimum_group_size: 5,
      }),
    ),
    page('several', 'Three organizations', severalOrganizations()),
    page('no-teams', 'An enterprise without teams', withEntity(withoutTeams(sampleEntity()))),
    page(
      'warnings',
      'Missing days, rejected lines, a refused artifact',
      withEntity(withFaults(sampleEntity())),
      {
        ...LINKS,
        artifactUrl: undefined,
        artifactRefused: 'Artifact storage quota has been hit',
        htmlReportUrl: undefined,
        htmlReportRefused: "GitHub's artifact service has trouble (503); run the job again later",
      },
    ),
    page('hostile', 'Texts that try to be markup', hostile()),
  ]
}

function page(name: string, title: string, report: Report, links: Links = LINKS): SamplePage {
  return { name, title, report, links }
}

function withEntity(entity: EntityNumbers, overrides: Partial<ReportNumbers> = {}): Report {
  return sampleReport({}, { entities: [entity], ...overrides })
}

function firstRun(): Report {
  const options = { days: 7, teams: 4, size: 8, entity: 'initech' }
  return sampleReport(options, {
    entities: [withoutPrevious(sampleEntity(options))],
    previous_since: null,
    previous_until: null,
  })
}

function withoutPrevious(entity: EntityNumbers): EntityNumbers {
  const unknown = { previous_active_users: null, previous_engaged_users: null }
  return {
    ...entity,
    coverage: { ...entity.coverage, previous_days_reported: 0, previous_days_with_teams: 0 },
    totals: { ...entity.totals, ...unknown, previous_members: null, previous_adoption_rate: null },
    teams: entity.teams.map((team) => ({ ...team, ...unknown })),
    features: entity.features.map((line) => ({ ...line, previous_engaged_users: null })),
    weeks: entity.weeks.slice(-5),
    team_weeks: entity.team_weeks.map((line) => ({ ...line, active_users: line.active_users.slice(-5) })),
  }
}

function withoutTeams(entity: EntityNumbers): EntityNumbers {
  const { active_users: active } = entity.totals
  const memberless = {
    members: null,
    idle_users: null,
    adoption_rate: null,
    teams: null,
    previous_members: null,
    previous_adoption_rate: null,
  }
  return {
    ...entity,
    scope: 'enterprise',
    entity: 'octo-enterprise',
    coverage: { ...entity.coverage, days_with_teams: 0, previous_days_with_teams: 0 },
    totals: { ...entity.totals, ...memberless },
    days: entity.days.map((day) => ({
      ...day,
      status: 'teams-missing',
      memberships: null,
      users_in_no_team: null,
    })),
    teams: [],
    team_weeks: [],
    team_features: [],
    segments: { ...entity.segments, idle: 0 },
    reconciliation: {
      in_one_team: 0,
      in_several_teams: 0,
      in_no_team: 0,
      teams_unknown: active ?? 0,
      withheld: {},
    },
    team_segments: [],
  }
}

function withFaults(entity: EntityNumbers): EntityNumbers {
  const missing = ['2026-11-03', '2026-11-04', '2026-11-09', '2026-11-16'] as Day[]
  const days = entity.days.map((day) =>
    missing.includes(day.day)
      ? {
          ...day,
          status: 'missing' as const,
          rows: null,
          active_users: null,
          engaged_users: null,
          ai_credits_used: null,
        }
      : day,
  )
  return {
    ...entity,
    days,
    coverage: {
      ...entity.coverage,
      days_reported: 24,
      days_with_teams: 23,
      missing_days: missing,
      days_with_teams_report: 23,
      missing_teams_days: ['2026-11-18'] as Day[],
      sparse_days: ['2026-11-11'] as Day[],
      rejected_lines: 3,
      repeated_rows: 14,
      conflicting_rows: 1,
    },
    weeks: entity.weeks.map((week) => (week.week >= '2026-11-02' ? { ...week, days_reported: 5 } : week)),
  }
}

function severalOrganizations(): Report {
  const ofUnknownTeams = {
    ...withoutTeams(sampleEntity({ seed: 21 })),
    scope: 'organization',
    entity: 'hooli-labs',
  }
  return sampleReport(
    {},
    {
      entities: [
        sampleEntity({ entity: 'octo-works', teams: 8 }),
        sampleEntity({ entity: 'initech', teams: 3, seed: 11 }),
        ofUnknownTeams,
      ],
    },
  )
}

/** Texts that would be markup, mentions, links, directions or lines of their own if a page let them. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '**bold** _it_ ~~no~~ `code`',
  '[link](https://evil.example) ![x](x.png)',
  'a | b || c',
  'line\nbreak\r\n# heading',
  '@octocat #123 GH-1 :smile: www.evil.example https://evil.example',
  '</summary></details><h1>',
  '```mermaid',
  '$x^2$ \\( \\) &lt; &#60; &amp;',
  'abc\u{202e}fed\u{2066}x\u{200b}\u{feff}\u{7}\u{1b}[31m',
  'فريق-البيانات',
  'צוות-ענן',
  '🚀👩‍💻🏴‍☠️ team',
  'x'.repeat(100),
  `${'very-long-slug-'.repeat(6)}with-100-c`,
  'z̸̡̢̛͎͉̲̰̱̝̟̪͕̽̈́̓͋̈́͛͐̚͝a͂̃̄̅̆̇̈l̉̊̋̌̍̎̏go',
  '- item',
  '1. item',
  '> quote',
  '--- | ---',
]

function hostile(): Report {
  const text = (index: number) => HOSTILE[index % HOSTILE.length] ?? ''
  const entity = sampleEntity({ teams: HOSTILE.length, entity: '<b>@acme</b>|`x`' })
  return withEntity({
    ...entity,
    teams: entity.teams.map((team, index) => ({ ...team, slug: text(index) })),
    team_features: entity.team_features.map((line, index) => ({ ...line, slug: text(index) })),
    features: entity.features.map((line, index) => (index > 12 ? { ...line, label: text(index) } : line)),
    champions: entity.champions.map((person, index) => ({
      ...person,
      user_login: text(index),
      teams: text(index + 1),
      not_tried: [text(index + 2)],
    })),
    people_to_help: entity.people_to_help.map((person, index) => ({
      ...person,
      user_login: text(index + 5),
    })),
    breakdowns: entity.breakdowns.map((summary) => ({
      ...summary,
      dimension: summary.dimension === 'mcp' ? '</summary><b>' : summary.dimension,
      lines: summary.lines.map((line, index) => ({ ...line, value: text(index) })),
    })),
    counters: entity.counters.map((line, index) => ({ ...line, value: text(index) })),
  })
}
