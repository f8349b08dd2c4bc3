import { expect, test } from 'vitest'
import { artifactRefusal } from '../../src/publish/refused-artifacts.ts'

const failed = (text: string) => new Error(`Failed to CreateArtifact: ${text}`)

test.each([
  [
    failed('Received non-retryable error: Failed request: (403) Forbidden: no'),
    /refused it \(403\); see whether/,
  ],
  [failed('Failed to make request after 5 attempts: Failed request: (503) x'), /has trouble \(503\)/],
  [failed('Failed to make request after 5 attempts: Failed request: (429) x'), /too often \(429\)/],
  [
    failed(
      `Failed to make request after 5 attempts: Unexpected token '<', "<html>a secret" is not valid JSON`,
    ),
    /page of a proxy/,
  ],
  [failed('CreateArtifact: response from backend was not ok'), /was not GitHub's artifact service/],
  [
    new Error('Artifact storage quota has been hit. Unable to upload any new artifacts.'),
    /storage of the account is used up/,
  ],
  [
    Object.assign(new Error('Server busy\nRequestId:1'), { statusCode: 503, code: 'ServerBusy' }),
    /has trouble \(503\)/,
  ],
  [
    new Error('Unable to make request: ENOTFOUND\nIf you are using self-hosted runners …'),
    /not be reached \(ENOTFOUND\)/,
  ],
  [new Error('Upload progress stalled.'), /could not be reached; let the runner reach GitHub/],
  [
    new Error('Unable to get the ACTIONS_RUNTIME_TOKEN env variable'),
    /no artifact service outside of a workflow/,
  ],
  [
    new TypeError('something of our own https://x/?sig=abc'),
    /^the upload failed \(TypeError\); run the job again$/,
  ],
])('%s', (error, words) => {
  const text = artifactRefusal(error)
  expect(text).toMatch(words)
  expect(text).not.toMatch(/\n|secret|sig=|RequestId/)
})
