import { bisectCenter } from 'd3-array'
import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { REASONS } from '../cells.ts'

/** A value of a chart; without a number it is a gap: not known, or withheld. */
export type Point = number | null | 'withheld'

/** A line of a chart. */
interface Series {
  readonly name: string
  readonly values: readonly Point[]
}

interface ChartProps {
  /** What it shows, in a sentence: the text in place of the picture. */
  readonly label: string
  /** What stands below each point. */
  readonly points: readonly string[]
  readonly series: readonly Series[]
  readonly format: (value: number | null) => string
  /** The highest value of the axis; without it the highest of the series. */
  readonly highest?: number
  readonly target?: number | null
}

const HEIGHT = 220
const MARGIN = { top: 12, right: 16, bottom: 26, left: 44 }

/** Lines over days or weeks. The value at a point is read with a mouse, or with the arrow keys. */
export function LineChart({ label, points, series, format, highest, target = null }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [at, setAt] = useState<number>()
  const known = series.flatMap(({ values }) => values.filter(isNumber))
  const most = highest ?? Math.max(1, ...known)
  const x = scalePoint(
    points.map((_, index) => index),
    [MARGIN.left, Math.max(width - MARGIN.right, MARGIN.left + 1)],
  )
  const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top])
  if (highest === undefined) y.nice(4)
  // People are whole.
  const ticks = y.ticks(4).filter((tick) => highest !== undefined || Number.isInteger(tick))
  const xs = points.map((_, index) => x(index) ?? 0)
  const moveTo = (index: number) => setAt(Math.min(Math.max(index, 0), points.length - 1))
  const press = (event: KeyboardEvent) => {
    const next = nextPoint(event.key, at, points.length - 1)
    if (event.key === 'Escape') setAt(undefined)
    if (next === undefined) return
    event.preventDefault()
    moveTo(next)
  }
  if (known.length === 0) return <p class="quiet">{REASONS[reasonOf(series)]}.</p>
  return (
    <figure class="chart">
      <div
        ref={box}
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={`${label} Arrow keys read its points.`}
        onKeyDown={press}
        onPointerMove={(event) => moveTo(bisectCenter(xs, event.offsetX))}
        onPointerLeave={() => setAt(undefined)}
        onBlur={() => setAt(undefined)}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <Axes xs={xs} points={points} y={y} ticks={ticks} width={width} format={format} />
          {target !== null && <Target y={y(target)} width={width} text={`target ${format(target)}`} />}
          {series.map(({ name, values }, index) => (
            <path key={name} class={`line tone-${index}`} d={pathOf(values, xs, y)} />
          ))}
          {series.map(({ name, values }, index) => (
            <Dots key={name} values={values} xs={xs} y={y} index={index} at={at} />
          ))}
          {at !== undefined && (
            <line class="cursor" x1={xs[at]} x2={xs[at]} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
          )}
        </svg>
      </div>
      <Legend series={series} points={points} at={at} format={format} />
    </figure>
  )
}

type Scale = ReturnType<typeof scaleLinear<number, number>>

function pathOf(values: Series['values'], xs: readonly number[], y: Scale): string {
  const draw = line<Point>()
    .defined(isNumber)
    .x((_, index) => xs[index] ?? 0)
    .y((value) => (isNumber(value) ? y(value) : 0))
  return draw(values) ?? ''
}

interface DotsProps {
  readonly values: Series['values']
  readonly xs: readonly number[]
  readonly y: Scale
  readonly index: number
  readonly at: number | undefined
}

/** The point that is read, points that no line reaches, and the last one. Their shape tells the lines apart. */
function Dots({ values, xs, y, index, at }: DotsProps) {
  const isLast = (point: number) => !values.slice(point + 1).some(isNumber)
  const isAlone = (point: number) => !isNumber(values[point - 1]) && !isNumber(values[point + 1])
  return (
    <>
      {values.map((value, point) =>
        isNumber(value) && (point === at || isAlone(point) || isLast(point)) ? (
          <Mark key={point} x={xs[point] ?? 0} y={y(value)} index={index} />
        ) : null,
      )}
    </>
  )
}

/** A circle, square, triangle, or rhombus. */
function Mark({ x, y, index }: { readonly x: number; readonly y: number; readonly index: number }) {
  const shapes = [
    'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
    'M-4-4h8v8h-8z',
    'M0-5l5 9h-10z',
    'M0-5l5 5l-5 5l-5-5z',
    'M-5-4h10l-5 9z',
    'M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z',
  ]
  return (
    <path class={`mark tone-${index}`} d={shapes[index % shapes.length]} transform={`translate(${x} ${y})`} />
  )
}

interface AxesProps {
  readonly xs: readonly number[]
  readonly points: readonly string[]
  readonly y: Scale
  readonly ticks: readonly number[]
  readonly width: number
  readonly format: ChartProps['format']
}

function Axes({ xs, points, y, ticks, width, format }: AxesProps) {
  const every = Math.max(1, Math.ceil((points.length * 62) / Math.max(width - MARGIN.left - MARGIN.right, 1)))
  return (
    <g class="axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
          <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" text-anchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {points.map((point, index) =>
        // Counted from the last one, which is the newest.
        (points.length - 1 - index) % every === 0 ? (
          <text key={index} x={xs[index]} y={HEIGHT - 8} text-anchor={anchorOf(index, points.length)}>
            {point}
          </text>
        ) : null,
      )}
    </g>
  )
}

function anchorOf(index: number, count: number): 'start' | 'middle' | 'end' {
  if (count > 1 && index === count - 1) return 'end'
  return 'middle'
}

function Target({ y, width, text }: { readonly y: number; readonly width: number; readonly text: string }) {
  return (
    <g class="target">
      <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y} y2={y} />
      <text x={MARGIN.left + 4} y={y - 5}>
        {text}
      </text>
    </g>
  )
}

interface LegendProps {
  readonly series: readonly Series[]
  readonly points: readonly string[]
  readonly at: number | undefined
  readonly format: ChartProps['format']
}

/** The names of the lines with their values at the point that is read, else at the last one. */
function Legend({ series, points, at, format }: LegendProps) {
  const point = at ?? points.length - 1
  return (
    <figcaption aria-live="polite">
      <span class="point">{points[point]}</span>
      {series.map(({ name, values }, index) => (
        <span key={name} class="entry">
          <svg width="22" height="12" aria-hidden="true">
            <path class={`line tone-${index}`} d="M0 6h22" />
            <Mark x={11} y={6} index={index} />
          </svg>
          {name} <b>{pointText(values[point], format)}</b>
        </span>
      ))}
    </figcaption>
  )
}

/** The point that a key leads to; undefined: the key leads to none. */
function nextPoint(key: string, at: number | undefined, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (at ?? last + 1) - 1
    case 'ArrowRight':
      return (at ?? last - 1) + 1
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

/** Why there is nothing to draw. */
function reasonOf(series: readonly Series[]): 'withheld' | 'unknown' {
  return series.some(({ values }) => values.includes('withheld')) ? 'withheld' : 'unknown'
}

function pointText(value: Point | undefined, format: ChartProps['format']): string {
  return value === 'withheld' ? value : format(value ?? null)
}

function isNumber(value: Point | undefined): value is number {
  return typeof value === 'number'
}

function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}
