// Download only: asks for the links and reads every file to its end, as many side by side as the action, and keeps nothing.
// Arguments: the address of the API, a token, days separated by commas.
import { get } from 'node:http'

const [, , api = '', token = '', days = ''] = process.argv
const waiting = days.split(',')
const SIDE_BY_SIDE = 4

await Promise.all(Array.from({ length: SIDE_BY_SIDE }, downloadDays))

async function downloadDays(): Promise<void> {
  for (let day = waiting.shift(); day !== undefined; day = waiting.shift()) {
    await Promise.all([downloadReport('users-1-day', day), downloadReport('user-teams-1-day', day)])
  }
}

async function downloadReport(report: string, day: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${api}/orgs/octo-works/copilot/metrics/reports/${report}?day=${day}`, {
    headers,
  })
  const { download_links } = (await response.json()) as { download_links: string[] }
  for (const link of download_links) await download(link)
}

function download(link: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(link, (message) => {
      if (message.statusCode !== 200) reject(new Error(`status ${String(message.statusCode)}`))
      message.on('data', () => {})
      message.once('end', resolve)
      message.once('error', reject)
    }).once('error', reject)
  })
}
