import type { FeatureLine } from '../../lines/features.ts'
import { escaped } from './markdown.ts'

type Named = Pick<FeatureLine, 'feature' | 'label'>

/** The name of a feature in plain text; one that the registry does not list is told by its key, in words. */
export function plainFeature({ feature, label }: Named): string {
  if (label !== feature) return label
  const words = feature.replaceAll(/[._-]+/g, ' ').trim()
  return words === '' ? feature : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** The name of a feature as markdown; `(new)` for one that the registry does not list yet. */
export function featureName(line: Named): string {
  return line.label === line.feature ? `${escaped(plainFeature(line))} *(new)*` : escaped(line.label)
}
