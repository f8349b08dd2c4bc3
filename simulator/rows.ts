import { dayTextOf } from './day-numbers.ts'
import { cellsOf, type Cell, type Counters } from './cells.ts'
import { customisationsText, toolsText } from './extras.ts'
import type { Person } from './people.ts'
import { randomOf, wholeBetween, type Random } from './random.ts'
import { DID, SINCE } from './workday.ts'

/** What every row of an entity carries; `ids` is the JSON text of its id fields, ending with a comma. */
export interface RowFrame {
  seed: number
  ids: string
  dirty: boolean
}

interface Slice {
  first: string
  second: string
  counters: Counters
}

const LARGEST = 10

/** The row of a person's day as one line of NDJSON, every field as GitHub documents it on that day. */
export function rowText(
  frame: RowFrame,
  person: Person,
  dayNumber: number,
  did: number,
  phase: number,
): string {
  const random = randomOf(frame.seed, 51, person.index, dayNumber)
  const cells = cellsOf(person, did, dayNumber, random, frame.dirty)
  const zeroOthers = frame.dirty && cells.length > 0 && random() < 0.01
  return (
    `{"day":"${dayTextOf(dayNumber)}",${frame.ids}"user_id":${person.userId},"user_login":"${loginOn(person, dayNumber)}"` +
    creditsText(did, cells, dayNumber, random) +
    sevenText(sumOf(cells)) +
    flagsText(did, dayNumber, random) +
    phaseText(phase, dayNumber) +
    idesText(person, did, cells, dayNumber, random) +
    `,"totals_by_feature":[${slicesText(slicesBy(cells, 'feature', ''), '"feature":"', '', zeroOthers)}]` +
    `,"totals_by_language_feature":[${pairsText(cells, 'language', 'feature')}]` +
    `,"totals_by_language_model":[${pairsText(cells, 'language', 'model')}]` +
    `,"totals_by_model_feature":[${pairsText(cells, 'model', 'feature')}]` +
    toolsText(did, cells, dayNumber, random) +
    customisationsText(did, dayNumber, random, frame.dirty) +
    '}'
  )
}

/** The login of a person on a day; some people are renamed. */
export function loginOn(person: Person, dayNumber: number): string {
  return dayNumber >= person.renamedOn ? person.newLogin : person.login
}

function creditsText(did: number, cells: Cell[], dayNumber: number, random: Random): string {
  if (dayNumber < SINCE.credits || random() < 0.04) return ''
  const outputs = cells.reduce((sum, cell) => sum + (cell.model === '' ? 0 : cell.counters[1]), 0)
  const base =
    outputs * 150_000 +
    ((did & DID.cloud) === 0 ? 0 : 4_000_000) +
    (outputs === 0 && random() < 0.5 ? 0 : 90_000)
  return `,"ai_credits_used":${Math.round(base * (0.5 + random())) / 1_000_000}`
}

// A quarter of real rows carry no used_* flag at all, some only the older ones.
function flagsText(did: number, dayNumber: number, random: Random): string {
  const draw = random()
  if (draw < 0.25) return ''
  const older = draw < 0.33
  const chat = DID.inline | DID.ask | DID.edit | DID.agent | DID.plan | DID.custom
  let text = `,"used_agent":${has(did, DID.agent)},"used_chat":${has(did, chat)}`
  if (!older && dayNumber >= SINCE.cli) text += `,"used_cli":${has(did, DID.cli)}`
  if (!older && dayNumber >= SINCE.app) text += `,"used_copilot_app":${has(did, DID.app)}`
  if (dayNumber >= SINCE.cloudAgentFlag) text += `,"used_copilot_coding_agent":${has(did, DID.cloud)}`
  if (dayNumber >= SINCE.cli) text += `,"used_copilot_cloud_agent":${has(did, DID.cloud)}`
  if (dayNumber >= SINCE.review) text += reviewText(did)
  if (!older && dayNumber >= SINCE.vscodeAgents && (has(did, DID.vscodeAgents) || draw < 0.7)) {
    text += `,"used_vscode_agent":${has(did, DID.vscodeAgents)}`
  }
  return text
}

function reviewText(did: number): string {
  const signal = has(did, DID.reviewActive | DID.reviewPassive)
  const active = signal ? has(did, DID.reviewActive) : null
  const passive = signal ? has(did, DID.reviewPassive) : null
  return `,"used_copilot_code_review_active":${active},"used_copilot_code_review_passive":${passive}`
}

function phaseText(phase: number, dayNumber: number): string {
  if (dayNumber < SINCE.phases) return ''
  const name = phase === 0 ? 'No Cohort' : `Phase ${phase}`
  return `,"ai_adoption_phase":{"phase_number":${phase},"phase":"${name}","version":"v1"}`
}

