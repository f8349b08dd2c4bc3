import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks'
import type { RefObject } from 'preact'

/** The rows of a long table to draw, and the heights that stand for those above and below. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly above: number
  readonly below: number
}

/** Shorter tables are drawn whole. */
const DRAWN_WHOLE = 120
/** On paper a table ends with its first lines. */
const MOST_PRINTED = 2_000

/** Draws only those of `count` rows of a height (in pixels) that are seen in a box that scrolls. */
export function useSeenRows(box: RefObject<HTMLElement>, count: number, height: number): Span {
  const isPrinted = usePrinting()
  const [, draw] = useReducer((times: number) => times + 1, 0)
  const options: VirtualizerOptions<HTMLElement, Element> = {
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 10,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => draw(undefined),
  }
  const [virtualizer] = useState(() => new Virtualizer(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  if (isPrinted) return { start: 0, end: Math.min(count, MOST_PRINTED), above: 0, below: 0 }
  if (count <= DRAWN_WHOLE) return { start: 0, end: count, above: 0, below: 0 }
  const items = virtualizer.getVirtualItems()
  const [first] = items
  const last = items.at(-1)
  if (first === undefined || last === undefined)
    return { start: 0, end: 40, above: 0, below: (count - 40) * height }
  return {
    start: first.index,
    end: last.index + 1,
    above: first.start,
    below: virtualizer.getTotalSize() - last.end,
  }
}

function usePrinting(): boolean {
  const [isPrinted, setPrinted] = useState(false)
  useEffect(() => {
    const [before, after] = [() => setPrinted(true), () => setPrinted(false)]
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return isPrinted
}
