import { BarChart as Bars, LineChart as Lines } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TitleComponent } from 'echarts/components'
import { type ComposeOption, init, use } from 'echarts/core'
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { GridComponentOption, MarkLineComponentOption, TitleComponentOption } from 'echarts/components'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { type Day, formatDay } from '../../day.ts'
import { escapedAttribute } from '../text/markdown.ts'
import { formatNumber, formatShare } from '../text/numbers.ts'
import { type Colors, FONT, TEXT, type Theme, THEMES, TITLE, WIDTH } from './chart-look.ts'
import type { BarChart, LineChart, ReportChart, TeamChart } from './report-charts.ts'

use([Lines, Bars, GridComponent, MarkLineComponent, TitleComponent, LabelLayout, SVGRenderer])

type Option = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | MarkLineComponentOption | TitleComponentOption
>

const HEIGHT = 330
const TEAM_HEIGHT = 28
const LABELS_DRAWN = 5
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'circle', 'rect']

/** A chart as SVG: no script, no embedded font, transparent background, the same bytes for the same data. */
export function chartSvg(chart: ReportChart, theme: Theme): string {
  const colors = THEMES[theme]
  const height = chart.kind === 'teams' ? 108 + TEAM_HEIGHT * chart.teams.length : HEIGHT
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    drawing.setOption({ ...common(chart, colors), ...optionOf(chart, colors) })
    return settled(drawing.renderToSVGString(), chart.alt)
  } finally {
    drawing.dispose()
  }
}

/** Title, and what the tones mean: a square of each with its name. A text would be a template, in which {c} is a value. */
function common({ title, subtitle = '', legend = [] }: ReportChart, colors: Colors): Option {
  const tones = legend.map(({ tone, label }) => `{${tone}|■} {text|${label}}`).join('')
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    title: {
      text: title,
      subtext: tones === '' ? subtitle : tones,
      left: 0,
      top: 0,
      padding: 0,
      itemGap: 8,
      textStyle: { color: colors.text, fontSize: TITLE, fontWeight: 600 },
      subtextStyle: {
        color: colors.quiet,
        fontSize: TEXT,
        rich: {
          main: { color: colors.main, fontSize: TITLE },
          soft: { color: colors.soft, fontSize: TITLE },
          track: { color: colors.trackMark, fontSize: TITLE },
          // Fonts of other machines are wider than the one that is measured.
          text: { color: colors.quiet, fontSize: TEXT, padding: [0, 40, 0, 0] },
        },
      },
    },
  }
}

function optionOf(chart: ReportChart, colors: Colors): Option {
  switch (chart.kind) {
    case 'lines':
      return lineOption(chart, colors)
    case 'bars':
      return barOption(chart, colors)
    case 'teams':
      return teamOption(chart, colors)
  }
}

function lineOption({ weeks, lines, isShare, subtitle }: LineChart, colors: Colors): Option {
  return {
    ...axes(weeks, colors, isShare),
    grid: { left: 52, right: 190, top: subtitle === undefined ? 44 : 64, bottom: 44 },
    series: lines.map(({ label, values, role }, index): LineSeriesOption => {
      const others = lines.slice(0, index).filter((line) => line.role === 'other').length
      const color =
        role === 'other' ? (colors.others[others % colors.others.length] ?? colors.main) : colors[role]
      const last = values.findLast((value) => value !== null) ?? null
      const number = isShare ? formatShare(last) : formatNumber(last)
      return {
        type: 'line',
        data: [...values],
        silent: true,
        emphasis: { disabled: true },
        clip: false,
        symbol: SYMBOLS[index % SYMBOLS.length] ?? 'circle',
        symbolSize: role === 'ground' || weeks.length > 30 ? 0 : 5,
        showAllSymbol: true,
        itemStyle: { color },
        lineStyle: { color, width: 2, type: role === 'ground' ? 'dashed' : 'solid' },
        ...(role === 'main' ? { areaStyle: { color, opacity: 0.1 } } : {}),
        endLabel: {
          show: true,
          // A text would be a template, in which {c} is a value.
          formatter: () => `${label} ${number}`,
          color: role === 'ground' ? colors.quiet : color,
          fontSize: TEXT,
          lineHeight: TEXT + 5,
          fontWeight: 600,
          distance: 8,
        },
        labelLayout: { moveOverlap: 'shiftY' },
      }
    }),
  }
}

