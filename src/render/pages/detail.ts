import { byteLength } from '../text/markdown.ts'

/** How much of a report the page of a run shows. */
export interface Detail extends ReportDetail {
  /** Rows of the table that sets entities side by side. */
  readonly entityLines: number
  readonly people: number
  readonly values: number
  /** Whether there are parts that a reader opens. */
  readonly collapsed: boolean
  readonly charts: boolean
  /** Whether teams link to their pages on GitHub. */
  readonly links: boolean
}

/** How much the committed report shows. */
export interface ReportDetail {
  /** Entities that have a part of their own. */
  readonly entities: number
  readonly teams: number
  readonly heatTeams: number
  readonly features: number
  /** Whether teams link to their pages on GitHub. */
  readonly links: boolean
}

export const EVERYTHING: Detail = {
  entities: Infinity,
  entityLines: Infinity,
  teams: Infinity,
  heatTeams: Infinity,
  features: Infinity,
  people: Infinity,
  values: Infinity,
  collapsed: true,
  charts: true,
  links: true,
}

const NOTHING: Detail = {
  entities: 0,
  entityLines: 0,
  teams: 0,
  heatTeams: 0,
  features: 0,
  people: 0,
  values: 0,
  collapsed: false,
  charts: false,
  links: false,
}

/** Everything but the links of teams, which take half of the bytes of a row. */
const WITHOUT_LINKS: Detail = { ...EVERYTHING, links: false }

/** Of the page of a run, less and less. */
export const LEVELS: readonly Detail[] = [
  EVERYTHING,
  WITHOUT_LINKS,
  { ...WITHOUT_LINKS, teams: 8000, features: 200 },
  { ...WITHOUT_LINKS, teams: 6000, features: 100 },
  { ...WITHOUT_LINKS, teams: 4500, features: 100 },
  { ...WITHOUT_LINKS, teams: 3000, features: 100 },
  { ...WITHOUT_LINKS, teams: 2000, features: 60 },
  { ...WITHOUT_LINKS, entities: 100, teams: 1000, features: 60 },
  { ...WITHOUT_LINKS, entities: 50, teams: 400, features: 60 },
  { ...WITHOUT_LINKS, entities: 40, teams: 150, heatTeams: 20, features: 40, people: 10, values: 8 },
  {
    ...WITHOUT_LINKS,
    entities: 20,
    entityLines: 1000,
    teams: 50,
    heatTeams: 12,
    features: 40,
    people: 10,
    values: 6,
  },
  {
    ...NOTHING,
    entities: 12,
    entityLines: 200,
    teams: 25,
    heatTeams: 8,
    features: 25,
    people: 5,
    values: 4,
    charts: true,
  },
  { ...NOTHING, entities: 4, entityLines: 50, teams: 10, features: 15 },
  { ...NOTHING, entities: 1, entityLines: 10, teams: 5 },
  { ...NOTHING, entityLines: 5 },
]

/** The least that a committed report shows. */
export const SMALLEST_REPORT: ReportDetail = {
  entities: 0,
  teams: 0,
  heatTeams: 0,
  features: 0,
  links: false,
}

/** Of the committed report, less and less. */
export const REPORT_LEVELS: readonly ReportDetail[] = [
  { entities: Infinity, teams: Infinity, heatTeams: 40, features: Infinity, links: true },
  { entities: Infinity, teams: Infinity, heatTeams: 40, features: Infinity, links: false },
  { entities: Infinity, teams: 1000, heatTeams: 40, features: 60, links: false },
  { entities: 100, teams: 100, heatTeams: 20, features: 40, links: false },
  { entities: 20, teams: 40, heatTeams: 0, features: 25, links: false },
  SMALLEST_REPORT,
]

/** The page at the first of `levels` that takes at most `limit` bytes of UTF-8; `undefined` where none does. */
export function fitPage<Level>(
  levels: readonly Level[],
  limit: number,
  write: (level: Level) => string,
): string | undefined {
  for (const level of levels) {
    const page = write(level)
    if (byteLength(page) <= limit) return page
  }
  return undefined
}
