import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { remember, remembered } from '../route.ts'

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

/** Only those of `count` rows of a height (in pixels) that are seen in a box that scrolls; `name` is that of the box. */
export function useSeenRows(box: RefObject<HTMLElement>, count: number, height: number, name: string): Span {
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
  useScrollPosition(box, name)
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

/** A box that is gone back to is scrolled as it was left. */
function useScrollPosition(box: RefObject<HTMLElement>, name: string): void {
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    element.scrollTop = remembered(name)
    const keep = () => remember(name, element.scrollTop)
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [box, name])
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
