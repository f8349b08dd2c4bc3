import {
  cannotOccur,
  type ComesOut,
  failsLast,
  isOfArtifact,
  type Place,
  type Row,
  warns,
  whole,
  withheld,
} from './rows.ts'
import { FOREIGN, LASTING, PASSING, REFUSALS, type Trouble } from './troubles.ts'

const REPOSITORY = '\\/repos\\/octo-works\\/copilot-report'
const TWIRP = 'artifacts POST \\/twirp\\/github\\.actions\\.results\\.api\\.v1\\.ArtifactService'
const WAITS_LONG = /no Retry-After|no answer|stall|one byte/
const ALL = [...REFUSALS, ...FOREIGN, ...LASTING, ...PASSING]

const COMMIT: readonly (readonly [Place, RegExp])[] = [
  ['repository', new RegExp(`api GET ${REPOSITORY}$`)],
  ['ref', new RegExp(`api GET ${REPOSITORY}\\/git\\/ref\\/heads\\/main`)],
  ['contents', new RegExp(`api GET ${REPOSITORY}\\/contents\\/?\\?`)],
  ['GraphQL', /api POST \/graphql/],
]
const ARTIFACT: readonly (readonly [Place, RegExp])[] = [
  ['artifact: create', new RegExp(`${TWIRP}\\/CreateArtifact`)],
  ['artifact: upload', /artifact-blobs PUT/],
  ['artifact: finalize', new RegExp(`${TWIRP}\\/FinalizeArtifact`)],
]

/** Rows of the places that publish. */
export const PUBLISHING: readonly Row[] = [
  ...ALL.map((trouble) =>
    rowOf('visibility', new RegExp(`api GET ${REPOSITORY}$`), trouble, outOfVisibility(trouble)),
  ),
  ...ARTIFACT.flatMap(([place, match]) =>
    ALL.map((trouble) => rowOf(place, match, trouble, outOfArtifact(place, trouble))),
  ),
  ...COMMIT.flatMap(([place, match]) =>
    ALL.map((trouble) => rowOf(place, match, trouble, outOfCommit(place, trouble))),
  ),
]

function rowOf(
  place: Place,
  match: RegExp,
  { fault, do: kind, lasts, waits }: Trouble,
  comesOut: ComesOut,
): Row {
  const isArtifact = isOfArtifact(place)
  return {
    place,
    fault,
    comesOut,
    do: kind,
    match,
    // The artifact and the interactive report are uploaded side by side: each meets the fault.
    times: lasts ? Infinity : isArtifact ? 2 : 1,
    // The artifact client is GitHub's own, and it has pauses of its own.
    within: isArtifact ? 180 : lasts ? 120 : 60,
    waits: waits === true || isArtifact,
    isFast: fault === '401' && ['artifact: create', 'GraphQL', 'visibility'].includes(place),
    // What waits for a minute or more has a run of its own, so that its time is its own.
    ...(WAITS_LONG.test(fault)
      ? {}
      : { group: place === 'visibility' && !lasts ? `${fault}, visibility` : fault }),
  }
}

/** Not knowing who can see the repository is no reason to fail, but one to withhold. */
function outOfVisibility({ fault, lasts }: Trouble): ComesOut {
  if (/policy|role/.test(fault)) return cannotOccur('only reports have a policy and a role')
  if (/no such report/.test(fault)) return cannotOccur('a repository has no reports')
  return lasts ? withheld : whole
}

function outOfArtifact(place: Place, { fault, lasts }: Trouble): ComesOut {
  if (/policy|role|rate limit|wrong slug/.test(fault))
    return cannotOccur("the artifact service is not GitHub's REST API")
  if (/without end/.test(fault))
    return cannotOccur("GitHub's own client keeps any answer in memory; a limit is for it to set")
  if (place === 'artifact: upload' && /stall|one byte|cut off|in the middle|without end/.test(fault))
    return cannotOccur('the answer to an upload has no body')
  if (place === 'artifact: upload' && /HTML/.test(fault))
    return cannotOccur('the answer to an upload is its status; the body is not read')
  // GitHub's own client tries again what it thinks of as passing.
  const isRetried =
    place === 'artifact: upload'
      ? /^50[03]|reset|refused/.test(fault)
      : /^(429|50[023])/.test(fault) || (place === 'artifact: finalize' && /called the whole/.test(fault))
  // The answer to the last request is so short that it arrives in time all the same.
  if (place === 'artifact: finalize' && fault === 'one byte a second') return whole
  if (!lasts && isRetried) return whole
  return warns(/artifact "copilot" could not be uploaded/)
}

function outOfCommit(place: Place, { fault, lasts }: Trouble): ComesOut {
  if (/policy|role/.test(fault)) return cannotOccur('only reports have a policy and a role')
  if (/no such report/.test(fault)) return cannotOccur('a repository has no reports')
  if (!lasts) return whole
  // Only the answer is lost: the commit is made, and found on the branch.
  const isAnswerLost = /without end|before a byte|no answer|stall|one byte|cut off in the middle/.test(fault)
  if (place === 'GraphQL' && isAnswerLost) return whole
  const committed = (words: string) =>
    failsLast(new RegExp(`(?=.*not committed|.*no commit|.*not on the branch)(?=.*(${words}))`, 'is'))
  if (fault === '404, wrong slug') {
    if (place === 'contents') return failsLast(/does not show the root of the repository/)
    return place === 'ref'
      ? failsLast(/has no commit on main/)
      : committed('shows report-token no repository')
  }
  // GitHub answers so where a repository is empty.
  if (place === 'ref' && fault === '409') return failsLast(/has no commit on main/)
  if (fault === '401') return committed('does not accept report-token')
  if (fault === '403, the token may not') return committed('may not write')
  // GitHub may have made the commit before it was gone, and nobody can look.
  if (place === 'GraphQL' && /refused for good/.test(fault))
    return failsLast(/did not arrive .*refuses the connection.*could not be seen/s)
  if (/rate limit|429/.test(fault)) return committed('rate limit|429|too many')
  return committed('github|reached|refused|redirect')
}
