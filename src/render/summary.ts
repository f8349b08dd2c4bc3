import type { Report } from '../metrics/report.ts'

export function summaryMarkdown(report: Report): string {
  return `# ${report.since}\n`
}
