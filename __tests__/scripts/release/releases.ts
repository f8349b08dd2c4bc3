import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** GitHub's releases of one repository, as far as a release asks for them. */
export async function startReleases(
  releases: { id: number; tag_name: string; draft: boolean }[],
): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = '', url = '', headers } = request
      if (headers.authorization !== 'Bearer secret') return response.writeHead(401).end('Bad credentials')
      requests.push(`${method} ${url}${body === '' ? '' : ` ${body}`}`)
      const answer = answerOf(method, url, body)
      return answer === undefined ? response.writeHead(204).end() : response.end(JSON.stringify(answer))
    })
  })
  const shown = (one: (typeof releases)[number]) => ({
    ...one,
    html_url: `https://github.example/releases/${one.id}`,
    upload_url: `${url}/upload/${one.id}{?name,label}`,
  })
  function answerOf(method: string, path: string, body: string): unknown {
    if (method === 'GET') return releases.map(shown)
    if (path.startsWith('/upload/')) return {}
    const id = Number(path.split('/').at(-1))
    const at = releases.findIndex((one) => one.id === id)
    if (method === 'DELETE') {
      releases.splice(at, 1)
      return undefined
    }
    const sent = JSON.parse(body) as { tag_name: string; draft: boolean }
    const one = method === 'PATCH' ? { ...releases[at], ...sent } : { ...sent, id: 2 }
    releases.splice(method === 'PATCH' ? at : releases.length, 1, one as (typeof releases)[number])
    return shown(one as (typeof releases)[number])
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, requests }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
