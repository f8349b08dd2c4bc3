export const id = 316;
export const ids = [316];
export const modules = {

/***/ 79316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   chartSvg: () => (/* binding */ chartSvg)
/* harmony export */ });
/* harmony import */ var echarts_charts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35478);
/* harmony import */ var echarts_charts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47670);
/* harmony import */ var echarts_components__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(87628);
/* harmony import */ var echarts_components__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3472);
/* harmony import */ var echarts_components__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(97373);
/* harmony import */ var echarts_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90354);
/* harmony import */ var echarts_core__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(54321);
/* harmony import */ var echarts_features__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(69993);
/* harmony import */ var echarts_renderers__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9833);
/* harmony import */ var _day_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2654);
/* harmony import */ var _text_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93232);
/* harmony import */ var _text_numbers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5687);








(0,echarts_core__WEBPACK_IMPORTED_MODULE_2__/* .use */ .Y)([echarts_charts__WEBPACK_IMPORTED_MODULE_3__/* .install */ .a, echarts_charts__WEBPACK_IMPORTED_MODULE_4__/* .install */ .a, echarts_components__WEBPACK_IMPORTED_MODULE_5__/* .install */ .a, echarts_components__WEBPACK_IMPORTED_MODULE_6__/* .install */ .a, echarts_components__WEBPACK_IMPORTED_MODULE_7__/* .install */ .a, echarts_features__WEBPACK_IMPORTED_MODULE_8__/* .installLabelLayout */ ._, echarts_renderers__WEBPACK_IMPORTED_MODULE_9__/* .install */ .a]);
/** A phone shows it at some 350 of these: text of 15 is then above 9 px. */
const WIDTH = 560;
const HEIGHT = 330;
const TEAM_HEIGHT = 28;
const LABELS_DRAWN = 5;
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
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'circle', 'rect'];
/** A chart as SVG: no script, no embedded font, transparent background, the same bytes for the same data. */
function chartSvg(chart, theme) {
    const colors = THEMES[theme];
    const height = chart.kind === 'teams' ? 108 + TEAM_HEIGHT * chart.teams.length : HEIGHT;
    const drawing = (0,echarts_core__WEBPACK_IMPORTED_MODULE_10__/* .init */ .Ts)(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
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
            const number = isShare ? (0,_text_numbers_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(last) : (0,_text_numbers_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(last);
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
            formatter: `${name} ${(0,_text_numbers_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(share)}`,
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
        ? (0,_day_js__WEBPACK_IMPORTED_MODULE_11__/* .formatDay */ .im)(week)
        : `${(0,_day_js__WEBPACK_IMPORTED_MODULE_11__/* .formatDay */ .im)(week)}\n${week.slice(0, 4)}`;
}
/** Removes running ids and what only an interactive page needs. */
function settled(svg, alt) {
    const text = svg
        .replaceAll(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="\w+")/g, '')
        .replaceAll(/<style[^>]*>[\s\S]*?<\/style>\n?/g, '')
        .replaceAll(/\bzr\d+-/g, '')
        .replaceAll(/ (?:xmlns:xlink="[^"]*"|version="1.1"|baseProfile="full")/g, '');
    return `${text.replace('<svg ', `<svg role="img" aria-label="${(0,_text_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapedAttribute */ .gG)(alt)}" `)}\n`;
}
//# sourceMappingURL=chart-svg.js.map

/***/ })

};
