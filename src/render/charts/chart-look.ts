/** GitHub's themes: a chart has one file for each. */
export type Theme = 'light' | 'dark'

/** The width of a chart. A phone shows it at some 350 of these: text of 15 is then above 9 px. */
export const WIDTH = 560
/** The sizes of text and of the title. */
export const TEXT = 15
export const TITLE = 17
/** What GitHub's own pages use; nothing is loaded. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"

/** Colours of a theme; they differ in lightness as well as in hue. */
export const THEMES = {
  light: {
    text: '#1f2328',
    quiet: '#59636e',
    rule: '#d1d9e0',
    track: '#818b981f',
    /** The same as a mark, which is too small for so pale a tone. */
    trackMark: '#d1d9e0',
    ground: '#818b98',
    main: '#0969da',
    soft: '#80ccff',
    others: ['#bc4c00', '#0969da', '#1a7f37', '#8250df', '#bf3989', '#7d4e00'],
  },
  dark: {
    text: '#f0f6fc',
    quiet: '#9198a1',
    rule: '#3d444d',
    track: '#656c7633',
    trackMark: '#3d444d',
    ground: '#9198a1',
    main: '#4493f8',
    soft: '#1a4a8a',
    others: ['#f0883e', '#4493f8', '#3fb950', '#ab7df8', '#db61a2', '#d29922'],
  },
} as const

/** The colours of one theme. */
export type Colors = (typeof THEMES)[Theme]
