import { gunzipSync } from 'node:zlib'

/** The blocks of data of an interactive report by their names, as JSON. Empty for other texts. */
export function dataOf(html: string): Map<string, string> {
  const blocks = html.matchAll(/<script type="application\/gzip" id="data:([^"]+)">([^<]*)<\/script>/g)
  return new Map(
    [...blocks].map(([, id = '', packed = '']) => [
      id,
      gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'),
    ]),
  )
}

/** The same texts by name and, of an interactive report among them, its blocks of data as texts of their own. */
export function withDataOf(texts: ReadonlyMap<string, string>): Map<string, string> {
  const all = [...texts].flatMap(([name, text]): [string, string][] => [
    [name, text],
    ...[...dataOf(text)].map(([id, json]): [string, string] => [`${name}:${id}`, json]),
  ])
  return new Map(all)
}