function barOption({ weeks, values }: BarChart, colors: Colors): Option {
  const last = values.findLastIndex((value) => value !== null)
  return {
    ...axes(weeks, colors, false),
    grid: { left: 64, right: 16, top: 64, bottom: 44 },
    series: {
      type: 'bar',
      silent: true,
      emphasis: { disabled: true },
      barMaxWidth: 36,
      data: values.map((value, index) => ({
        value: value ?? '-',
        itemStyle: { color: index === last ? colors.main : colors.soft, borderRadius: [2, 2, 0, 0] },
      })),
    },
  }
}

function teamOption({ teams, typical, target }: TeamChart, colors: Colors): Option {
  const bars = { type: 'bar', silent: true, emphasis: { disabled: true }, barGap: '-100%' } as const
  return {
    grid: { left: 190, right: 122, top: 72, bottom: 30 },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: teams.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colors.text, fontSize: TEXT, width: 168, overflow: 'truncate' },
    },
    series: [
      {
        ...bars,
        barWidth: 14,
        data: teams.map(({ adoption }) => adoption),
        itemStyle: { color: colors.soft, borderRadius: 2 },
        showBackground: true,
        backgroundStyle: { color: colors.track, borderRadius: 2 },
        markLine: levels(typical, target, colors),
      },
      {
        ...bars,
        barWidth: 14,
        data: teams.map(({ engaged }) => engaged),
        itemStyle: { color: colors.main, borderRadius: 2 },
      },
      {
        ...bars,
        barWidth: 14,
        data: teams.map(({ note }) => ({ value: 1, label: { formatter: () => note } })),
        itemStyle: { color: 'transparent' },
        label: { show: true, position: 'right', color: colors.text, fontSize: TEXT },
      },
    ],
  }
}

/** All members together below the bars, the target above them, so that their names do not touch. */
function levels(typical: number | null, target: number | null, colors: Colors): MarkLineComponentOption {
  const level = (share: number, name: string, position: 'start' | 'end', color: string) => ({
    xAxis: share,
    lineStyle: { color, type: 'dashed' as const, width: position === 'end' ? 2 : 1 },
    label: {
      formatter: `${name} ${formatShare(share)}`,
      position,
      distance: 4,
      color,
      fontSize: TEXT,
    },
  })
  return {
    silent: true,
    symbol: 'none',
    precision: 4,
    data: [
      ...(typical === null ? [] : [level(typical, 'all members', 'start', colors.quiet)]),
      ...(target === null ? [] : [level(target, 'target', 'end', colors.others[0])]),
    ],
  }
}

function axes(weeks: readonly Day[], colors: Colors, isShare: boolean): Option {
  const step = Math.ceil(weeks.length / LABELS_DRAWN)
  const isLabelled = (index: number) => (weeks.length - 1 - index) % step === 0
  return {
    xAxis: {
      type: 'category',
      data: weeks.map((week, index) => labelOf(weeks, week, index, step)),
      boundaryGap: true,
      axisLine: { lineStyle: { color: colors.rule } },
      axisTick: { show: false },
      axisLabel: { color: colors.quiet, fontSize: TEXT, interval: isLabelled, lineHeight: 17 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      ...(isShare ? {} : { minInterval: 1 }),
      splitLine: { lineStyle: { color: colors.rule, width: 1 } },
      axisLabel: {
        color: colors.quiet,
        fontSize: TEXT,
        formatter: (value: number) =>
          isShare ? `${Math.round(value * 100)}%` : value.toLocaleString('en-US'),
      },
    },
  }
}

/** The label of a week: its Monday, with the year where that differs from the label before. */
function labelOf(weeks: readonly Day[], week: Day, index: number, step: number): string {
  const before = weeks[index - step]
  return before?.slice(0, 4) === week.slice(0, 4)
    ? formatDay(week)
    : `${formatDay(week)}\n${week.slice(0, 4)}`
}

/** Removes running ids and what only an interactive page needs. */
function settled(svg: string, alt: string): string {
  const text = svg
    .replaceAll(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="\w+")/g, '')
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>\n?/g, '')
    .replaceAll(/\bzr\d+-/g, '')
    .replaceAll(/ (?:xmlns:xlink="[^"]*"|version="1.1"|baseProfile="full")/g, '')
  return `${text.replace('<svg ', `<svg role="img" aria-label="${escapedAttribute(alt)}" `)}\n`
}
