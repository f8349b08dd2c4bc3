/** Starts of a formula (also full-width signs, after characters that spreadsheets skip), control characters, and our prefix. */
const DANGEROUS = /^(?:[\p{Cc}']|[\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠])/u

/**
 * The text that a reader of a CSV finds in a cell: possible formulas with a leading `'`. Some spreadsheets split cells at `;`,
 * so each part is checked.
 */
export function toHarmlessText(text: string): string {
  return text.split(';').map(defused).join(';')
}

function defused(part: string): string {
  return DANGEROUS.test(part) ? `'${part}` : part
}
