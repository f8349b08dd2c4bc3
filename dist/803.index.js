export const id = 803;
export const ids = [803];
export const modules = {

/***/ 63803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  chartSvg: () => (/* binding */ chartSvg)
});

// EXTERNAL MODULE: ./node_modules/echarts/lib/chart/line/install.js + 9 modules
var install = __webpack_require__(35478);
// EXTERNAL MODULE: ./node_modules/echarts/lib/chart/bar/install.js + 10 modules
var bar_install = __webpack_require__(47670);
// EXTERNAL MODULE: ./node_modules/echarts/lib/component/grid/install.js + 23 modules
var grid_install = __webpack_require__(87628);
// EXTERNAL MODULE: ./node_modules/echarts/lib/component/marker/installMarkLine.js + 9 modules
var installMarkLine = __webpack_require__(3472);
// EXTERNAL MODULE: ./node_modules/echarts/lib/component/title/install.js
var title_install = __webpack_require__(97373);
// EXTERNAL MODULE: ./node_modules/echarts/lib/extension.js + 1 modules
var extension = __webpack_require__(90354);
// EXTERNAL MODULE: ./node_modules/echarts/lib/core/echarts.js + 20 modules
var echarts = __webpack_require__(54321);
// EXTERNAL MODULE: ./node_modules/echarts/lib/label/installLabelLayout.js + 2 modules
var installLabelLayout = __webpack_require__(69993);
// EXTERNAL MODULE: ./node_modules/echarts/lib/renderer/installSVGRenderer.js + 10 modules
var installSVGRenderer = __webpack_require__(9833);
// EXTERNAL MODULE: ./build/day.js
var day = __webpack_require__(2654);
// EXTERNAL MODULE: ./build/render/text/markdown.js
var markdown = __webpack_require__(93232);
// EXTERNAL MODULE: ./build/render/text/numbers.js
var numbers = __webpack_require__(5687);
;// CONCATENATED MODULE: ./build/render/charts/chart-look.js
/** The width of a chart. A phone shows it at some 350 of these: text of 15 is then above 9 px. */
const WIDTH = 560;
/** The sizes of text and of the title. */
const TEXT = 15;
const TITLE = 17;
/** What GitHub's own pages use; nothing is loaded. */
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
/** Colours of a theme; they differ in lightness as well as in hue. */
const THEMES = {
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
};
//# sourceMappingURL=chart-look.js.map
;// CONCATENATED MODULE: ./build/render/charts/chart-svg.js









(0,extension/* use */.Y)([install/* install */.a, bar_install/* install */.a, grid_install/* install */.a, installMarkLine/* install */.a, title_install/* install */.a, installLabelLayout/* installLabelLayout */._, installSVGRenderer/* install */.a]);
const HEIGHT = 330;
const TEAM_HEIGHT = 28;
const LABELS_DRAWN = 5;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'circle', 'rect'];
/** A chart as SVG: no script, no embedded font, transparent background, the same bytes for the same data. */
function chartSvg(chart, theme) {
    const colors = THEMES[theme];
    const height = chart.kind === 'teams' ? 108 + TEAM_HEIGHT * chart.teams.length : HEIGHT;
    const drawing = (0,echarts/* init */.Ts)(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
    try {
        drawing.setOption({ ...common(chart, colors), ...optionOf(chart, colors) });
        return settled(drawing.renderToSVGString(), chart.alt);
    }
    finally {
        drawing.dispose();
    }
}
/** Title, and what the tones mean: a square of each with its name. A text would be a template, in which {c} is a value. */
function common({ title, subtitle = '', legend = [] }, colors) {
    const tones = legend.map(({ tone, label }) => `{${tone}|■} {text|${label}}`).join('');
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
    };
}
function optionOf(chart, colors) {
    switch (chart.kind) {
        case 'lines':
            return lineOption(chart, colors);
        case 'bars':
            return barOption(chart, colors);
        case 'teams':
            return teamOption(chart, colors);
    }
}
function lineOption({ weeks, lines, isShare, subtitle }, colors) {
    return {
        ...axes(weeks, colors, isShare),
        grid: { left: 52, right: 190, top: subtitle === undefined ? 44 : 64, bottom: 44 },
        series: lines.map(({ label, values, role }, index) => {
            const others = lines.slice(0, index).filter((line) => line.role === 'other').length;
            const color = role === 'other' ? (colors.others[others % colors.others.length] ?? colors.main) : colors[role];
            const last = values.findLast((value) => value !== null) ?? null;
            const number = isShare ? (0,numbers/* formatShare */.T1)(last) : (0,numbers/* formatNumber */.ZV)(last);
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
            };
        }),
    };
}
function barOption({ weeks, values }, colors) {
    const last = values.findLastIndex((value) => value !== null);
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
    };
}
function teamOption({ teams, typical, target }, colors) {
    const bars = { type: 'bar', silent: true, emphasis: { disabled: true }, barGap: '-100%' };
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
    };
}
/** All members together below the bars, the target above them, so that their names do not touch. */
function levels(typical, target, colors) {
    const level = (share, name, position, color) => ({
        xAxis: share,
        lineStyle: { color, type: 'dashed', width: position === 'end' ? 2 : 1 },
        label: {
            formatter: `${name} ${(0,numbers/* formatShare */.T1)(share)}`,
            position,
            distance: 4,
            color,
            fontSize: TEXT,
        },
    });
    return {
        silent: true,
        symbol: 'none',
        precision: 4,
        data: [
            ...(typical === null ? [] : [level(typical, 'all members', 'start', colors.quiet)]),
            ...(target === null ? [] : [level(target, 'target', 'end', colors.others[0])]),
        ],
    };
}
function axes(weeks, colors, isShare) {
    const step = Math.ceil(weeks.length / LABELS_DRAWN);
    const isLabelled = (index) => (weeks.length - 1 - index) % step === 0;
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
                formatter: (value) => isShare ? `${Math.round(value * 100)}%` : value.toLocaleString('en-US'),
            },
        },
    };
}
/** The label of a week: its Monday, with the year where that differs from the label before. */
function labelOf(weeks, week, index, step) {
    const before = weeks[index - step];
    return before?.slice(0, 4) === week.slice(0, 4)
        ? (0,day/* formatDay */.im)(week)
        : `${(0,day/* formatDay */.im)(week)}\n${week.slice(0, 4)}`;
}
/** Removes running ids and what only an interactive page needs. */
function settled(svg, alt) {
    const text = svg
        .replaceAll(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="\w+")/g, '')
        .replaceAll(/<style[^>]*>[\s\S]*?<\/style>\n?/g, '')
        .replaceAll(/\bzr\d+-/g, '')
        .replaceAll(/ (?:xmlns:xlink="[^"]*"|version="1.1"|baseProfile="full")/g, '');
    return `${text.replace('<svg ', `<svg role="img" aria-label="${(0,markdown/* escapedAttribute */.gG)(alt)}" `)}\n`;
}
//# sourceMappingURL=chart-svg.js.map

/***/ })

};