function idesText(person: Person, did: number, cells: Cell[], dayNumber: number, random: Random): string {
  const ides = slicesBy(cells, 'ide', '')
  const serverSide = cells.length === 0 && (did & DID.cloud) === 0 && random() < 0.3
  if (serverSide) ides.push({ first: person.ide, second: '', counters: [0, 0, 0, 0, 0, 0, 0] })
  const texts = ides.map(
    (slice) =>
      `{"ide":"${slice.first}"${sevenText(slice.counters)}${versionsText(slice.first, dayNumber, random)}}`,
  )
  return `,"totals_by_ide":[${texts.join(',')}]`
}

function versionsText(ide: string, dayNumber: number, random: Random): string {
  if (ide === '1.133.0:') return ''
  const hour = `${wholeBetween(random, 6, 19)}`.padStart(2, '0')
  const minute = wholeBetween(random, 10, 59)
  const sampled = `"${dayTextOf(dayNumber)}T${hour}:${minute}:07.000Z"`
  const month = Math.max(0, Math.floor((dayNumber - SINCE.planMode) / 30))
  const version =
    ide === 'vscode' ? `1.${131 + month}.2` : ide === 'intellij' ? '2026.2.1' : `18.${3 + month}.1`
  const plugin = ide === 'visualstudio' ? 'copilot-vs' : random() < 0.02 ? '' : 'copilot-chat'
  return (
    `,"last_known_ide_version":{"ide_version":"${version}${minute === 33 ? '-insider' : ''}","sampled_at":${sampled}}` +
    `,"last_known_plugin_version":{"plugin":"${plugin}","plugin_version":"0.${33 + month}.${minute % 4}",` +
    `"sampled_at":${random() < 0.05 ? 'null' : sampled}}`
  )
}

function pairsText(cells: Cell[], first: 'language' | 'model', second: 'feature' | 'model'): string {
  return slicesText(slicesBy(cells, first, second), `"${first}":"`, `","${second}":"`, false)
}

function slicesText(slices: Slice[], first: string, second: string, zeroOthers: boolean): string {
  let text = ''
  for (const slice of slices) {
    const keys = second === '' ? `${first}${slice.first}"` : `${first}${slice.first}${second}${slice.second}"`
    const seven = second === '' || (first === '"model":"' && second === '","feature":"')
    text += `${text === '' ? '' : ','}{${keys}${seven ? sevenText(slice.counters) : sixText(slice.counters)}}`
  }
  if (!zeroOthers || slices.some((slice) => slice.first === 'others')) return text
  return `${text},{${first}others"${sevenText([0, 0, 0, 0, 0, 0, 0])}}`
}

// Sums cells by one or two of their keys; cells without the key (no IDE, no model) do not take part. Ten largest + others.
function slicesBy(
  cells: Cell[],
  first: keyof Omit<Cell, 'counters'>,
  second: '' | 'feature' | 'model',
): Slice[] {
  const slices: Slice[] = []
  for (const cell of cells) {
    const one = cell[first]
    const two = second === '' ? '' : cell[second]
    if (one === '' || (second !== '' && two === '')) continue
    const slice = slices.find((known) => known.first === one && known.second === two)
    if (slice === undefined) slices.push({ first: one, second: two, counters: [...cell.counters] })
    else addCounters(slice.counters, cell.counters)
  }
  return slices.length > LARGEST ? capped(slices, second) : slices
}

function capped(slices: Slice[], second: string): Slice[] {
  slices.sort((left, right) => right.counters[1] - left.counters[1])
  const others: Slice = {
    first: 'others',
    second: second === '' ? '' : 'others',
    counters: [0, 0, 0, 0, 0, 0, 0],
  }
  for (const slice of slices.slice(LARGEST)) addCounters(others.counters, slice.counters)
  return [...slices.slice(0, LARGEST), others]
}

function sumOf(cells: Cell[]): Counters {
  const sum: Counters = [0, 0, 0, 0, 0, 0, 0]
  for (const cell of cells) addCounters(sum, cell.counters)
  return sum
}

function addCounters(sum: Counters, more: Counters): void {
  for (let at = 0; at < 7; at += 1) sum[at] = (sum[at] ?? 0) + (more[at] ?? 0)
}

function sevenText(counters: Counters): string {
  return `,"user_initiated_interaction_count":${counters[0]}${sixText(counters)}`
}

function sixText(counters: Counters): string {
  return (
    `,"code_generation_activity_count":${counters[1]},"code_acceptance_activity_count":${counters[2]}` +
    `,"loc_suggested_to_add_sum":${counters[3]},"loc_suggested_to_delete_sum":${counters[4]}` +
    `,"loc_added_sum":${counters[5]},"loc_deleted_sum":${counters[6]}`
  )
}

function has(did: number, bits: number): boolean {
  return (did & bits) !== 0
}
