import { parse } from 'csv-parse/sync'

/** One object per line of the CSV: column name -> text, in the order of the header. */
export function parseCsv(text: string, delimiter = ','): Record<string, string>[] {
  return parse(text, { columns: true, delimiter, bom: true })
}

/** All lines of the CSV, the header first, each as its cells. */
export function parseCells(text: string): string[][] {
  return parse(text)
}
