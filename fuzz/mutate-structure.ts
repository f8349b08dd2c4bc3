import { COUNTERS } from '../src/parse/report-format.ts'
import { chance, inAnyOrder, indexOf, pick, type Random, wholeBetween } from './chance.ts'
import { Pairs, Raw, styleOf, toText, toTree, type Tree } from './json-trees.ts'

const KEYS = [
  ...COUNTERS,
  'user_id',
  'user_login',
  'day',
  'ide',
  'feature',
  'language',
  'model',
  'ai_credits_used',
  'ai_adoption_phase',
  'phase_number',
  'used_cli',
  'used_agent',
  'used_chat',
  'used_copilot_cloud_agent',
  'totals_by_ide',
  'totals_by_feature',
  'totals_by_cli',
  'totals_by_skill',
  'totals_by_mcp',
  'totals_by_language',
  'totals_by_model',
  'totals_by_room',
  'totals_by_',
  'session_count',
  'prompt_count',
  'request_count',
  'interaction_count',
  'total_user_messages',
  'distinct_skill_use_count',
  'avg_tokens_per_request',
  'agent_id',
  'agent_name',
  'sampled_at',
  'ide_version',
]
/** Names that every object answers to. */
const PROTOTYPE_NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
]
const NAMES = [
  'typescript',
  'TSX',
  ' Python ',
  'c++',
  'others',
  'Unknown',
  '',
  'code_completion',
  'Code_Completion',
  'chat_panel_agent_mode',
  'chat_panel_new_mode',
  'copilot_cli',
  'mind_reading',
  'claude-4.6-sonnet',
  '1.133.0:',
  'Ünïcödé',
  '日本語',
  '👩‍💻',
  'a"b\\c',
  'a,b;c',
  'a/b',
  '\u0000',
  '\u007f',
  '\ud800',
  'a\nb',
  '\u2028',
]
const NUMBERS = [0, 1, 7, 1000, 2 ** 31, 2 ** 32, 2 ** 40]
const ODD_NUMBERS = [
  '-1',
  '-0',
  '1.0',
  '1.5',
  '1e3',
  '1E+2',
  '1e-7',
  '1e308',
  '9007199254740993',
  '01',
  '0x1',
  '.5',
  '1e999',
]

/** One line of a report, changed in one to three places of its structure. A line that is no JSON object stays as it is. */
export function mutateStructure(random: Random, line: string): string {
  const tree = toTree(JSON.parse(line))
  if (!(tree instanceof Pairs)) return line
  const changes = pick(random, [1, 1, 2, 3])
  for (let change = 0; change < changes; change += 1)
    pick(random, MUTATIONS)(random, chance(random, 0.5) ? tree : pick(random, objectsIn(tree)))
  return toText(tree, styleOf(random))
}

/** The object and all objects inside it, two levels down. */
function objectsIn(tree: Pairs): Pairs[] {
  const inside = tree.pairs.flatMap(([, value]) => [value].flat() as Tree[])
  const objects = inside.filter((value) => value instanceof Pairs)
  return [
    tree,
    ...objects,
    ...objects
      .flatMap((one) => one.pairs.map(([, value]) => value))
      .filter((value) => value instanceof Pairs),
  ]
}

type Mutation = (random: Random, object: Pairs) => void

const MUTATIONS: readonly Mutation[] = [
  (random, { pairs }) => void pairs.splice(indexOf(random, pairs), 1),
  (random, object) => {
    object.pairs = inAnyOrder(random, object.pairs)
  },
  (random, { pairs }) => {
    const pair = pairs[indexOf(random, pairs)]
    if (pair !== undefined) pairs.splice(indexOf(random, pairs), 0, [pair[0], valueOf(random)])
  },
  (random, { pairs }) => {
    const pair = pairs[indexOf(random, pairs)]
    if (pair !== undefined) pair[0] = keyOf(random)
  },
  (random, { pairs }) => {
    const pair = pairs[indexOf(random, pairs)]
    if (pair !== undefined) pair[1] = likeBefore(random, pair[1])
  },
  (random, { pairs }) => {
    const pair = pairs[indexOf(random, pairs)]
    if (pair !== undefined) pair[1] = valueOf(random)
  },
  (random, { pairs }) => {
    const pair = pairs[indexOf(random, pairs)]
    if (pair !== undefined) pair[1] = chance(random, 0.5) ? [pair[1]] : new Pairs([[keyOf(random), pair[1]]])
  },
  (random, { pairs }) => void pairs.push([keyOf(random), valueOf(random)]),
  (random, { pairs }) =>
    void pairs.push([
      `totals_by_${chance(random, 0.1) ? pick(random, PROTOTYPE_NAMES) : nameOf(random)}`,
      totalsOf(random),
    ]),
  (random, { pairs }) => {
    const entries = pairs.filter(([, value]) => Array.isArray(value))
    const list = entries[indexOf(random, entries)]?.[1]
    if (Array.isArray(list)) list.splice(indexOf(random, list), chance(random, 0.3) ? 1 : 0, entryOf(random))
  },
]

/** Another value of the same type: what GitHub might as well have written. */
function likeBefore(random: Random, value: Tree): Tree {
  if (typeof value === 'number') return chance(random, 0.2) ? String(value) : pick(random, NUMBERS)
  if (typeof value === 'boolean') return chance(random, 0.2) ? null : !value
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : nameOf(random)
  if (Array.isArray(value)) return inAnyOrder(random, [...value, ...value.slice(0, 1)])
  return null
}

function valueOf(random: Random): Tree {
  switch (wholeBetween(random, 0, 9)) {
    case 0:
      return null
    case 1:
      return chance(random, 0.5)
    case 2:
      return new Raw(pick(random, ODD_NUMBERS))
    case 3:
      return nameOf(random)
    case 4:
      return [] as Tree[]
    case 5:
      return new Pairs([])
    case 6:
      return totalsOf(random)
    case 7:
      return nested(chance(random, 0.08) ? 6000 : wholeBetween(random, 1, 12))
    default:
      return pick(random, NUMBERS)
  }
}

function totalsOf(random: Random): Tree {
  return chance(random, 0.3)
    ? entryOf(random)
    : Array.from({ length: wholeBetween(random, 0, 4) }, () => entryOf(random))
}

function entryOf(random: Random): Pairs {
  const pairs: [string, Tree][] = [
    [
      chance(random, 0.8)
        ? pick(random, ['ide', 'feature', 'language', 'model', 'skill', 'room'])
        : keyOf(random),
      nameOf(random),
    ],
  ]
  for (let key = wholeBetween(random, 0, 4); key > 0; key -= 1)
    pairs.push([keyOf(random), pick(random, NUMBERS)])
  return new Pairs(inAnyOrder(random, pairs))
}

function keyOf(random: Random): string {
  if (chance(random, 0.02)) return pick(random, PROTOTYPE_NAMES)
  return chance(random, 0.9) ? pick(random, KEYS) : nameOf(random)
}

function nameOf(random: Random): string {
  if (chance(random, 0.02)) return pick(random, PROTOTYPE_NAMES)
  return chance(random, 0.1) ? `name-${wholeBetween(random, 0, 99)}` : pick(random, NAMES)
}

function nested(levels: number): Tree {
  return new Raw(`${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`)
}
