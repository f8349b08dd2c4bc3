import type { Collected } from './bundle.ts'
import { RAW_EXCEPTION } from './expectations.ts'

/** What is wrong with how a run failed: it has to end with exit code 1 and exactly one sentence. */
export function sentenceFaults({ exitCode, errors, log, outputs }: Collected): string[] {
  const [error = ''] = errors
  const faults: string[] = []
  if (exitCode !== 1) faults.push(`a failed run ends with exit code ${exitCode}`)
  if (errors.length !== 1) faults.push(`a failed run has ${errors.length} errors`)
  const raw = RAW_EXCEPTION.exec(error)?.[0]
  if (raw !== undefined) faults.push(`a run fails with the text of an exception: ${raw}`)
  if (error !== '' && /\n/.test(error.trim())) faults.push('the sentence of a failed run has several lines')
  if (/^\s+at .+:\d+:\d+\)?$/m.test(log)) faults.push('a stack trace is in the log')
  if (error !== '' && error.length > 4000)
    faults.push('the sentence of a failed run has more than 4,000 characters')
  if (Object.keys(outputs).length > 0) faults.push('a failed run has outputs')
  return faults
}

/** A fault as words that do not depend on the case. */
export function generally(text: string): string {
  return text.replaceAll(/\d[\d.,]*/g, 'N').slice(0, 160)
}
