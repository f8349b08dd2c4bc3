/** How much of a report a page shows. */
export interface Detail {
  /** Entities that have a part of their own, and lines of the table that sets them side by side. */
  readonly entities: number
  readonly entityLines: number
  readonly teams: number
  readonly heatTeams: number
  readonly features: number
  readonly people: number
  readonly values: number
  /** Folded parts, charts, and notes. */
  readonly folded: boolean
  readonly charts: boolean
}

/** Everything there is. */
export const EVERYTHING: Detail = {
  entities: Infinity,
  entityLines: Infinity,
  teams: Infinity,
  heatTeams: Infinity,
  features: Infinity,
  people: Infinity,
  values: Infinity,
  folded: true,
  charts: true,
}

/** Less and less, for pages that have to fit somewhere. */
export const LEVELS: readonly Detail[] = [
  EVERYTHING,
  { ...EVERYTHING, teams: 8000, features: 200 },
  { ...EVERYTHING, teams: 6000, features: 100 },
  { ...EVERYTHING, teams: 4500, features: 100 },
  { ...EVERYTHING, teams: 3000, features: 100 },
  { ...EVERYTHING, teams: 2000, features: 60 },
  { ...EVERYTHING, entities: 100, teams: 1000, features: 60 },
  { ...EVERYTHING, entities: 50, teams: 400, features: 60 },
  { ...EVERYTHING, entities: 40, teams: 150, heatTeams: 20, features: 40, people: 10, values: 8 },
  {
    ...EVERYTHING,
    entities: 20,
    entityLines: 1000,
    teams: 50,
    heatTeams: 12,
    features: 40,
    people: 10,
    values: 6,
  },
  {
    entities: 12,
    entityLines: 200,
    teams: 25,
    heatTeams: 8,
    features: 25,
    people: 5,
    values: 4,
    folded: false,
    charts: true,
  },
  {
    entities: 4,
    entityLines: 50,
    teams: 10,
    heatTeams: 0,
    features: 15,
    people: 0,
    values: 0,
    folded: false,
    charts: false,
  },
  {
    entities: 1,
    entityLines: 10,
    teams: 5,
    heatTeams: 0,
    features: 0,
    people: 0,
    values: 0,
    folded: false,
    charts: false,
  },
  {
    entities: 0,
    entityLines: 5,
    teams: 0,
    heatTeams: 0,
    features: 0,
    people: 0,
    values: 0,
    folded: false,
    charts: false,
  },
]
