import { expect, test } from 'vitest'
import { Fault } from '../../src/fault.ts'
import { fetchCostCenters } from '../../src/fetch/cost-centers.ts'
import { connect, type GitHub } from '../../src/github.ts'
import { openNetwork } from '../../src/network.ts'
import { sendJson, serve } from '../fixtures/servers.ts'

const users = Array.from({ length: 30 }, (_, index) => ({ type: 'User', name: `Person-${index}` }))
const listed = { costCenters: [{ id: 'a', name: 'Product', resources: users }] }

test.each([[null], ['<p>'], [[]], [{ resources: [null, { type: 'User' }] }]])(
  'A cost center of which GitHub answers %j for further resources has those of the list',
  async (answer) => {
    await using github = await serve((asked, response) =>
      sendJson(response, asked.path.endsWith('/cost-centers') ? listed : answer),
    )
    const end = new AbortController()
    const network = openNetwork(github.url, end.signal)
    const got = await fetchCostCenters(connect('token', github.url, network), 'octo')
    end.abort()
    expect('users' in got ? got.users.get('person-29') : got).toBe('Product')
  },
)

test('Why an App could not ask is a reason in its own words, and what is no answer of GitHub is no refusal', async () => {
  const words = 'App 77 is not installed on enterprise octo'
  expect(await fetchCostCenters(fails(new Fault(words)), 'octo')).toEqual({
    status: null,
    words,
    reason: words,
  })
  await expect(fetchCostCenters(fails(new TypeError('x is undefined')), 'octo')).rejects.toThrow(TypeError)
})

/** A client of which every request fails so. */
function fails(cause: Error): GitHub {
  return { request: () => Promise.reject(cause) } as unknown as GitHub
}
