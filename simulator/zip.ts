import { unzipSync } from 'fflate'

/** The files of a zip archive by their path inside it. Throws where it is no zip. */
export function unzip(zip: Uint8Array): Map<string, Buffer> {
  const entries = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith('/'))
  return new Map(entries.map(([name, bytes]) => [name, Buffer.from(bytes)]))
}
