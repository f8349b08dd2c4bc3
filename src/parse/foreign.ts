import { Rejection } from './rejection.ts'
import { carriesActivity, type JsonObject, parseObject } from './validate.ts'

/** Recognisable contents that are not a report, by the start of the file; the first match is reported. */
const FORMATS: readonly (readonly [(head: string) => boolean, string])[] = [
  [
    (head) => head.startsWith('ÿþ') || head.startsWith('þÿ') || head.slice(0, 2).includes('\0'),
    'is UTF-16 text, which PowerShell’s > writes: write it with -Encoding utf8, or download it with curl --output',
  ],
  [(head) => head.startsWith('PK\u0003\u0004'), 'is a ZIP archive: unpack it first'],
  [
    (head) => /^\s*(<\?xml[^>]*>\s*)?<(!doctype html|html)/i.test(head),
    'is an HTML page, such as the log-in page of a proxy, and no report: download it again from where GitHub can be reached',
  ],
  [
    (head) => /^\s*</.test(head),
    'is XML, which the storage answers with when a link has expired: ask GitHub for fresh links and download the files right after that',
  ],
  [
    (head) => /^"?\w+"?(?:[,;\t]"?[\w ]+"?)+\s*$/.test(head),
    'is CSV: a report is NDJSON, one JSON object a line; keep the file as GitHub gives it',
  ],
]

/** The same for JSON, by the keys of the first object. */
const OBJECTS: readonly (readonly [(object: JsonObject) => boolean, string])[] = [
  [
    (object) => 'download_links' in object,
    'is GitHub’s answer with download_links and not the report: download the files behind these links, as README shows under "Reports from files"',
  ],
  [
    (object) => 'day_totals' in object || ('report_start_day' in object && !('user_id' in object)),
    'is a 28-day report in one object and names no user a line: download the users-1-day and user-teams-1-day reports of each day',
  ],
  [
    (object) => 'daily_active_users' in object && !('user_id' in object),
    'is the report of the organization or enterprise as a whole and names no user: download the users-1-day report',
  ],
  [
    (object) => 'message' in object && !('user_id' in object),
    'is GitHub’s error message and not the report: look what it says, and download the report again',
  ],
]

/** What is wrong with a file that holds the other report, as a predicate. */
export const IS_USER_TEAMS =
  'holds memberships (lines with a team_id and no activity): it is a user-teams report; are the two files swapped, or is its name wrong?'
export const IS_USERS =
  'holds activity and no team_id, so it looks like a users report: are the two files swapped, or is its name wrong?'

/**
 * Recognises from its first line, which was rejected, what a file is instead of a report. Returns that and what to do about
 * it, as a predicate; undefined if the content is not recognised. Never quotes the line.
 */
export function foreignContent(line: Buffer, report: 'users' | 'user-teams'): string | undefined {
  const head = line.toString('latin1', 0, 2000)
  for (const [fits, sentence] of FORMATS) if (fits(head)) return sentence
  const object = parseObject(line.toString('utf8'))
  if (object instanceof Rejection) return undefined
  for (const [fits, sentence] of OBJECTS) if (fits(object)) return sentence
  const hasTeam = 'team_id' in object
  if (report === 'users') return hasTeam && !carriesActivity(object) ? IS_USER_TEAMS : undefined
  return !hasTeam && carriesActivity(object) ? IS_USERS : undefined
}
