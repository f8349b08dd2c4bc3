/** A table with its columns padded to one width, as the formatter leaves it. */
export function markdownTable(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const cells = [heading, ...lines].map((line) => line.map((cell) => cell.replaceAll('|', String.raw`\|`)))
  const widths = heading.map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)))
  const rows = cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  const [first = [], ...rest] = rows
  return [first, rule, ...rest].map((line) => `| ${line.join(' | ')} |`).join('\n')
}
