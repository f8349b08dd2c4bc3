import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./build/fault.js
/** An error that the user can fix: the message is one sentence that says what, where and what to do. */
class fault_Fault extends Error {
    name = 'Fault';
}
/** A report that did not arrive completely (reset, truncated, stalled, expired link). Retryable; partial data is never counted. */
class fault_IncompleteReport extends Error {
    name = 'IncompleteReport';
}
/** The host of a report could not be reached: the message names the host and the cause. */
class UnreachableHost extends (/* unused pure expression or super */ null && (fault_IncompleteReport)) {
}
/** A response that is not from GitHub's API, such as a web page: the message says what it is and from which host. It is discarded. */
class ForeignAnswer extends (/* unused pure expression or super */ null && (Error)) {
    name = 'ForeignAnswer';
}
//# sourceMappingURL=fault.js.map
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./build/fetch/gunzip.js



/**
 * Decompresses bytes that start like gzip, repeatedly if needed, and returns others unchanged, whatever the file name or a
 * header says. Each chunk is valid until the next.
 * @throws IncompleteReport if compressed bytes are truncated or damaged
 */
async function* gunzip(bytes) {
    const iterator = bytes[Symbol.asyncIterator]();
    let head = new Uint8Array();
    while (head.length < 2) {
        const next = await iterator.next();
        if (next.done)
            break;
        head = Buffer.concat([head, next.value]);
    }
    const whole = (async function* () {
        try {
            if (head.length > 0)
                yield head;
            yield* { [Symbol.asyncIterator]: () => iterator };
        }
        finally {
            await iterator.return?.();
        }
    })();
    if (head[0] !== 0x1f || head[1] !== 0x8b) {
        yield* whole;
        return;
    }
    yield* gunzip(decompressed(whole));
}
/** Copies chunks: decompression reads ahead, but a chunk is only valid until the next. */
async function* copies(bytes) {
    for await (const chunk of bytes)
        yield Uint8Array.from(chunk);
}
async function* decompressed(bytes) {
    const gunzipped = (0,external_node_zlib_namespaceObject.createGunzip)({ chunkSize: 1 << 18 });
    const input = external_node_stream_namespaceObject.Readable.from(copies(bytes));
    input.on('error', (error) => gunzipped.destroy(error));
    input.pipe(gunzipped);
    try {
        yield* gunzipped;
    }
    catch (error) {
        if (error instanceof fault_IncompleteReport || error instanceof fault_Fault)
            throw error;
        throw new fault_IncompleteReport('its compressed bytes are cut off or damaged', { cause: error });
    }
    finally {
        input.destroy();
    }
}
//# sourceMappingURL=gunzip.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/fetch/report-files.js





const FILE_NAME = /^(?:(?:organization|enterprise|org)[-_])?(users|user[-_]teams|engagement)(?:[-_]1[-_]day)?(?:[-_. ](.*))?\.(?:ndjson|jsonl?|gz)$/i;
const DAY = /^(\d{4}-\d{2}-\d{2})(?!\d)/;
/** Matches the day of a line: GitHub writes it before anything that could contain another. */
const DAY_OF_LINE = /"day"\s*:\s*"(\d{4}-\d{2}-\d{2})/;
/** Above this share of lines of other days, a file holds several days. */
const MOST_STRAY = 0.1;
const HEAD_BYTES = (/* unused pure expression or super */ null && (1 << 15));
const TAIL_BYTES = (/* unused pure expression or super */ null && (1 << 14));
/**
 * Finds the report files of each entity, recursively: in the sub-directory named by its slug, which is required with several
 * entities, or else in the complete directory.
 * @throws Fault if it is not clear to which entity files belong, or a directory cannot be listed
 */
function findReportFiles(directory, entities) {
    return entities.map((entity) => {
        const own = directoryOfEntity(directory, entity, entities.length > 1);
        const home = own ?? directory;
        const found = filesBelow(home);
        const named = found.map((file) => ({ ...file, ...kindOf(file.name) }));
        const reports = [];
        const ofDays = [];
        const others = [];
        for (const { path, name, kind, day } of named) {
            if (kind === undefined)
                others.push(name);
            else if (holdsOtherDays(path, day))
                ofDays.push({ path, name, kind });
            else if (day === undefined)
                others.push(name);
            else
                reports.push({ path, name, kind, day });
        }
        if (own === undefined)
            refuseSeveralOwners(reports);
        return { entity, home: resolve(home), isNamedAfterEntity: own !== undefined, reports, ofDays, others };
    });
}
/** The sub-directory of an entity; slugs are case-insensitive. */
function directoryOfEntity(directory, { slug }, isNeeded) {
    const own = list(directory).find(({ name }) => name.toLowerCase() === slug.toLowerCase());
    const path = own === undefined ? undefined : join(directory, own.name);
    if (path !== undefined && statOf(path)?.isDirectory())
        return path;
    if (!isNeeded)
        return undefined;
    throw new Fault(path === undefined
        ? `reports-directory: there is no sub-directory "${slug}" in it; several entities need one each`
        : `reports-directory: "${slug}" in it is a file; several entities need a sub-directory each`);
}
/** Kind and day of a file by its name. A name without a day is that of a report only if its lines have days. */
function kindOf(name) {
    const [, kind, rest = ''] = FILE_NAME.exec(name.slice(name.lastIndexOf('/') + 1)) ?? [];
    if (kind === undefined)
        return { kind: undefined, day: undefined };
    const day = parseDay(DAY.exec(rest)?.[1]);
    const known = kind.toLowerCase().replace('_', '-');
    return { kind: known, day };
}
/** All files below a directory, and folders named like a report. Each real directory is visited once, so symbolic links make no loop. */
function filesBelow(home) {
    const files = [];
    const seen = new Set();
    const walk = (directory, prefix) => {
        const real = realpathSync(directory);
        if (seen.has(real))
            return;
        seen.add(real);
        for (const entry of list(directory)) {
            if (entry.name.startsWith('.') || entry.name === 'node_modules')
                continue;
            const path = join(directory, entry.name);
            const name = `${prefix}${entry.name}`;
            if (isDirectory(entry, path) && kindOf(name).day === undefined)
                walk(path, `${name}/`);
            else
                files.push({ path, name });
        }
    };
    walk(home, '');
    return files;
}
function isDirectory(entry, path) {
    return entry.isSymbolicLink() ? (statOf(path)?.isDirectory() ?? false) : entry.isDirectory();
}
/** What a path leads to; undefined if it leads nowhere, as a broken or circular symbolic link. */
function statOf(path) {
    try {
        return (0,external_node_fs_namespaceObject.statSync)(path);
    }
    catch {
        return undefined;
    }
}
function list(directory) {
    try {
        return readdirSync(directory, { withFileTypes: true }).toSorted((left, right) => left.name < right.name ? -1 : 1);
    }
    catch (error) {
        throw new Fault(`reports-directory: ${directory} cannot be listed (${error.code}); look at its permissions`, { cause: error });
    }
}
/** Without a sub-directory per entity, no two sub-directories may hold the same report. */
function refuseSeveralOwners(reports) {
    const folders = new Map();
    for (const { name, kind, day } of reports) {
        const folder = name.slice(0, name.lastIndexOf('/') + 1);
        const known = folders.get(`${kind} ${day}`);
        if (known !== undefined && known !== folder) {
            throw new Fault(`reports-directory holds a ${kind} report of ${day} in two places ("${known}" and "${folder}"): name the sub-directory of each organization or enterprise by its slug, and keep one copy of a report`);
        }
        folders.set(`${kind} ${day}`, folder);
    }
}
/**
 * Whether the first and last bytes of a file show that it does not hold the day in its name. A single line of another day, or
 * a few among many, are rejected when the lines are read.
 */
function holdsOtherDays(path, day) {
    if (statOf(path)?.isFile() !== true)
        return false;
    const days = headAndTail(path)
        .split('\n')
        .flatMap((line) => parseDay(DAY_OF_LINE.exec(line)?.[1]) ?? []);
    const own = days.filter((one) => one === day).length;
    const others = days.length - own;
    return others > 0 && (own === 0 || (others > 1 && others > days.length * MOST_STRAY));
}
/** The first and last bytes of a file as Latin-1; of a compressed file only the first, decompressed as far as possible. */
function headAndTail(path) {
    const size = statSync(path).size;
    try {
        const file = openSync(path, 'r');
        try {
            const read = (from, length) => {
                const block = Buffer.alloc(length);
                return block.subarray(0, readSync(file, block, 0, length, from));
            };
            const head = read(0, HEAD_BYTES);
            if (head[0] === 0x1f && head[1] === 0x8b)
                return gunzipSync(head.subarray(0, TAIL_BYTES), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
            const tail = read(Math.max(size - TAIL_BYTES, HEAD_BYTES), TAIL_BYTES);
            return `${head.toString('latin1')}${tail.toString('latin1')}`;
        }
        finally {
            closeSync(file);
        }
    }
    catch {
        // The error is reported when the file is read.
        return '';
    }
}
//# sourceMappingURL=report-files.js.map
;// CONCATENATED MODULE: ./build/fetch/directory.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





const BLOCK_BYTES = 1 << 18;
/**
 * Reports from files that were downloaded before, as found by `findReportFiles`, until `ending` is aborted. With
 * `usersFiles: 'engagement'` the archived files of the feature engagement preview replace the users report.
 */
function directorySource(found, ending, usersFiles = 'users') {
    const reports = new Map(found.map(({ entity, reports: paths }) => [entity, byKindAndDay(paths)]));
    const paths = (entity, report, day) => reports.get(entity)?.get(keyOf(report === 'users' ? usersFiles : report, day)) ?? [];
    return {
        concurrency: 1,
        ending,
        describeFiles: (entity) => found
            .filter((files) => files.entity === entity)
            .map((files) => inventory(files, usersFiles))
            .join('; '),
        async newestDay(all, latest) {
            const days = new Set(found.flatMap((files) => files.reports.map(({ day }) => day)));
            const complete = (day) => all.every((entity) => paths(entity, 'users', day).length > 0);
            return [...days]
                .filter((day) => day <= latest && complete(day))
                .toSorted()
                .at(-1);
        },
        tries: (entity, report, day) => ({
            async files() {
                const files = paths(entity, report, day);
                return files.length === 0 ? undefined : files.map((path) => endingWith(fileAt(path), ending));
            },
            waitAfter(error) {
                if (!(error instanceof IncompleteReport))
                    return undefined;
                throw new Fault(`${nameOfReport(entity, report, day)} in reports-directory is not whole: ${error.message}; download it again`, { cause: error });
            },
        }),
    };
}
function byKindAndDay(paths) {
    const map = new Map();
    for (const path of paths) {
        const key = keyOf(path.kind, path.day);
        map.set(key, [...(map.get(key) ?? []), path]);
    }
    return map;
}
function keyOf(kind, day) {
    return `${kind} ${day}`;
}
/** Describes the users reports of a directory or, if there are none, how to name the files. */
function inventory({ home, reports, others }, kind) {
    const days = reports.filter((one) => one.kind === kind).map(({ day }) => day);
    const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
    if (first !== undefined)
        return `${home} holds ${kind} reports from ${first} to ${last}`;
    const names = [...reports.map(({ name }) => name), ...others].toSorted();
    const held = names.length === 0 ? 'no file at all' : `${names.length} other files, the first is ${names[0]}`;
    return `${home} holds no file named ${kind}-YYYY-MM-DD*.ndjson (${held}): name them such as ${kind}-2026-10-08.ndjson and user-teams-2026-10-08.ndjson`;
}
/** A file whose reading throws at the next chunk once `ending` is aborted. */
function endingWith(file, ending) {
    return {
        ...file,
        async *bytes() {
            for await (const chunk of file.bytes()) {
                ending.throwIfAborted();
                yield chunk;
            }
        },
    };
}
/** A file as one of the files of a report. */
function fileAt({ path, name }) {
    return { name, path, bytes: () => gunzip(readBytes(path, name)) };
}
/** Reads with two alternating buffers: one is filled while the other is used. Each block is valid until the next. */
async function* readBytes(path, name) {
    const stats = statOf(path);
    if (stats !== undefined && !stats.isFile()) {
        throw new fault_Fault(`${name} in reports-directory cannot be read: it is ${kindOfEntry(stats)} and no file; remove it, or give it another name`);
    }
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,promises_namespaceObject.open)(path), true);
            let [block, next] = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)];
            let reading = readAhead(file, block);
            for (;;) {
                const { bytesRead } = await reading;
                if (bytesRead === 0)
                    return;
                reading = readAhead(file, next);
                yield block.subarray(0, bytesRead);
                [block, next] = [next, block];
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        const { code } = error;
        throw new fault_Fault(`${name} in reports-directory cannot be read (${code}); look at its permissions`, {
            cause: error,
        });
    }
}
function kindOfEntry(stats) {
    if (stats.isDirectory())
        return 'a folder';
    return stats.isFIFO() ? 'a named pipe' : stats.isSocket() ? 'a socket' : 'a device';
}
/** Starts the next read early; a rejection is observed when the promise is awaited, if ever. */
function readAhead(file, block) {
    const reading = file.read(block);
    reading.catch(() => { });
    return reading;
}
//# sourceMappingURL=directory.js.map
;// CONCATENATED MODULE: ./build/fetch/source.js
/** How many days back GitHub is asked for the newest day. */
const DAYS_TO_LOOK_BACK = 31;
/** A report's name for sentences: `the users report of octo-works for 2026-10-14`. */
function source_nameOfReport(entity, report, day) {
    return `the ${report} report of ${entity.slug} for ${day}`;
}
//# sourceMappingURL=source.js.map
;// CONCATENATED MODULE: ./build/parse/report-format.js
/** The counters at the top level of a row, in the order of every file. Sums of a day; additive. */
const report_format_COUNTERS = [
    'user_initiated_interaction_count',
    'code_generation_activity_count',
    'code_acceptance_activity_count',
    'loc_suggested_to_add_sum',
    'loc_suggested_to_delete_sum',
    'loc_added_sum',
    'loc_deleted_sum',
];
/** The flags of a row. The two of code review may be `null`: no review signal. */
const FLAGS = [
    'used_chat',
    'used_agent',
    'used_cli',
    'used_copilot_app',
    'used_copilot_cloud_agent',
    'used_copilot_coding_agent',
    'used_copilot_code_review_active',
    'used_copilot_code_review_passive',
    'used_vscode_agent',
];
/** The arrays that, according to GitHub's documentation, every row carries: at most ten entries and `others`. */
const KNOWN_ARRAYS = [
    'totals_by_ide',
    'totals_by_feature',
    'totals_by_language_feature',
    'totals_by_language_model',
    'totals_by_model_feature',
];
/** The keys that name an entry of each of these arrays, in the same order. */
const KEYS_OF_ARRAYS = [
    ['ide'],
    ['feature'],
    ['language', 'feature'],
    ['language', 'model'],
    ['model', 'feature'],
];
/** Keys of an entry of these arrays that are used, or deliberately ignored. */
const KNOWN_KEYS = new Set([
    ...report_format_COUNTERS,
    ...KEYS_OF_ARRAYS.flat(),
    'last_known_ide_version',
    'last_known_plugin_version',
]);
/** Whether a field of a row is one of the `totals_by_*` that GitHub added later. */
function isNewTotals(name) {
    return name.startsWith('totals_by_') && !KNOWN_ARRAYS.includes(name);
}
/** Sanity limit on the `totals_by_*` fields that GitHub added to a row. */
const MAX_NEW_TOTALS = 200;
//# sourceMappingURL=report-format.js.map
;// CONCATENATED MODULE: ./build/parse/fields.js

/** Index in `texts` of each text's start offset; the next element is its end offset (exclusive). */
const TEXT = {
    userId: 0,
    userLogin: 2,
    organizationId: 4,
    enterpriseId: 6,
    teamId: 8,
    slug: 10,
};
/** Values of `RowFields.flags` besides 0 and 1: the row does not carry the flag, or carries it as `null`. */
const NOT_CARRIED = -1;
const CARRIED_AS_NULL = 2;
const COUNTER_COUNT = report_format_COUNTERS.length;
/** In `RowFields.bitsOf`: the bit of the first counter in the bitmask of the counters above 0. */
const fields_PRESENT = report_format_COUNTERS.length;
function emptyMembershipFields() {
    return { bytes: new Uint8Array(), texts: new Int32Array(12) };
}
/** An object to be reused for all rows. */
function emptyRowFields() {
    return {
        bytes: new Uint8Array(),
        texts: new Int32Array(12),
        counters: new Float64Array(COUNTER_COUNT),
        flags: new Int8Array(FLAGS.length),
        credits: Number.NaN,
        phase: undefined,
        arrays: 0,
        entries: 0,
        arrayOf: new Uint8Array(64),
        keysOf: new Int32Array(64 * 4),
        bitsOf: new Int32Array(64),
        countersOf: new Float64Array(64 * COUNTER_COUNT),
        newEntries: [],
        newTotals: [],
        features: undefined,
    };
}
/** Clears the fields before the next row is read into them. */
function resetFields(fields) {
    fields.texts.fill(0);
    fields.counters.fill(Number.NaN);
    fields.flags.fill(NOT_CARRIED);
    fields.credits = Number.NaN;
    fields.phase = undefined;
    fields.arrays = 0;
    fields.entries = 0;
    fields.newEntries.length = 0;
    fields.newTotals.length = 0;
    fields.features = undefined;
}
/** Whether a row is a membership: it carries a `team_id` and no activity. */
function isMembership(fields) {
    const { texts, counters, flags, credits, phase, arrays, newTotals } = fields;
    if (texts[TEXT.teamId + 1] === texts[TEXT.teamId])
        return false;
    const hasCounters = counters.some((counter) => !Number.isNaN(counter)) || !Number.isNaN(credits);
    const hasFlags = flags.some((flag) => flag === 0 || flag === 1);
    const hasOthers = arrays !== 0 || newTotals.length > 0 || (phase !== undefined && phase !== null);
    return !hasCounters && !hasFlags && !hasOthers;
}
/** Adds an empty entry of one of KNOWN_ARRAYS and returns its index. */
function addEntry(fields, array) {
    const entry = fields.entries++;
    if (entry === fields.arrayOf.length)
        growEntries(fields);
    const { arrayOf, keysOf, bitsOf } = fields;
    arrayOf[entry] = array;
    bitsOf[entry] = 0;
    for (let index = entry * 4; index < entry * 4 + 4; index++)
        keysOf[index] = 0;
    return entry;
}
/** A counter of an entry; `NaN` if the entry does not carry it. */
function counterOf({ bitsOf, countersOf }, entry, counter) {
    const bits = bitsOf[entry];
    if (((bits >>> counter) & 1) === 0)
        return Number.NaN;
    return ((bits >>> (fields_PRESENT + counter)) & 1) === 0
        ? 0
        : countersOf[entry * COUNTER_COUNT + counter];
}
function growEntries(fields) {
    const { arrayOf, keysOf, bitsOf, countersOf } = fields;
    const capacity = arrayOf.length * 2;
    fields.arrayOf = new Uint8Array(capacity);
    fields.keysOf = new Int32Array(capacity * 4);
    fields.bitsOf = new Int32Array(capacity);
    fields.countersOf = new Float64Array(capacity * COUNTER_COUNT);
    fields.arrayOf.set(arrayOf);
    fields.keysOf.set(keysOf);
    fields.bitsOf.set(bitsOf);
    fields.countersOf.set(countersOf);
}
//# sourceMappingURL=fields.js.map
;// CONCATENATED MODULE: ./build/parse/fast/json-bytes.js
/*
 * Skips JSON in a buffer without creating values. Supports a subset: no white space, strings of printable ASCII without
 * escapes, numbers without exponent; anything else is left to `JSON.parse`. Every function takes the offset where a token
 * begins and returns the offset behind its end, or UNSUPPORTED. Callers must check that the returned offset does not exceed
 * the end of the line.
 */
const UNSUPPORTED = -1;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const POINT = 0x2e;
const MAX_DEPTH = 20;
const POWERS_OF_TEN = Array.from({ length: 16 }, (_, power) => 10 ** power);
/** Skips a string. */
function skipText(bytes, start) {
    if (bytes[start] !== QUOTE)
        return UNSUPPORTED;
    for (let at = start + 1;; at++) {
        const byte = bytes[at];
        if (byte === QUOTE)
            return at + 1;
        // Comparisons with undefined, behind the end of the buffer, are false.
        if (!(byte >= 0x20 && byte < 0x7f) || byte === BACKSLASH)
            return UNSUPPORTED;
    }
}
/** Skips a non-negative integer and stores it in `read`. */
function skipInteger(bytes, start, read) {
    let value = 0;
    let at = start;
    for (;; at++) {
        const digit = bytes[at] - ZERO;
        if (!(digit >= 0 && digit <= 9))
            break;
        value = value * 10 + digit;
    }
    const length = at - start;
    if (length === 0 || length > 15 || (length > 1 && bytes[start] === ZERO))
        return UNSUPPORTED;
    read.lastNumber = value;
    return at;
}
/** Skips a non-negative number, with or without a fraction, and stores it in `read`. */
function skipDecimal(bytes, start, read) {
    const point = skipInteger(bytes, start, read);
    if (point === UNSUPPORTED || bytes[point] !== POINT)
        return point;
    let value = read.lastNumber;
    let at = point + 1;
    for (;; at++) {
        const digit = bytes[at] - ZERO;
        if (!(digit >= 0 && digit <= 9))
            break;
        value = value * 10 + digit;
    }
    const decimals = at - point - 1;
    if (decimals === 0 || at - start > 16)
        return UNSUPPORTED;
    read.lastNumber = value / POWERS_OF_TEN[decimals];
    return at;
}
/** Skips `true`, `false` or `null`. */
function skipLiteral(bytes, start) {
    for (const literal of LITERALS)
        if (isAt(bytes, start, literal))
            return start + literal.length;
    return UNSUPPORTED;
}
const LITERALS = ['null', 'false', 'true'];
/** Whether the bytes from `start` on are those of an ASCII text. */
function isAt(bytes, start, text) {
    for (let index = 0; index < text.length; index++) {
        if (bytes[start + index] !== text.charCodeAt(index))
            return false;
    }
    return true;
}
/** Skips a value of any kind; `read` may be overwritten. */
function skipValue(bytes, start, read, depth = 0) {
    const byte = bytes[start];
    if (byte === QUOTE)
        return skipText(bytes, start);
    if (byte === MINUS)
        return skipDecimal(bytes, start + 1, read);
    if (byte === OPEN || byte === OPEN_ARRAY)
        return depth > MAX_DEPTH ? UNSUPPORTED : skipItems(bytes, start, read, depth);
    return byte >= ZERO && byte <= ZERO + 9 ? skipDecimal(bytes, start, read) : skipLiteral(bytes, start);
}
function skipItems(bytes, start, read, depth) {
    const isObject = bytes[start] === OPEN;
    const close = isObject ? CLOSE : CLOSE_ARRAY;
    let at = start + 1;
    if (bytes[at] === close)
        return at + 1;
    for (;;) {
        if (isObject) {
            at = skipText(bytes, at);
            if (at === UNSUPPORTED || bytes[at] !== COLON)
                return UNSUPPORTED;
            at++;
        }
        at = skipValue(bytes, at, read, depth + 1);
        if (at === UNSUPPORTED)
            return UNSUPPORTED;
        const byte = bytes[at++];
        if (byte === close)
            return at;
        if (byte !== COMMA)
            return UNSUPPORTED;
    }
}
//# sourceMappingURL=json-bytes.js.map
;// CONCATENATED MODULE: ./build/parse/fast/key-table.js

const MAX_KEYS = 500;
/** The length of `"k":`. Shorter keys cannot be compared as an int32. */
const SHORTEST_KEY = 4;
/** A table without keys. */
function emptyKeys(fieldOf) {
    return { fieldOf, fields: [], names: [], lengths: [], quads: [], next: [0], seenIn: [], object: 0 };
}
/**
 * Returns the index of the key at offset `start`, adding it if it is new; `previous` is the key before it, -1 at the
 * beginning of an object. Duplicate keys in an object and keys beyond the limit of the table are UNSUPPORTED.
 */
function internKey(keys, bytes, view, start, previous) {
    let key = keys.next[previous + 1];
    if (!isKeyAt(keys, key, view, start)) {
        key = findKey(keys, bytes, view, start);
        if (key === UNSUPPORTED)
            return UNSUPPORTED;
        keys.next[previous + 1] = key;
    }
    if (keys.seenIn[key] === keys.object)
        return UNSUPPORTED;
    keys.seenIn[key] = keys.object;
    return key;
}
function isKeyAt({ quads, lengths }, key, view, start) {
    if (key >= quads.length)
        return false;
    const expected = quads[key];
    const end = start + lengths[key];
    if (end > view.byteLength)
        return false;
    const last = expected.length - 1;
    for (let index = 0, at = start; index < last; index++, at += 4) {
        if (view.getInt32(at, true) !== expected[index])
            return false;
    }
    return view.getInt32(end - 4, true) === expected[last];
}
function findKey(keys, bytes, view, start) {
    for (let key = 0; key < keys.quads.length; key++)
        if (isKeyAt(keys, key, view, start))
            return key;
    const end = skipText(bytes, start);
    const length = end + 1 - start;
    const isKey = end !== UNSUPPORTED && bytes[end] === COLON && length >= SHORTEST_KEY;
    if (!isKey || keys.quads.length === MAX_KEYS)
        return UNSUPPORTED;
    const name = bytes.toString('latin1', start + 1, end - 1);
    keys.names.push(name);
    keys.fields.push(keys.fieldOf(name));
    keys.lengths.push(length);
    keys.next.push(0);
    keys.seenIn.push(-1);
    const offsets = Array.from({ length: Math.floor((length - 1) / 4) }, (_, index) => index * 4);
    return (keys.quads.push(Int32Array.from([...offsets, length - 4], (at) => view.getInt32(start + at, true))) - 1);
}
//# sourceMappingURL=key-table.js.map
;// CONCATENATED MODULE: ./build/parse/fast/scan-values.js



// One function per kind of value: stores it in the fields and returns the offset behind it, or UNSUPPORTED.
const MAX_PHASES = 1000;
/** Whether the value is `null`. */
function isNull(bytes, start) {
    return bytes[start] === 0x6e && isAt(bytes, start, 'null');
}
/** A whole number, or its digits as a string; `null` counts as missing. */
function scanId(state, bytes, start, { texts }, text) {
    if (isNull(bytes, start))
        return start + 4;
    const first = bytes[start] === QUOTE ? start + 1 : start;
    const end = skipInteger(bytes, first, state);
    if (end === UNSUPPORTED)
        return UNSUPPORTED;
    texts[text] = first;
    texts[text + 1] = end;
    if (first === start)
        return end;
    return bytes[end] === QUOTE ? end + 1 : UNSUPPORTED;
}
/** A string. */
function scanText(bytes, start, { texts }, text) {
    const end = skipText(bytes, start);
    texts[text] = start + 1;
    texts[text + 1] = end - 1;
    return end;
}
/** `true`, `false` or `null`. */
function scanFlag(bytes, start, row, flag) {
    const end = skipLiteral(bytes, start);
    const letter = bytes[start];
    row.flags[flag] = letter === 0x74 ? 1 : letter === 0x66 ? 0 : CARRIED_AS_NULL;
    return end;
}
/** A number of AI credits. */
function scanCredits(state, bytes, start, row) {
    const end = skipDecimal(bytes, start, state);
    if (end === UNSUPPORTED || state.lastNumber >= 1e9)
        return UNSUPPORTED;
    row.credits = state.lastNumber;
    return end;
}
/** The parsed value of a phase. */
function scanPhase(state, bytes, start, row) {
    const { phaseTexts, phases } = state;
    const end = skipValue(bytes, start, state);
    if (end === UNSUPPORTED)
        return UNSUPPORTED;
    if (phases.length === MAX_PHASES) {
        row.phase = JSON.parse(bytes.toString('latin1', start, end));
        return end;
    }
    const phase = phaseTexts.idOfBytes(bytes, start, end);
    if (phase === phases.length)
        phases.push(JSON.parse(phaseTexts.textOf(phase)));
    row.phase = phases[phase];
    return end;
}
/** The parsed value of a `totals_by_*` field that GitHub added later. */
function scanNewTotals(state, bytes, start, row, name) {
    if (row.newTotals.length === MAX_NEW_TOTALS)
        return UNSUPPORTED;
    if (bytes[start] === OPEN_ARRAY && bytes[start + 1] === CLOSE_ARRAY) {
        row.newTotals.push([name, NO_ENTRIES]);
        return start + 2;
    }
    const end = skipValue(bytes, start, state);
    if (end !== UNSUPPORTED)
        row.newTotals.push([name, JSON.parse(bytes.toString('latin1', start, end))]);
    return end;
}
/** What most rows have of a newer array. */
const NO_ENTRIES = Object.freeze([]);
//# sourceMappingURL=scan-values.js.map
;// CONCATENATED MODULE: ./build/parse/fast/scan-array.js





/** Reads the entries of one of KNOWN_ARRAYS into `row`. Returns the offset behind the array, or UNSUPPORTED. */
function scanArray(state, bytes, start, row, array) {
    if (isNull(bytes, start))
        return start + 4;
    if (bytes[start] !== OPEN_ARRAY)
        return UNSUPPORTED;
    row.arrays |= 1 << array;
    let at = start + 1;
    if (bytes[at] === CLOSE_ARRAY)
        return at + 1;
    for (;;) {
        at = scanEntry(state, bytes, at, row, array);
        if (at === UNSUPPORTED)
            return UNSUPPORTED;
        const byte = bytes[at++];
        if (byte === CLOSE_ARRAY)
            return at;
        if (byte !== COMMA)
            return UNSUPPORTED;
    }
}
function scanEntry(state, bytes, start, row, array) {
    if (bytes[start] !== OPEN)
        return UNSUPPORTED;
    const entry = addEntry(row, array);
    const { view } = state;
    const { keysOf, countersOf } = row;
    const keys = state.entryKeys[array];
    const counters = entry * report_format_COUNTERS.length;
    keys.object++;
    let bits = 0;
    let isNew = false;
    let at = start + 1;
    if (bytes[at] === CLOSE)
        return at + 1;
    for (let key = -1;;) {
        key = internKey(keys, bytes, view, at, key);
        if (key === UNSUPPORTED)
            return UNSUPPORTED;
        at += keys.lengths[key];
        const { kind, slot } = keys.fields[key];
        if (kind === 'counter') {
            // Most counters are one digit.
            const digit = bytes[at] - ZERO;
            const next = bytes[at + 1];
            if (digit >= 0 && digit <= 9 && (next === COMMA || next === CLOSE)) {
                bits |= 1 << slot;
                if (digit !== 0) {
                    bits |= 1 << (fields_PRESENT + slot);
                    countersOf[counters + slot] = digit;
                }
                at++;
            }
            else if (isNull(bytes, at))
                at += 4;
            else {
                at = skipInteger(bytes, at, state);
                if (at === UNSUPPORTED)
                    return UNSUPPORTED;
                // More than one digit, none of them a leading 0: above 0.
                bits |= (1 << slot) | (1 << (fields_PRESENT + slot));
                countersOf[counters + slot] = state.lastNumber;
            }
        }
        else if (kind === 'name') {
            const from = at + 1;
            at = skipText(bytes, at);
            if (at === UNSUPPORTED)
                return UNSUPPORTED;
            if (slot !== -1) {
                keysOf[entry * 4 + slot] = from;
                keysOf[entry * 4 + slot + 1] = at - 1;
            }
        }
        else {
            at = skipValue(bytes, at, state);
            if (at === UNSUPPORTED)
                return UNSUPPORTED;
            isNew ||= kind === 'new';
        }
        const byte = bytes[at++];
        if (byte === CLOSE)
            break;
        if (byte !== COMMA)
            return UNSUPPORTED;
    }
    row.bitsOf[entry] = bits;
    if (isNew)
        row.newEntries.push([entry, JSON.parse(bytes.toString('latin1', start, at))]);
    return at;
}
//# sourceMappingURL=scan-array.js.map
;// CONCATENATED MODULE: ./build/dictionary.js
/** An empty dictionary. */
function createDictionary() {
    const table = {
        size: 0,
        texts: Buffer.allocUnsafeSlow(256),
        ends: new Int32Array(16),
        hashes: new Int32Array(16),
        buckets: new Int32Array(32),
    };
    const idOfBytes = (bytes, start, end) => {
        const hash = hashOf(bytes, start, end);
        const mask = table.buckets.length - 1;
        for (let bucket = hash & mask;; bucket = (bucket + 1) & mask) {
            const id = table.buckets[bucket] - 1;
            if (id === -1)
                return add(table, bytes, start, end, hash, bucket);
            if (table.hashes[id] === hash && isText(table, id, bytes, start, end))
                return id;
        }
    };
    return {
        idOfBytes,
        idOf(text) {
            const bytes = Buffer.from(text);
            return idOfBytes(bytes, 0, bytes.length);
        },
        isText: (id, bytes, start, end) => isText(table, id, bytes, start, end),
        textOf(id) {
            if (!(id >= 0 && id < table.size))
                throw new RangeError(`no text has the number ${id}`);
            return table.texts.toString('utf8', startOf(table, id), table.ends[id]);
        },
        get size() {
            return table.size;
        },
        textsFrom(first) {
            const start = startOf(table, first);
            return {
                bytes: Uint8Array.from(table.texts.subarray(start, startOf(table, table.size))),
                ends: table.ends.slice(first, table.size).map((end) => end - start),
            };
        },
        idsOf: ({ bytes, ends }) => ends.map((end, index) => idOfBytes(bytes, index === 0 ? 0 : ends[index - 1], end)),
    };
}
function startOf({ ends }, id) {
    return id === 0 ? 0 : ends[id - 1];
}
function isText(table, id, bytes, start, end) {
    const { texts, ends } = table;
    const from = startOf(table, id);
    if (ends[id] - from !== end - start)
        return false;
    for (let at = start, known = from; at < end; at++, known++)
        if (bytes[at] !== texts[known])
            return false;
    return true;
}
function add(table, bytes, start, end, hash, bucket) {
    const from = table.size === 0 ? 0 : startOf(table, table.size);
    const behind = from + end - start;
    if (behind > table.texts.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(behind, Math.ceil(table.texts.length * 1.5)));
        larger.set(table.texts);
        table.texts = larger;
    }
    table.texts.set(bytes.subarray(start, end), from);
    if (table.size === table.ends.length) {
        table.ends = grown(table.ends);
        table.hashes = grown(table.hashes);
    }
    table.ends[table.size] = behind;
    table.hashes[table.size] = hash;
    table.buckets[bucket] = ++table.size;
    if (table.size * 2 > table.buckets.length)
        rehash(table);
    return table.size - 1;
}
/** Doubles the buckets. */
function rehash(table) {
    const buckets = new Int32Array(table.buckets.length * 2);
    const mask = buckets.length - 1;
    for (let id = 0; id < table.size; id++) {
        let bucket = table.hashes[id] & mask;
        while (buckets[bucket] !== 0)
            bucket = (bucket + 1) & mask;
        buckets[bucket] = id + 1;
    }
    table.buckets = buckets;
}
const HASH_SEED = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
/** FNV-1a, four bytes at a time. */
function hashOf(bytes, start, end) {
    let hash = HASH_SEED;
    let at = start;
    for (; at + 4 <= end; at += 4) {
        const four = bytes[at] |
            (bytes[at + 1] << 8) |
            (bytes[at + 2] << 16) |
            (bytes[at + 3] << 24);
        hash = Math.imul(hash ^ four, HASH_FACTOR);
        hash ^= hash >>> 15;
    }
    for (; at < end; at++)
        hash = Math.imul(hash ^ bytes[at], HASH_FACTOR);
    return hash ^ (hash >>> 15);
}
function grown(numbers) {
    const larger = new Int32Array(numbers.length * 2);
    larger.set(numbers);
    return larger;
}
//# sourceMappingURL=dictionary.js.map
;// CONCATENATED MODULE: ./build/parse/field-list.js


const field = (key, kind, slot = -1) => ({ key, kind, slot });
const UNUSED = field('', 'unused');
const NEW = field('', 'new');
const IDENTITY = [
    field('user_id', 'id', TEXT.userId),
    field('day', 'day'),
    field('organization_id', 'id', TEXT.organizationId),
    field('enterprise_id', 'id', TEXT.enterpriseId),
    field('team_id', 'id', TEXT.teamId),
    field('user_login', 'text', TEXT.userLogin),
];
const COUNTER_FIELDS = report_format_COUNTERS.map((key, slot) => field(key, 'counter', slot));
/** The fields of a membership that are read. */
const MEMBERSHIP_FIELDS = [...IDENTITY, field('slug', 'text', TEXT.slug)];
/** The fields of a row that are read. */
const ROW_FIELDS = [
    ...IDENTITY,
    field('ai_credits_used', 'credits'),
    ...COUNTER_FIELDS,
    ...FLAGS.map((key, slot) => field(key, 'flag', slot)),
    field('ai_adoption_phase', 'phase'),
    ...KNOWN_ARRAYS.map((key, slot) => field(key, 'array', slot)),
];
/** The fields of an entry that are read, for each of KNOWN_ARRAYS. */
const ENTRY_FIELDS = KEYS_OF_ARRAYS.map((keys) => [
    ...COUNTER_FIELDS,
    ...[...new Set(KEYS_OF_ARRAYS.flat())].map((key) => field(key, 'name', slotOfName(keys.indexOf(key)))),
]);
function slotOfName(index) {
    return index === -1 ? -1 : index * 2;
}
/** Returns how the value of a key of a row is read. */
const fieldOfRow = lookup(ROW_FIELDS, (key) => (isNewTotals(key) ? NEW : UNUSED));
/** Returns how the value of a key of a membership is read. */
const fieldOfMembership = lookup(MEMBERSHIP_FIELDS, () => UNUSED);
/** For each of KNOWN_ARRAYS: returns how the value of a key of its entries is read. */
const fieldsOfEntries = ENTRY_FIELDS.map((fields) => lookup(fields, (key) => (KNOWN_KEYS.has(key) ? UNUSED : NEW)));
function lookup(fields, other) {
    const byKey = new Map(fields.map((one) => [one.key, one]));
    return (key) => byKey.get(key) ?? other(key);
}
//# sourceMappingURL=field-list.js.map
;// CONCATENATED MODULE: ./build/parse/fast/state.js



/** The state before the first line. */
function emptyState() {
    return {
        lastNumber: 0,
        bytes: Buffer.alloc(0),
        view: new DataView(new ArrayBuffer(0)),
        rowKeys: emptyKeys(fieldOfRow),
        membershipKeys: emptyKeys(fieldOfMembership),
        entryKeys: fieldsOfEntries.map(emptyKeys),
        phaseTexts: createDictionary(),
        phases: [],
    };
}
//# sourceMappingURL=state.js.map
;// CONCATENATED MODULE: ./build/parse/fast/scanner.js






/**
 * Reads fields from the bytes of a line, without JSON.parse. Returns false for any line that is not entirely in the supported
 * subset of JSON; JSON.parse must read it then. A test compares the results of both.
 */
function createScanner() {
    const state = emptyState();
    return {
        readRow: (line, day, fields) => scanRow(state, line, day, fields),
        readMembership: (line, day, fields) => scanMembership(state, line, day, fields),
    };
}
function scanRow(state, line, day, fields) {
    resetFields(fields);
    return scanLine(state, line, day, fields, state.rowKeys, fields) && hasText(fields, TEXT.userLogin);
}
function scanMembership(state, line, day, fields) {
    fields.texts.fill(0);
    const { teamId, slug } = TEXT;
    if (!scanLine(state, line, day, fields, state.membershipKeys, undefined))
        return false;
    if (!hasText(fields, teamId))
        return false;
    if (!hasText(fields, slug))
        fields.texts.copyWithin(slug, teamId, teamId + 2);
    return true;
}
function hasText({ texts }, text) {
    return texts[text + 1] > texts[text];
}
function scanLine(state, line, day, fields, keys, row) {
    const { bytes, start, end } = line;
    fields.bytes = bytes;
    if (state.bytes !== bytes) {
        state.bytes = bytes;
        state.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    if (bytes[start] !== OPEN)
        return false;
    keys.object++;
    let hasDay = false;
    let at = start + 1;
    for (let key = -1;;) {
        key = internKey(keys, bytes, state.view, at, key);
        if (key === UNSUPPORTED)
            return false;
        at += keys.lengths[key];
        const field = keys.fields[key];
        if (field.kind === 'day') {
            hasDay = bytes[at] === QUOTE && isAt(bytes, at + 1, day) && bytes[at + 11] === QUOTE;
            if (!hasDay)
                return false;
            at += 12;
        }
        else
            at = scanField(state, bytes, at, field, fields, row, keys.names[key]);
        if (at === UNSUPPORTED)
            return false;
        const byte = bytes[at++];
        if (byte === CLOSE)
            break;
        if (byte !== COMMA)
            return false;
    }
    return hasDay && at <= end && isSpace(bytes, at, end) && hasText(fields, TEXT.userId);
}
/** Whether nothing remains, or only the `\r` of a line break. */
function isSpace(bytes, start, end) {
    return start === end || (start + 1 === end && bytes[start] === 0x0d);
}
function scanField(state, bytes, start, { kind, slot }, fields, row, name) {
    if (kind === 'unused')
        return skipValue(bytes, start, state);
    if (kind === 'id')
        return scanId(state, bytes, start, fields, slot);
    if (kind === 'text')
        return scanText(bytes, start, fields, slot);
    if (row === undefined)
        return UNSUPPORTED;
    if (kind === 'array')
        return scanArray(state, bytes, start, row, slot);
    if (kind === 'flag')
        return scanFlag(bytes, start, row, slot);
    if (kind === 'new')
        return scanNewTotals(state, bytes, start, row, name);
    if (kind === 'phase')
        return scanPhase(state, bytes, start, row);
    if (isNull(bytes, start))
        return start + 4;
    if (kind === 'credits')
        return scanCredits(state, bytes, start, row);
    const end = skipInteger(bytes, start, state);
    if (end !== UNSUPPORTED)
        row.counters[slot] = state.lastNumber;
    return end;
}
//# sourceMappingURL=scanner.js.map
;// CONCATENATED MODULE: ./build/parse/rejection.js
/** Why a line is rejected, as a predicate. Never quotes the line. */
class Rejection {
    reason;
    /** Whether it is a line of the other report, so that the file is the wrong one. */
    isOfOtherReport;
    constructor(reason, isOfOtherReport = false) {
        this.reason = reason;
        this.isOfOtherReport = isOfOtherReport;
    }
}
/** Reasons that callers compare with. */
const OTHER_DAY = 'day is not the day of the report';
const IS_MEMBERSHIP = 'has a team_id and no activity';
const IS_ACTIVITY = 'has activity and no team_id';
//# sourceMappingURL=rejection.js.map
;// CONCATENATED MODULE: ./build/day.js
const DAY_MILLISECONDS = 86_400_000;
/** A date alone, or with a time of day in UTC. */
const DAY_OR_TIMESTAMP = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]00:?00)?)?$/;
/** A date alone, or with a time of day in any time zone. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
/** Parses a day or a UTC timestamp (`2026-10-14T00:00:00Z`); undefined if it is neither. */
function day_parseDay(text) {
    if (typeof text !== 'string' || !DAY_OR_TIMESTAMP.test(text))
        return undefined;
    const day = text.slice(0, 10);
    return Number.isNaN(Date.parse(day)) || toDay(Date.parse(day)) !== day ? undefined : day;
}
/** The UTC day of a moment in milliseconds since the epoch. */
function toDay(milliseconds) {
    return new Date(milliseconds).toISOString().slice(0, 10);
}
/** The day `count` days after `day` (before it when negative). */
function day_addDays(day, count) {
    return toDay(Date.parse(day) + count * DAY_MILLISECONDS);
}
/** Milliseconds since the epoch of a timestamp with a time zone, or of a day; undefined if it is neither. */
function parseMoment(text) {
    if (typeof text !== 'string' || !TIMESTAMP.test(text))
        return undefined;
    const moment = Date.parse(text);
    return Number.isNaN(moment) ? undefined : moment;
}
/** A moment as a UTC timestamp with seconds: `2026-11-18T14:03:05Z`. */
function formatMoment(moment) {
    return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}
/** Days from one moment to a later one, not rounded. */
function daysFrom(moment, later) {
    return (later - moment) / DAY_MILLISECONDS;
}
/** The `count` consecutive days that end with `until`, oldest first. */
function daysEnding(until, count) {
    return Array.from({ length: count }, (_, index) => day_addDays(until, index - count + 1));
}
/** Monday to Friday. */
function day_isWeekday(day) {
    return isoWeekday(day) < 6;
}
/** The Monday of the ISO week that holds `day`. */
function day_weekOf(day) {
    return day_addDays(day, 1 - isoWeekday(day));
}
/** `14 Oct` or, with the year, `14 Oct 2026`. */
function formatDay(day, options) {
    const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const text = `${Number(day.slice(8))} ${names[Number(day.slice(5, 7)) - 1]}`;
    return options?.year ? `${text} ${day.slice(0, 4)}` : text;
}
/** 1 (Monday) to 7 (Sunday). */
function isoWeekday(day) {
    return ((new Date(day).getUTCDay() + 6) % 7) + 1;
}
//# sourceMappingURL=day.js.map
;// CONCATENATED MODULE: ./build/parse/validate.js




/** Parses a row of the report of `day`. Checks every field that is used; accepts fields that are unknown. */
function parseRow(line, day) {
    const object = parseObject(line);
    if (object instanceof Rejection)
        return object;
    const reason = identify(object, day) ?? checkLogin(object) ?? checkFields(object, ROW_FIELDS) ?? checkNewTotals(object);
    return reason === undefined ? object : new Rejection(reason);
}
/** Parses a membership of the report of `day`. */
function parseMembership(line, day) {
    const object = parseObject(line);
    if (object instanceof Rejection)
        return object;
    const reason = identify(object, day);
    if (reason !== undefined)
        return new Rejection(reason);
    const teamId = toId(object['team_id']);
    if (teamId === undefined) {
        const isActivity = !isCarried(object['team_id']) && carriesActivity(object);
        return isActivity
            ? new Rejection(IS_ACTIVITY, true)
            : new Rejection(missingOr(object['team_id'], 'team_id', 'a whole number'));
    }
    object['team_id'] = teamId;
    object['slug'] = typeof object['slug'] === 'string' && object['slug'] !== '' ? object['slug'] : teamId;
    object['user_login'] = typeof object['user_login'] === 'string' ? object['user_login'] : '';
    return object;
}
const ACTIVITY = new Set(['counter', 'flag', 'credits', 'phase', 'array', 'new']);
/** Whether a line carries any activity: a counter, a flag, credits, a phase or an array. */
function carriesActivity(object) {
    return Object.keys(object).some((name) => isActivityField(name) && isCarried(object[name]));
}
function isActivityField(name) {
    return ACTIVITY.has(fieldOfRow(name).kind) || name.endsWith('_engagement');
}
function isCarried(value) {
    return value !== undefined && value !== null;
}
/** Parses a line that must be a JSON object. */
function parseObject(line) {
    try {
        const value = JSON.parse(line);
        return isObject(value) ? value : new Rejection('is not a JSON object');
    }
    catch {
        return new Rejection('is not JSON');
    }
}
/** Normalises ids and day in place. Returns why the line is rejected, if it is. */
function identify(object, day) {
    const userId = toId(object['user_id']);
    if (userId === undefined)
        return missingOr(object['user_id'], 'user_id', 'a whole number');
    const lineDay = object['day'] === day ? day : day_parseDay(object['day']);
    if (lineDay === undefined)
        return missingOr(object['day'], 'day', 'a day (YYYY-MM-DD)');
    if (lineDay !== day)
        return OTHER_DAY;
    object['user_id'] = userId;
    object['day'] = lineDay;
    object['organization_id'] = toId(object['organization_id']) ?? '';
    object['enterprise_id'] = toId(object['enterprise_id']) ?? '';
    return undefined;
}
/** An id as digits without leading zeros; undefined if it is not one. GitHub writes ids both as numbers and as strings. */
function toId(value) {
    if (typeof value === 'number')
        return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
    return typeof value === 'string' && /^\d+$/.test(value) ? value.replace(/^0+(?=\d)/, '') : undefined;
}
function checkLogin(object) {
    const login = object['user_login'];
    return typeof login === 'string' && login !== '' ? undefined : missingOr(login, 'user_login', 'a text');
}
/** Checks by kind of field: what is wrong with a value, if anything. Missing and `null` values are unknown and not checked. */
const FAULTS = {
    credits: (value) => typeof value === 'number' && value >= 0 && value < 1e9 ? undefined : ' is not a number of credits',
    counter: (value) => typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)
        ? undefined
        : ' is not a whole number',
    flag: (value) => (typeof value === 'boolean' ? undefined : ' is neither true nor false'),
    array: (value, slot) => (Array.isArray(value) ? faultOfEntries(value, slot) : ' is not an array'),
};
function checkFields(object, fields) {
    for (const { key, kind, slot } of fields) {
        const value = object[key];
        if (!isCarried(value))
            continue;
        const fault = FAULTS[kind]?.(value, slot);
        if (fault !== undefined)
            return `${key}${fault}`;
    }
    return undefined;
}
function faultOfEntries(entries, array) {
    for (const entry of entries) {
        if (!isObject(entry))
            return ' holds something that is not an object';
        const fault = checkFields(entry, ENTRY_FIELDS[array] ?? []);
        if (fault !== undefined)
            return `: ${fault}`;
    }
    return undefined;
}
function checkNewTotals(object) {
    let count = 0;
    for (const name in object)
        if (isNewTotals(name))
            count++;
    return count > MAX_NEW_TOTALS ? `has more than ${MAX_NEW_TOTALS} totals_by_* fields` : undefined;
}
/** Whether a value is a JSON object, not an array. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function missingOr(value, name, expected) {
    return value === undefined || value === null ? `has no ${name}` : `${name} is not ${expected}`;
}
//# sourceMappingURL=validate.js.map
;// CONCATENATED MODULE: ./build/parse/engagement-rows.js


/** Former keys of features in the preview, with their current key; `null` if dropped without a successor. */
const FORMER_KEYS = new Map([
    ['code_completions', 'code_completion'],
    ['pull_request', 'pull_request_summary'],
    ['diff_chat', 'pull_request_summary'],
    ['ios_chat', 'mobile_chat'],
    ['android_chat', 'mobile_chat'],
    ['docs_chat', 'knowledge_base_chat'],
    ['custom_model', null],
]);
const SUFFIX = '_engagement';
/** Parses a line of the engagement report of `day`. */
function parseEngagementRow(line, day) {
    const object = parseObject(line);
    if (object instanceof Rejection)
        return object;
    object['user_login'] ??= object['login'];
    const reason = identify(object, day);
    if (reason !== undefined)
        return new Rejection(reason);
    if (typeof object['user_login'] !== 'string' || object['user_login'] === '')
        return new Rejection('has no login');
    if (object['team_id'] !== undefined && !carriesActivity(object))
        return new Rejection(IS_MEMBERSHIP, true);
    const features = parseFeatures(object);
    return typeof features === 'string'
        ? new Rejection(features)
        : { ...object, features };
}
/** The features of a line, or why it is rejected. If two columns map to one feature, it is engaged if either is. */
function parseFeatures(object) {
    const features = new Map();
    for (const [column, value] of Object.entries(object)) {
        if (!column.endsWith(SUFFIX) || value === null)
            continue;
        const former = column.slice(0, -SUFFIX.length);
        const current = FORMER_KEYS.get(former);
        if (current === null)
            continue;
        const key = current ?? former;
        if (value !== 0 && value !== 1 && typeof value !== 'boolean')
            return `${column} is neither 0 nor 1`;
        features.set(key, features.get(key) === true || Boolean(value));
    }
    return features;
}
//# sourceMappingURL=engagement-rows.js.map
;// CONCATENATED MODULE: ./build/parse/parsed-fields.js




/** Sets the fields of a membership that was read by JSON.parse. */
function setMembershipFields(fields, membership) {
    const texts = textsOf(membership, MEMBERSHIP_FIELDS, fields);
    setTexts(fields, texts);
}
/** Sets the fields of a row that was read by JSON.parse. */
function setRowFields(fields, row) {
    resetFields(fields);
    const texts = textsOf(row, ROW_FIELDS, fields);
    for (const field of ROW_FIELDS)
        setField(fields, field, row[field.key], texts);
    for (const name in row)
        if (isNewTotals(name))
            fields.newTotals.push([name, row[name]]);
    setTexts(fields, texts, fields.keysOf);
}
/** The texts and ids of an object, in the order of `TEXT`; empty if missing. */
function textsOf(object, list, { texts }) {
    const found = Array.from({ length: texts.length / 2 }, () => '');
    for (const { key, kind, slot } of list) {
        if (kind === 'text')
            found[slot / 2] = textOrNone(object[key]);
        else if (kind === 'id')
            found[slot / 2] = toId(object[key]) ?? '';
    }
    return found;
}
/** Sets a field of a row by its kind. Appends the names of entries to `texts`. */
function setField(fields, { kind, slot }, value, texts) {
    if (kind === 'counter')
        fields.counters[slot] = value ?? Number.NaN;
    else if (kind === 'flag')
        fields.flags[slot] = value === undefined ? NOT_CARRIED : value === null ? CARRIED_AS_NULL : Number(value);
    else if (kind === 'credits')
        fields.credits = value ?? Number.NaN;
    else if (kind === 'phase')
        fields.phase = value;
    else if (kind === 'array' && value !== undefined && value !== null) {
        fields.arrays |= 1 << slot;
        for (const entry of value)
            setEntry(fields, slot, entry, texts);
    }
}
function setEntry(fields, array, value, texts) {
    const entry = addEntry(fields, array);
    const names = ['', ''];
    for (const { key, kind, slot } of ENTRY_FIELDS[array] ?? []) {
        if (kind === 'counter')
            setCounter(fields, entry, slot, value[key]);
        else if (kind === 'name' && slot !== -1)
            names[slot / 2] = textOrNone(value[key]);
    }
    texts.push(...names);
    if (hasNewKeys(array, value))
        fields.newEntries.push([entry, value]);
}
function setCounter({ bitsOf, countersOf }, entry, counter, value) {
    if (value === null || value === undefined)
        return;
    const bit = 1 << counter;
    bitsOf[entry] = bitsOf[entry] | bit | (value > 0 ? bit << fields_PRESENT : 0);
    countersOf[entry * report_format_COUNTERS.length + counter] = value;
}
/** Sets the fields of a row of the feature engagement preview. */
function setEngagementFields(fields, row) {
    resetFields(fields);
    setTexts(fields, [row.user_id, row.user_login, row.organization_id, row.enterprise_id]);
    fields.features = row.features;
}
/** Concatenates texts into `fields.bytes` and sets their offsets: first those of `fields.texts`, then those of `keysOf`. */
function setTexts(fields, texts, keysOf) {
    const together = texts.join('');
    const isAscii = Buffer.byteLength(together) === together.length;
    const count = fields.texts.length;
    let at = 0;
    texts.forEach((text, index) => {
        const offsets = keysOf === undefined || index * 2 < count ? fields.texts : keysOf;
        const slot = offsets === fields.texts ? index * 2 : index * 2 - count;
        offsets[slot] = at;
        at += isAscii ? text.length : Buffer.byteLength(text);
        offsets[slot + 1] = at;
    });
    fields.bytes = isAscii
        ? Buffer.from(together, 'latin1')
        : Buffer.concat(texts.map((text) => Buffer.from(text)));
}
function textOrNone(value) {
    return typeof value === 'string' ? value : '';
}
/** Whether an entry has unknown keys, or an object as its name: either may hold counters. */
function hasNewKeys(array, entry) {
    const fieldOf = fieldsOfEntries[array];
    for (const key in entry) {
        const kind = fieldOf?.(key).kind;
        if (kind === 'new' || (kind === 'name' && parsed_fields_isObject(entry[key])))
            return true;
    }
    return false;
}
function parsed_fields_isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=parsed-fields.js.map
;// CONCATENATED MODULE: ./build/parse/line-reader.js





/** Reads lines by JSON.parse. `fast`, if given, is tried first; its results are the same. */
function createLineReader(fast) {
    return {
        readRow: (line, day, fields) => (fast?.readRow(line, day, fields) ?? false)
            ? membershipOrNone(fields)
            : (readParsedRow(line, day, fields) ?? membershipOrNone(fields)),
        readMembership: (line, day, fields) => (fast?.readMembership(line, day, fields) ?? false)
            ? undefined
            : readParsedMembership(line, day, fields),
        readEngagementRow,
    };
}
function membershipOrNone(fields) {
    return isMembership(fields) ? new Rejection(IS_MEMBERSHIP, true) : undefined;
}
const readParsedRow = parsing(parseRow, setRowFields);
const readParsedMembership = parsing(parseMembership, setMembershipFields);
const readEngagementRow = parsing(parseEngagementRow, setEngagementFields);
function parsing(parse, set) {
    return ({ bytes, start, end }, day, fields) => {
        const parsed = parse(bytes.toString('utf8', start, end), day);
        if (parsed instanceof Rejection)
            return parsed;
        set(fields, parsed);
        return undefined;
    };
}
//# sourceMappingURL=line-reader.js.map
;// CONCATENATED MODULE: ./build/parse/json-values.js

/** Size limit, far above any row of a report. */
const MAX_LINE_BYTES = 64 << 20;
/** The error for a line, or an object of an array, above the size limit. */
function tooLong(what) {
    return new fault_Fault(`${what} of more than ${MAX_LINE_BYTES >> 20} MB is no row of a report; check where the file comes from`);
}
/** How many characters of stray text between values are kept: it is never quoted. */
const MAX_STRAY_LENGTH = 100;
/**
 * Splits a JSON array, or a sequence of values, into the texts of its objects, regardless of line breaks. It tracks only
 * braces and strings: the texts may not be valid JSON, and stray text between objects is returned like a value.
 */
function createSplitter() {
    const state = {
        depth: 0,
        arrays: 0,
        inString: false,
        escaped: false,
        line: 1,
        startLine: 1,
        held: '',
        stray: '',
    };
    return {
        split(piece) {
            const values = [];
            let start = 0;
            for (let index = 0; index < piece.length; index++) {
                const step = stepOver(state, piece.charCodeAt(index));
                if (step === undefined)
                    continue;
                if (step === 'ends') {
                    values.push({ text: state.held + piece.slice(start, index + 1), line: state.startLine });
                    state.held = '';
                }
                else if (step === 'stray') {
                    if (state.stray === '')
                        state.startLine = state.line;
                    if (state.stray.length < MAX_STRAY_LENGTH)
                        state.stray += piece[index] ?? '';
                }
                else {
                    endStray(state, values);
                    if (step === 'begins') {
                        start = index;
                        state.startLine = state.line;
                    }
                }
            }
            if (state.depth > 0)
                state.held += piece.slice(start);
            if (state.held.length > MAX_LINE_BYTES)
                throw tooLong('an object');
            return values;
        },
        rest() {
            const values = [];
            endStray(state, values);
            return values;
        },
        get isComplete() {
            return state.depth <= 0 && state.arrays <= 0;
        },
    };
}
function endStray(state, values) {
    if (state.stray !== '')
        values.push({ text: state.stray, line: state.startLine });
    state.stray = '';
}
/** Advances by one character. Returns what it is at the outermost level; undefined inside an object and for white space. */
function stepOver(state, code) {
    if (code === 0x0a)
        state.line++;
    const outside = state.depth === 0;
    if (state.inString) {
        if (state.escaped)
            state.escaped = false;
        else if (code === 0x5c)
            state.escaped = true;
        else if (code === 0x22)
            state.inString = false;
        return outside ? 'stray' : undefined;
    }
    if (code === 0x7b)
        return ++state.depth === 1 ? 'begins' : undefined;
    if (code === 0x7d && !outside)
        return --state.depth === 0 ? 'ends' : undefined;
    if (code === 0x22)
        state.inString = true;
    if (!outside)
        return undefined;
    if (code === 0x5b)
        state.arrays++;
    if (code === 0x5d)
        state.arrays--;
    if (code === 0x5b || code === 0x5d || code === 0x2c || code === 0x0a)
        return 'separates';
    return code === 0x20 || code === 0x09 || code === 0x0d ? undefined : 'stray';
}
//# sourceMappingURL=json-values.js.map
;// CONCATENATED MODULE: ./build/parse/lines.js


const lines_BLOCK_BYTES = 1 << 19;
/** Expected maximum size of a chunk; larger ones are supported. */
const ROOM_FOR_A_CHUNK = 1 << 18;
/** More than the number of buffers in use at once. */
const MAX_IDLE = 16;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
/** An empty pool, which allocates buffers as needed. */
function createBlockPool() {
    const idle = [];
    return {
        take: () => idle.pop() ?? Buffer.allocUnsafeSlow(lines_BLOCK_BYTES),
        release(block) {
            if (block.length === lines_BLOCK_BYTES && idle.length < MAX_IDLE)
                idle.push(block);
        },
    };
}
/**
 * Yields the lines of a report in blocks of complete lines. The caller must read each block to its end before the next.
 * A report is NDJSON; a JSON array, or objects that span several lines, are accepted too, and each value counts as a line.
 * Blank lines are skipped.
 * @throws Fault when a line or a value is above the size limit
 * @throws IncompleteReport when the file ends in the middle of a value
 */
async function* readLines(bytes, pool = createBlockPool()) {
    let reader;
    let block = pool.take();
    let held = 0;
    try {
        for await (const chunk of bytes) {
            if (held + chunk.length > block.length)
                block = lines_grown(block, held, held + chunk.length);
            block.set(chunk, held);
            held += chunk.length;
            if (held < lines_BLOCK_BYTES - ROOM_FOR_A_CHUNK)
                continue;
            reader ??= readerOf(block, held);
            const cut = reader.cut(block, held);
            if (cut === 0)
                continue;
            yield reader.read(block, cut);
            block.copyWithin(0, cut, held);
            held -= cut;
        }
        if (held > 0)
            reader ??= readerOf(block, held);
        if (reader === undefined)
            return;
        yield reader.read(block, held);
        yield reader.rest();
        reader.mustBeComplete();
    }
    finally {
        pool.release(block);
    }
}
function lines_grown(block, held, needed) {
    if (needed > MAX_LINE_BYTES) {
        throw tooLong('a line');
    }
    const larger = Buffer.allocUnsafe(Math.max(block.length * 2, needed));
    block.copy(larger, 0, 0, held);
    return larger;
}
function readerOf(block, held) {
    return isMultiLine(block.toString('latin1', 0, Math.min(256, held))) ? multiLineReader() : lineReader();
}
/** Whether a file begins with an array, or with an object that does not end on its first line. */
function isMultiLine(head) {
    return /^(\xef\xbb\xbf)?\s*(\[|\{[ \t\r]*\n)/.test(head);
}
function lineReader() {
    const lines = new LinesOfBlock();
    const open = (block, end) => {
        const isFirst = lines.number === 0;
        const hasMark = isFirst && block.toString('latin1', 0, Math.min(3, end)) === BYTE_ORDER_MARK;
        lines.open(block, hasMark ? 3 : 0, end);
        return lines;
    };
    return {
        cut: (block, held) => block.lastIndexOf(NEWLINE, held - 1) + 1,
        read: open,
        rest: () => open(Buffer.alloc(0), 0),
        mustBeComplete() {
            if (isCutOff(lines.unended))
                throw new fault_IncompleteReport(`it ends in the middle of line ${lines.number}`);
        },
    };
}
/** Lines that end at line breaks. */
class LinesOfBlock {
    bytes = Buffer.alloc(0);
    start = 0;
    end = 0;
    number = 0;
    count = 0;
    size = 0;
    /** The last line of the file if it does not end with a line break. */
    unended = '';
    #next = 0;
    open(block, start, end) {
        this.bytes = block;
        this.#next = start;
        this.size = end;
    }
    next() {
        const { bytes, size } = this;
        while (this.#next < size) {
            const start = this.#next;
            const newline = bytes.indexOf(NEWLINE, start);
            const hasEnd = newline !== -1 && newline < size;
            const end = hasEnd ? newline : size;
            this.#next = end + 1;
            this.number++;
            if (!hasEnd)
                this.unended = bytes.toString('utf8', start, end);
            if (isBlank(bytes, start, end))
                continue;
            this.start = start;
            this.end = end;
            this.count++;
            return true;
        }
        return false;
    }
}
function isBlank(block, start, end) {
    return block[start] !== 0x7b && block.toString('utf8', start, end).trim() === '';
}
/** Whether a line is an object that is never closed. Any other unreadable last line is a bad line, not an incomplete file. */
function isCutOff(line) {
    if (!line.trimStart().startsWith('{'))
        return false;
    const splitter = createSplitter();
    splitter.split(line);
    splitter.rest();
    return !splitter.isComplete;
}
function multiLineReader() {
    const decoder = new TextDecoder();
    const splitter = createSplitter();
    const lines = new LinesOfTexts();
    const open = (texts, size) => {
        lines.open(texts, size);
        return lines;
    };
    return {
        cut: (_, held) => held,
        read: (block, end) => open(splitter.split(decoder.decode(block.subarray(0, end), { stream: true })), end),
        rest: () => open(splitter.rest(), 0),
        mustBeComplete() {
            if (!splitter.isComplete)
                throw new fault_IncompleteReport('it ends in the middle of a JSON value');
        },
    };
}
/** Values as lines, regardless of their line breaks. */
class LinesOfTexts {
    bytes = Buffer.alloc(0);
    start = 0;
    end = 0;
    number = 0;
    count = 0;
    size = 0;
    #texts = [];
    #next = 0;
    open(texts, size) {
        this.#texts = texts;
        this.#next = 0;
        this.size = size;
    }
    next() {
        const value = this.#texts[this.#next++];
        if (value === undefined)
            return false;
        this.bytes = Buffer.from(value.text);
        this.end = this.bytes.length;
        this.number = value.line;
        this.count++;
        return true;
    }
}
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/parse/foreign.js


/** Recognisable contents that are not a report, by the start of the file; the first match is reported. */
const FORMATS = [
    [
        (head) => head.startsWith('ÿþ') || head.startsWith('þÿ') || head.slice(0, 2).includes('\0'),
        'is UTF-16 text, which PowerShell\u2019s > writes: write it with -Encoding utf8, or download it with curl --output',
    ],
    [(head) => head.startsWith('PK\u0003\u0004'), 'is a ZIP archive: unpack it first'],
    [
        (head) => /^\s*(<\?xml[^>]*>\s*)?<(!doctype html|html)/i.test(head),
        'is an HTML page, such as the log-in page of a proxy, and no report: download it again from where GitHub can be reached',
    ],
    [
        (head) => /^\s*</.test(head),
        'is XML, which the storage answers with when a link has expired: ask GitHub for fresh links and download the files right after that',
    ],
    [
        (head) => /^"?\w+"?(?:[,;\t]"?[\w ]+"?)+\s*$/.test(head),
        'is CSV: a report is NDJSON, one JSON object a line; keep the file as GitHub gives it',
    ],
];
/** The same for JSON, by the keys of the first object. */
const OBJECTS = [
    [
        (object) => 'download_links' in object,
        'is GitHub\u2019s answer with download_links and not the report: download the files behind these links, as README shows under "Reports from files"',
    ],
    [
        (object) => 'day_totals' in object || ('report_start_day' in object && !('user_id' in object)),
        'is a 28-day report in one object and names no user a line: download the users-1-day and user-teams-1-day reports of each day',
    ],
    [
        (object) => 'daily_active_users' in object && !('user_id' in object),
        'is the report of the organization or enterprise as a whole and names no user: download the users-1-day report',
    ],
    [
        (object) => 'message' in object && !('user_id' in object),
        'is GitHub\u2019s error message and not the report: look what it says, and download the report again',
    ],
];
/** What is wrong with a file that holds the other report, as a predicate. */
const IS_USER_TEAMS = 'holds memberships (lines with a team_id and no activity): it is a user-teams report; are the two files swapped, or is its name wrong?';
const IS_USERS = 'holds activity and no team_id, so it looks like a users report: are the two files swapped, or is its name wrong?';
/**
 * Recognises from its first line, which was rejected, what a file is instead of a report. Returns that and what to do about
 * it, as a predicate; undefined if the content is not recognised. Never quotes the line.
 */
function foreignContent(line, report) {
    const head = line.toString('latin1', 0, 2000);
    for (const [fits, sentence] of FORMATS)
        if (fits(head))
            return sentence;
    const object = parseObject(line.toString('utf8'));
    if (object instanceof Rejection)
        return undefined;
    for (const [fits, sentence] of OBJECTS)
        if (fits(object))
            return sentence;
    const hasTeam = 'team_id' in object;
    if (report === 'users')
        return hasTeam && !carriesActivity(object) ? IS_USER_TEAMS : undefined;
    return !hasTeam && carriesActivity(object) ? IS_USERS : undefined;
}
//# sourceMappingURL=foreign.js.map
;// CONCATENATED MODULE: ./build/read-report.js




/** Above this share of rejected lines in a report, nothing is published. */
const MOST_REJECTED = 0.01;
/** Rejected lines listed per report and day: far more than 1 % of any real one. */
const MOST_LISTED = 100_000;
/** The tally of a report of which nothing was read. */
function emptyTally() {
    return { lines: 0, bytes: 0, rejectedCount: 0, rejected: [], files: [] };
}
/**
 * Lists the current line of a file as rejected.
 * @throws Fault about `it`, the file, if the line shows that the file is not such a report
 */
function reject(tally, about, { count, bytes, start, end, number }, { reason, isOfOtherReport }) {
    if (isOfOtherReport)
        throw new fault_Fault(`it ${about.report === 'users' ? IS_USER_TEAMS : IS_USERS}`);
    const foreign = count === 1 ? foreignContent(bytes.subarray(start, end), about.report) : undefined;
    if (foreign !== undefined)
        throw new fault_Fault(`it ${foreign}`);
    tally.rejectedCount++;
    if (tally.rejected.length < MOST_LISTED)
        tally.rejected.push({ ...about, line: number, reason });
}
/** @throws Fault if too many lines of a report are rejected. `name` is the report's, for the sentence. */
function refuseMostlyBroken({ lines, rejectedCount, rejected: [first] }, name) {
    if (first === undefined || rejectedCount <= lines * MOST_REJECTED)
        return;
    const cure = first.reason === OTHER_DAY
        ? 'is it under the name of another day, or a report of several days?'
        : 'get the report again';
    throw new fault_Fault(`${rejectedCount} of ${lines} lines of ${name} cannot be used (the first is line ${first.line} of ${first.file}: ${first.reason}); that is more than 1 %, so nothing is published: ${cure}`);
}
/** A file as the subject of a sentence. */
function subjectOf(file, entity, report, day) {
    return `${file} of ${source_nameOfReport(entity, report, day)}`;
}
/** Says of which file an error is that was thrown while it was read. */
function errorOf(subject, error) {
    return error instanceof fault_Fault ? new fault_Fault(`${subject}: ${error.message}`, { cause: error }) : error;
}
/** The fault of a file by a predicate, such as `is a web page`. */
function faultOfFile(subject, predicate) {
    return new Fault(`${subject}: it ${predicate}`);
}
//# sourceMappingURL=read-report.js.map
;// CONCATENATED MODULE: ./build/columns/counter-table.js
const BLOCK_BITS = 13;
const ROWS_PER_BLOCK = 1 << BLOCK_BITS;
/** The largest counter that a row stores itself; larger ones are in `large`. */
const LARGEST = 2 ** 31 - 1;
/** A table without rows, with `width` counters (1 to 31) per row. */
function emptyCounterTable(width) {
    return {
        width,
        blocks: [],
        large: [],
        rows: 0,
        index: { keys: undefined, indexOf: [], loadedFor: [], load: 0 },
    };
}
/** Removes all rows and keeps the memory. */
function clearCounterTable(table) {
    const used = table.rows * (table.width + 1);
    for (const block of table.blocks)
        block.fill(0, 0, Math.min(block.length, used));
    table.large.length = 0;
    table.rows = 0;
    table.index.keys = undefined;
}
/** Appends a row whose counters are all unknown and returns its index. */
function counter_table_newCounterRow(table) {
    const row = table.rows++;
    if (row >>> BLOCK_BITS >= table.blocks.length) {
        table.blocks.push(new Int32Array(ROWS_PER_BLOCK * (table.width + 1)));
    }
    return row;
}
/** A counter of a row; `null` if unknown. */
function countAt({ width, blocks, large }, row, index) {
    const block = blocks[row >>> BLOCK_BITS];
    const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1);
    if (((block[start + width] >>> index) & 1) === 0)
        return null;
    const count = block[start + index];
    return count < 0 ? large[-1 - count] : count;
}
/** Adds `count` to a counter of a row. */
function addCount({ width, blocks, large }, row, index, count) {
    const block = blocks[row >>> BLOCK_BITS];
    const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1);
    block[start + width] = block[start + width] | (1 << index);
    addAt(block, start + index, large, count);
}
/** Makes a counter of a row unknown. */
function forgetCount({ width, blocks }, row, index) {
    const block = blocks[row >>> BLOCK_BITS];
    const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1);
    block[start + width] = block[start + width] & ~(1 << index);
    block[start + index] = 0;
}
/** Adds the first `count` counters of row `from` of `more` to row `row` of `table`. */
function counter_table_addCounterRow(table, row, more, from, count) {
    for (let index = 0; index < count; index++) {
        const addend = countAt(more, from, index);
        if (addend !== null)
            addCount(table, row, index, addend);
    }
}
/**
 * Adds counters to a row. `known` is the bitmask of the counters to make known, `present` that of the ones above 0; only the
 * latter are stored, in order, from offset `at` of `numbers` (negative: \u22121 minus an index in `largeNumbers`). `last` is
 * added to the last counter of the row.
 */
function addPresent({ width, blocks, large }, row, numbers, at, known, present, last, largeNumbers) {
    const block = blocks[row >>> BLOCK_BITS];
    const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1);
    block[start + width] = block[start + width] | known | (1 << (width - 1));
    block[start + width - 1] = block[start + width - 1] + last;
    let from = at;
    for (let rest = present; rest !== 0; rest &= rest - 1) {
        const count = numbers[from++];
        const to = start + 31 - Math.clz32(rest & -rest);
        const sum = block[to] + count;
        // Both are below 2^31, so that the sum is exact; a negative one refers to `large`.
        if (count >= 0 && sum <= LARGEST && block[to] >= 0)
            block[to] = sum;
        else
            addAt(block, to, large, count < 0 ? largeNumbers[-1 - count] : count);
    }
}
function addAt(block, at, large, count) {
    const before = block[at];
    if (before < 0)
        large[-1 - before] = large[-1 - before] + count;
    else if (before + count <= LARGEST)
        block[at] = before + count;
    else
        block[at] = -large.push(before + count);
}
/** Returns a count as int32; one that is too large is appended to `large` and returned as \u22121 minus its index. */
function toNumber(count, large) {
    return count <= LARGEST ? count : -large.push(count);
}
//# sourceMappingURL=counter-table.js.map
;// CONCATENATED MODULE: ./build/rollup/value-counts.js


/** Index of the user-days in a row of the table; the seven counters come before it. */
const value_counts_USER_DAYS = report_format_COUNTERS.length;
/** An empty counter table for values: the seven counters, then user-days. */
function value_counts_emptyValueCounts() {
    return emptyCounterTable(report_format_COUNTERS.length + 1);
}
//# sourceMappingURL=value-counts.js.map
;// CONCATENATED MODULE: ./build/rules/dimensions.js

/** Dimensions that every row has, in the order of every file. Newer ones follow, sorted by name. */
const DIMENSIONS = [
    'ide',
    'feature',
    'language',
    'model',
    'language_feature',
    'language_model',
    'model_feature',
];
/**
 * For each of KNOWN_ARRAYS: the dimension under which its entries are counted, and whether they are also counted under the
 * first of their two keys alone, summed over the second.
 */
const DIMENSIONS_OF_ARRAYS = [
    { dimension: 'ide', alsoFirst: false },
    { dimension: 'feature', alsoFirst: false },
    { dimension: 'language_feature', alsoFirst: true },
    { dimension: 'language_model', alsoFirst: false },
    { dimension: 'model_feature', alsoFirst: true },
];
/** Dimensions of CLI customisations. An early version of the reports had another name for their counter. */
const CUSTOMISATIONS = new Set(['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin']);
const SEVEN = new Set(report_format_COUNTERS);
/**
 * Calls `visit` for a `totals_by_*` field that GitHub added after this version: with each entry of an array, or once with
 * `isObject` for a single object (counters only, no values). Its dimension is the field name without `totals_by_`. Skips
 * dimensions that the known arrays report already.
 */
function newerTotals(field, value, visit) {
    const dimension = field.slice('totals_by_'.length);
    if (DIMENSIONS.includes(dimension))
        return;
    if (Array.isArray(value)) {
        for (const entry of value)
            if (dimensions_isObject(entry))
                visit(dimension, entry, false);
    }
    else if (dimensions_isObject(value))
        visit(dimension, value, true);
}
/** The keys that name an entry of a newer array, empty if missing. With an id, `value` is the id and `second` the name. */
function namesOf(entry) {
    let [id, first, next] = [];
    for (const key in entry) {
        if (!isName(key, entry[key]))
            continue;
        if (id === undefined && key.endsWith('_id'))
            id = key;
        else if (first === undefined)
            first = key;
        else
            next ??= key;
    }
    const [value, second] = id === undefined ? [first, next] : [id, first];
    const text = (key) => (key === undefined ? '' : String(entry[key]));
    return { value: text(value), second: text(second), isId: id !== undefined };
}
/**
 * Calls `visit` with each additive integer counter of an entry that is not one of COUNTERS. Includes those of nested objects
 * (`token_usage`), one level deep, except `last_known_*`: the last value seen is not a sum of the day.
 */
function otherCounters(entry, dimension, keys, visit, isNested = false) {
    for (const key in entry) {
        const value = entry[key];
        if (isCount(value)) {
            if (keys.isAdditive(key))
                visit(key, value);
        }
        else if (dimensions_isObject(value) && !isNested && !key.startsWith('last_known_'))
            otherCounters(value, '', keys, visit, true);
    }
    if (CUSTOMISATIONS.has(dimension) && entry['interaction_count'] === undefined) {
        const { user_initiated_interaction_count: count } = entry;
        if (isCount(count))
            visit('interaction_count', count);
    }
}
/** Whether a key of COUNTERS means that counter in a newer array: customisations once used one of the names differently. */
function reportsCounter(dimension, name) {
    return name !== 'user_initiated_interaction_count' || !CUSTOMISATIONS.has(dimension);
}
function isName(key, value) {
    if (key === 'sampled_at' || key.includes('version'))
        return false;
    return (typeof value === 'string' && value !== '') || (key.endsWith('_id') && typeof value === 'number');
}
/** Cache limit, far above the number of real keys; further keys are checked each time. */
const dimensions_MAX_KEYS = 10_000;
/** An empty cache. */
function createCounterKeys() {
    const known = new Map();
    return {
        isAdditive(key) {
            const before = known.get(key);
            if (before !== undefined)
                return before;
            const adds = isAdditive(key);
            if (known.size < dimensions_MAX_KEYS)
                known.set(key, adds);
            return adds;
        },
    };
}
/** Averages, medians, percentiles and distinct counts are not additive; versions and timestamps are not counters. */
function isAdditive(key) {
    const isSum = key.endsWith('_count') || key.endsWith('_sum') || key.startsWith('total_');
    return isSum && !SEVEN.has(key) && !/^(distinct|avg|median|p\d+)_/.test(key);
}
/** Whether a value is a safe integer of at least 0. */
function isCount(value) {
    return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value);
}
function dimensions_isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=dimensions.js.map
;// CONCATENATED MODULE: ./build/columns/vector.js
/** An empty vector of doubles. */
function vector_emptyVector(capacity = 1024) {
    return { values: new Float64Array(capacity), length: 0 };
}
/** An empty vector of int32. */
function vector_emptyIntVector(capacity = 1024) {
    return { values: new Int32Array(capacity), length: 0 };
}
/** An empty vector of integers from 0 to 255. */
function vector_emptyByteVector(capacity = 1024) {
    return { values: new Uint8Array(capacity), length: 0 };
}
/** From this number of elements on a vector grows by a quarter, to waste less; below, it doubles, to be copied less often. */
const LARGE = 1 << 17;
/** Makes room for `count` more elements, whose values are unspecified. */
function reserve(numbers, count) {
    const needed = numbers.length + count;
    if (needed <= numbers.values.length)
        return;
    const { length } = numbers.values;
    const capacity = Math.max(Math.ceil(length * (length < LARGE ? 2 : 1.25)), needed);
    const larger = new numbers.values.constructor(capacity);
    larger.set(numbers.values);
    numbers.values = larger;
}
/** Appends `count` elements and returns the index of the first. Without `fill` their values are unspecified. */
function vector_extend(numbers, count, fill) {
    const start = numbers.length;
    if (start + count > numbers.values.length)
        reserve(numbers, count);
    if (fill !== undefined)
        numbers.values.fill(fill, start, start + count);
    numbers.length = start + count;
    return start;
}
//# sourceMappingURL=vector.js.map
;// CONCATENATED MODULE: ./build/rollup/breakdown-cells.js






/** Bit of a cell that continues an earlier cell of the same row and value. The lower bits are those of `RowFields.bitsOf`. */
const REST = 1 << (2 * report_format_COUNTERS.length);
const ALL = (1 << report_format_COUNTERS.length) - 1;
/** Empty caches. */
function createCellScratch() {
    return {
        counterKeys: createCounterKeys(),
        entryCounters: new Float64Array(report_format_COUNTERS.length),
        rowCounts: value_counts_emptyValueCounts(),
    };
}
/** No rows yet. */
function breakdown_cells_emptyCells() {
    return {
        numbers: vector_emptyIntVector(),
        large: [],
        counters: vector_emptyVector(64),
        aliases: vector_emptyIntVector(64),
        ends: vector_emptyIntVector(),
    };
}
/** Removes all rows and keeps the memory. */
function breakdown_cells_clearCells({ numbers, large, counters, aliases, ends }) {
    for (const memory of [numbers, counters, aliases, ends])
        memory.length = 0;
    large.length = 0;
}
/** Elements per row in `Cells.ends`. */
const ENDS = 3;
/** The index where the cells (0), counters (1) or aliases (2) of a row begin. */
function beginOf({ ends }, row, kind) {
    return row === 0 ? 0 : ends.values[(row - 1) * ENDS + kind];
}
function endOf({ ends }, row, kind) {
    return ends.values[row * ENDS + kind];
}
/** Calls `visit` with the other counters of a row and their sums. */
function breakdown_cells_countersOf(cells, row, visit) {
    const { values } = cells.counters;
    const end = endOf(cells, row, 1);
    for (let at = beginOf(cells, row, 1); at < end; at += 2)
        visit(values[at], values[at + 1]);
}
/** Calls `visit` with the aliases of a row, by their numbers. */
function breakdown_cells_eachAlias(cells, row, visit) {
    const end = endOf(cells, row, 2);
    for (let at = beginOf(cells, row, 2); at < end; at++)
        visit(cells.aliases.values[at]);
}
/** Adds the cells of a row to a counter table. `tableRowOf` is called for each cell and returns the table row of its value. */
function breakdown_cells_addCellsTo(counts, cells, row, tableRowOf) {
    const numbers = cells.numbers.values;
    const end = endOf(cells, row, 0);
    for (let at = beginOf(cells, row, 0); at < end;) {
        const bits = numbers[at + 1];
        const present = (bits >>> fields_PRESENT) & ALL;
        const tableRow = tableRowOf(numbers[at]);
        const days = bits >= REST ? 0 : 1;
        at += 2;
        addPresent(counts, tableRow, numbers, at, bits & ALL, present, days, cells.large);
        at += bitCount(present);
    }
}
/** How many of seven bits are set. */
function bitCount(bits) {
    return BIT_COUNTS[bits];
}
const BIT_COUNTS = Uint8Array.from({ length: ALL + 1 }, (_, bits) => bits.toString(2).replaceAll('0', '').length);
/** Replaces the numbers of values, counters and aliases by those at their index in other numberings. */
function breakdown_cells_renumberCells({ numbers, counters, aliases }, values, counterNumbers, aliasNumbers) {
    const cells = numbers.values;
    for (let at = 0; at < numbers.length;) {
        cells[at] = values[cells[at]];
        at += 2 + bitCount((cells[at + 1] >>> PRESENT) & ALL);
    }
    for (let at = 0; at < counters.length; at += 2)
        counters.values[at] = counterNumbers[counters.values[at]];
    for (let at = 0; at < aliases.length; at++)
        aliases.values[at] = aliasNumbers[aliases.values[at]];
}
/** The cells, counters and aliases of a row with names instead of numbers, sorted. */
function cellTexts(cells, row, names, { rowCounts }) {
    const texts = [];
    const tableRows = new Map();
    breakdown_cells_addCellsTo(rowCounts, cells, row, (value) => {
        const tableRow = tableRows.get(value) ?? counter_table_newCounterRow(rowCounts);
        tableRows.set(value, tableRow);
        return tableRow;
    });
    for (const [number, tableRow] of tableRows) {
        const first = tableRows.get(names.values.firstKeyOf(number));
        if (first !== undefined)
            counter_table_addCounterRow(rowCounts, first, rowCounts, tableRow, report_format_COUNTERS.length);
    }
    for (const [number, tableRow] of tableRows) {
        const { dimension, value, second } = names.values.get(number);
        texts.push(JSON.stringify([
            dimension,
            value,
            second,
            report_format_COUNTERS.map((_, index) => countAt(rowCounts, tableRow, index)),
        ]));
    }
    clearCounterTable(rowCounts);
    breakdown_cells_countersOf(cells, row, (counter, sum) => {
        texts.push(JSON.stringify([names.counters.textOf(counter), sum]));
    });
    breakdown_cells_eachAlias(cells, row, (spelling) => {
        texts.push(JSON.stringify(names.values.aliasOf(spelling).raw));
    });
    return texts.toSorted();
}
//# sourceMappingURL=breakdown-cells.js.map
;// CONCATENATED MODULE: ./build/columns/bit-sets.js
/** A roster without people. */
function emptyRoster() {
    return { people: [], slots: new Map() };
}
/** Empty sets with `width` words per person. Reuses `words` as backing storage if it is large enough. */
function bit_sets_emptySets(roster = emptyRoster(), width = 1, words = NO_WORDS) {
    const length = roster.people.length * width;
    return { roster, width, words: words.length < length ? NO_WORDS : words.subarray(0, length).fill(0) };
}
const NO_WORDS = new Int32Array();
/** Returns the person's slot, adding the person to the roster if needed. */
function bit_sets_internSlot({ people, slots }, person) {
    let slot = slots.get(person);
    if (slot === undefined) {
        slot = people.push(person) - 1;
        slots.set(person, slot);
    }
    return slot;
}
/** Adds a person to the sets whose bits are set in `bits`, a mask of word `word`. */
function addPerson(sets, person, word, bits) {
    bit_sets_orInto(sets, bit_sets_internSlot(sets.roster, person), word, bits);
}
/** Sets `bits` in word `word` of a slot. */
function bit_sets_orInto(sets, slot, word, bits) {
    if (word >= sets.width || slot * sets.width >= sets.words.length)
        grow(sets, slot, word);
    const at = slot * sets.width + word;
    sets.words[at] = sets.words[at] | bits;
}
/** Makes room for a slot and a word: for the complete roster at once, and for some spare words when there are many. */
function grow(sets, slot, word) {
    const { roster, width, words } = sets;
    const slots = Math.max(roster.people.length, slot + 1 + (words.length === 0 ? 0 : slot >>> 2));
    const wider = word < width ? width : Math.max(word + 1, Math.ceil(width * 1.5));
    const larger = new Int32Array(slots * wider);
    if (wider === width)
        larger.set(words);
    else {
        for (let from = 0, to = 0; from < words.length; from += width, to += wider) {
            for (let index = 0; index < width; index++)
                larger[to + index] = words[from + index];
        }
    }
    sets.width = wider;
    sets.words = larger;
}
/** Word `word` of a slot; 0 if it was never written. */
function bit_sets_wordAt({ width, words }, slot, word) {
    return word < width ? (words[slot * width + word] ?? 0) : 0;
}
/** Word `word` of a person; 0 if the person is not in the roster. */
function bit_sets_bitsOf(sets, person, word) {
    const slot = sets.roster.slots.get(person);
    return slot === undefined ? 0 : bit_sets_wordAt(sets, slot, word);
}
/** Yields everyone who is in at least one set of word `word`, with that word and their slot. */
function* bit_sets_peopleIn(sets, word) {
    const { people } = sets.roster;
    for (let slot = 0; slot < people.length; slot++) {
        const bits = bit_sets_wordAt(sets, slot, word);
        if (bits !== 0)
            yield [people[slot], bits, slot];
    }
}
/** How many people are in every set whose bit is set in `bits`, a mask of word `word`. */
function bit_sets_countIn({ width, words }, word, bits) {
    let count = 0;
    if (word < width) {
        for (let at = word; at < words.length; at += width)
            if ((words[at] & bits) === bits)
                count++;
    }
    return count;
}
/** How many people are in the set of bit number `bit`. */
function bit_sets_countBit(sets, bit) {
    return bit_sets_countIn(sets, bit >>> 5, 1 << (bit & 31));
}
/** How many people are in at least one of the sets with the bit numbers `bits`. */
function countAny(sets, bits) {
    let count = 0;
    for (let slot = 0; slot < sets.roster.people.length; slot++) {
        if (bits.some((bit) => (bit_sets_wordAt(sets, slot, bit >>> 5) >>> (bit & 31)) & 1))
            count++;
    }
    return count;
}
/** Replaces `sets` with its union with `more`. */
function bit_sets_unite(sets, more) {
    const { roster, width, words } = more;
    const isSame = sets.roster === roster;
    for (let slot = 0; slot * width < words.length; slot++) {
        for (let word = 0; word < width; word++) {
            const bits = words[slot * width + word];
            if (bits !== 0)
                bit_sets_orInto(sets, isSame ? slot : bit_sets_internSlot(sets.roster, roster.people[slot]), word, bits);
        }
    }
}
//# sourceMappingURL=bit-sets.js.map
;// CONCATENATED MODULE: ./build/rollup/breakdowns.js





/** An empty breakdown, for the people of `roster` if given. */
function breakdowns_emptyBreakdown(counts = emptyValueCounts(), roster) {
    return {
        counts,
        columns: emptyIntVector(16),
        people: emptySets(roster),
        counters: new Map(),
        aliases: new Set(),
    };
}
/** The numbers of the values of a breakdown, by index. */
function valuesOf({ columns }) {
    return Array.from({ length: columns.length / 2 }, (_, index) => columns.values[index * 2]);
}
/** The number of the value of the column at `index`. */
function valueAt({ columns }, index) {
    return columns.values[index * 2];
}
/** The row in `counts` of the column at `index`. */
function rowAt({ columns }, index) {
    return columns.values[index * 2 + 1];
}
/** Adds the cells of the people in `matches`: by slot, their row; negative: none. */
function breakdowns_addRowsToBreakdown(breakdown, cells, matches) {
    const { counts, aliases, counters, people, columns } = breakdown;
    let slot = 0;
    const tableRowOf = (value) => {
        const index = internIndex(breakdown, value);
        orInto(people, slot, index >>> 5, 1 << (index & 31));
        return columns.values[index * 2 + 1];
    };
    const addCounter = (counter, sum) => {
        counters.set(counter, (counters.get(counter) ?? 0) + sum);
    };
    const addSpelling = (spelling) => {
        aliases.add(spelling);
    };
    for (; slot < matches.length; slot++) {
        const row = matches[slot];
        if (row < 0)
            continue;
        addCellsTo(counts, cells, row, tableRowOf);
        countersOf(cells, row, addCounter);
        eachAlias(cells, row, addSpelling);
    }
}
/** Adds the counters of pairs to those of their first key, whose rows have none of their own. To be called once. */
function breakdowns_addCountersOfPairs(breakdown, firstKeyOf) {
    const { counts } = breakdown;
    valuesOf(breakdown).forEach((value, index) => {
        const first = firstKeyOf(value);
        if (first === -1)
            return;
        const row = rowAt(breakdown, internIndex(breakdown, first));
        addCounterRow(counts, row, counts, rowAt(breakdown, index), USER_DAYS);
    });
}
/** Adds `more` to `breakdown` and returns `breakdown`. Associative and commutative, like `addTotals`. */
function addBreakdowns(breakdown, more) {
    valuesOf(more).forEach((value, index) => addValue(breakdown, internIndex(breakdown, value), more, index, USER_DAYS + 1));
    for (const [counter, sum] of more.counters)
        breakdown.counters.set(counter, (breakdown.counters.get(counter) ?? 0) + sum);
    for (const spelling of more.aliases)
        breakdown.aliases.add(spelling);
    return breakdown;
}
/** Adds the column at index `from` of `more` (its first `count` sums, and its people) to the one at `index` of `breakdown`. */
function addValue(breakdown, index, more, from, count) {
    addCounterRow(breakdown.counts, rowAt(breakdown, index), more.counts, rowAt(more, from), count);
    for (const [person, bits] of peopleIn(more.people, from >>> 5)) {
        if (((bits >>> (from & 31)) & 1) === 0)
            continue;
        orInto(breakdown.people, internSlot(breakdown.people.roster, person), index >>> 5, 1 << (index & 31));
    }
}
/** Returns the column index of a value in `breakdown`, adding a column if needed. */
function internIndex(breakdown, value) {
    const { counts, columns } = breakdown;
    const { index } = counts;
    if (index.keys !== columns)
        loadIndex(index, columns);
    if (index.loadedFor[value] === index.load)
        return index.indexOf[value];
    const at = extend(columns, 2);
    columns.values[at] = value;
    columns.values[at + 1] = newCounterRow(counts);
    index.loadedFor[value] = index.load;
    return (index.indexOf[value] = at / 2);
}
/** Loads the column indexes of a breakdown's values, for repeated lookups in the same breakdown. */
function loadIndex(index, columns) {
    index.keys = columns;
    index.load++;
    for (let column = 0; column * 2 < columns.length; column++) {
        const value = columns.values[column * 2];
        index.indexOf[value] = column;
        index.loadedFor[value] = index.load;
    }
}
//# sourceMappingURL=breakdowns.js.map
;// CONCATENATED MODULE: ./build/rules/features.js

/** Columns that count users by a flag of their rows. */
const features_USER_COLUMNS = [
    'chat_users',
    'agent_users',
    'cli_users',
    'copilot_app_users',
    'cloud_agent_users',
    'code_review_users',
    'code_review_passive_users',
];
const INTERACTIONS = ['user_initiated_interaction_count'];
const ANY_COUNTER = report_format_COUNTERS;
const day = (text) => text;
const chat = (...features) => ({ entries: { features, counters: INTERACTIONS } });
/** The nine columns of GitHub's user-level feature engagement preview, in its order. */
const PREVIEW_FEATURES = [
    {
        key: 'cli',
        label: 'Copilot CLI',
        meaning: 'Copilot in the terminal, which answers, plans and runs commands',
        since: day('2026-04-02'),
        began: 'Copilot CLI is reported per person',
        countedAs: 'cli_users',
        evidence: {
            flags: ['used_cli'],
            entries: { features: ['copilot_cli'], counters: ANY_COUNTER },
            objects: { name: 'totals_by_cli', counters: ['prompt_count', 'request_count'] },
        },
    },
    {
        key: 'code_completion',
        label: 'Code completion',
        meaning: 'suggestions while typing; engaged: accepted, wholly or in part',
        evidence: { entries: { features: ['code_completion'], counters: ['code_acceptance_activity_count'] } },
    },
    {
        key: 'code_review',
        label: 'Code review',
        meaning: 'a review of a change, asked for, or a suggestion of one applied',
        since: day('2026-04-06'),
        began: 'code review is reported per person',
        countedAs: 'code_review_users',
        evidence: { flags: ['used_copilot_code_review_active'], nullMeansNo: true },
    },
    { key: 'dotcom_chat', label: 'Chat on GitHub.com', meaning: 'chat on the pages of GitHub.com' },
    {
        key: 'inline_chat',
        label: 'Inline chat',
        meaning: 'chat in the code itself, about the lines around it',
        evidence: chat('chat_inline'),
    },
    {
        key: 'knowledge_base_chat',
        label: 'Knowledge base chat',
        meaning: 'chat about an organization\u2019s documentation',
    },
    { key: 'mobile_chat', label: 'Mobile chat', meaning: 'chat in GitHub\u2019s app for phones' },
    {
        key: 'panel_chat',
        label: 'Panel chat',
        meaning: 'chat beside the code, in any of its modes',
        evidence: chat('chat_panel_*'),
    },
    {
        key: 'pull_request_summary',
        label: 'Pull request summary',
        meaning: 'a summary that Copilot writes of a pull request',
    },
];
/** The registry: every known feature, in the order of every file. Unlisted features (added by GitHub) follow, by key. */
const features_FEATURES = [
    ...PREVIEW_FEATURES,
    {
        key: 'ask_mode',
        label: 'Ask mode',
        meaning: 'questions and answers, without changes to files',
        isMode: true,
        evidence: chat('chat_panel_ask_mode'),
    },
    {
        key: 'edit_mode',
        label: 'Edit mode',
        meaning: 'changes to chosen files, shown before they are kept',
        isMode: true,
        evidence: chat('chat_panel_edit_mode'),
    },
    {
        key: 'plan_mode',
        label: 'Plan mode',
        meaning: 'a plan first, before any change',
        since: day('2026-03-02'),
        began: 'plan mode is reported',
        isMode: true,
        evidence: chat('chat_panel_plan_mode'),
    },
    {
        key: 'custom_mode',
        label: 'Custom mode',
        meaning: 'a mode that somebody set up for a purpose',
        isMode: true,
        evidence: chat('chat_panel_custom_mode'),
    },
    {
        key: 'agent_mode',
        label: 'Agent mode',
        meaning: 'Copilot works on a task in the editor by itself: it reads, changes and runs',
        countedAs: 'agent_users',
        evidence: { flags: ['used_agent'], ...chat('chat_panel_agent_mode') },
    },
    {
        key: 'agent_edit',
        label: 'Agent edits',
        meaning: 'code that agents put into files or take out of them',
        evidence: {
            entries: {
                features: ['agent_edit'],
                counters: ['code_generation_activity_count', 'loc_added_sum', 'loc_deleted_sum'],
            },
        },
    },
    {
        key: 'cloud_agent',
        label: 'Cloud agent',
        meaning: 'an agent that works on an issue on GitHub and opens a pull request',
        countedAs: 'cloud_agent_users',
        evidence: { flags: ['used_copilot_cloud_agent', 'used_copilot_coding_agent'] },
    },
    {
        key: 'copilot_app',
        label: 'Copilot app',
        meaning: 'the desktop app for working with several agents',
        since: day('2026-07-28'),
        began: 'the Copilot app is reported per person',
        countedAs: 'copilot_app_users',
        evidence: {
            flags: ['used_copilot_app'],
            entries: { features: ['copilot_app'], counters: ANY_COUNTER },
            objects: { name: 'totals_by_copilot_app', counters: ['prompt_count', 'request_count'] },
        },
    },
    {
        key: 'third_party_agent',
        label: 'Third-party agents',
        meaning: 'agents of other makers, run by way of Copilot',
        since: day('2026-08-07'),
        began: 'third-party agents are reported',
        evidence: {
            objects: { name: 'totals_by_3rd_party_agent', counters: INTERACTIONS },
            omittedWhenUnused: true,
        },
    },
    {
        key: 'vscode_agents',
        label: 'VS Code Agents',
        meaning: 'the Agents window of VS Code',
        since: day('2026-09-11'),
        began: 'VS Code Agents are reported',
        evidence: {
            flags: ['used_vscode_agent'],
            objects: { name: 'totals_by_vscode_agent', counters: ['session_count', 'total_user_messages'] },
            omittedWhenUnused: true,
        },
    },
];
const CODE_REVIEW_SINCE = features_FEATURES.find(({ key }) => key === 'code_review')?.since;
/** Columns that belong to no feature: any chat, and exposure to reviews that the user did not request. */
const OTHER_USER_FLAGS = [
    { column: 'chat_users', flags: ['used_chat'] },
    {
        column: 'code_review_passive_users',
        flags: ['used_copilot_code_review_passive'],
        nullMeansNoSince: CODE_REVIEW_SINCE,
        unless: 'used_copilot_code_review_active',
    },
];
const FLAGS_OF_FEATURES = features_FEATURES.flatMap(({ countedAs, evidence, since }) => countedAs === undefined
    ? []
    : [
        {
            column: countedAs,
            flags: evidence?.flags ?? [],
            nullMeansNoSince: evidence?.nullMeansNo === true ? since : undefined,
        },
    ]);
/** How each of USER_COLUMNS is counted, in the same order. */
const USER_FLAGS = features_USER_COLUMNS.flatMap((column) => [...OTHER_USER_FLAGS, ...FLAGS_OF_FEATURES].filter((flags) => flags.column === column));
/** Values of `totals_by_feature[].feature` that belong to features of the registry. */
const LISTED_VALUES = new Set([
    ...features_FEATURES.flatMap((feature) => feature.evidence?.entries?.features ?? []),
    'chat_panel_unknown_mode',
]);
/** The key of the unlisted feature for a value of `totals_by_feature[].feature`; undefined for buckets and listed features. */
function unlistedFeatureKey(value) {
    const key = value.trim().toLowerCase();
    return key === '' || key === 'others' || key.includes('unknown') || LISTED_VALUES.has(key) ? undefined : key;
}
//# sourceMappingURL=features.js.map
;// CONCATENATED MODULE: ./build/rollup/totals.js



const FIRST_FLAG = report_format_COUNTERS.length + 5;
const FIRST_FEATURE = FIRST_FLAG + features_USER_COLUMNS.length;
/** Layout of `Totals.sums`: the offset of each sum. */
const totals_SUM = {
    /** 0 to 6: the seven counters. */
    counters: 0,
    /** Millionths of a credit. */
    credits: report_format_COUNTERS.length,
    completionGenerations: report_format_COUNTERS.length + 1,
    completionAcceptances: report_format_COUNTERS.length + 2,
    /** User-days with a row; with engagement in any feature. */
    activeDays: report_format_COUNTERS.length + 3,
    engagedDays: report_format_COUNTERS.length + 4,
    /** User-days with a flag set, in the order of USER_COLUMNS; unknown if no row carries the flag. */
    flags: FIRST_FLAG,
    /** User-days of engagement, in the order of FEATURES; unknown if no row shows the feature. */
    features: FIRST_FEATURE,
    /** User-days whose row carries `totals_by_feature`, so that a feature without an entry in it is 0. */
    featureArrays: FIRST_FEATURE + features_FEATURES.length,
    /** Days on which a team was listed and rows were reported. */
    daysJoined: FIRST_FEATURE + features_FEATURES.length + 1,
    length: FIRST_FEATURE + features_FEATURES.length + 2,
};
/** Layout of `Totals.people`: bits 0 to 31 in word 0, then a word per kind of feature bit, then further bits. */
const totals_PERSON = {
    member: 0,
    active: 1,
    engaged: 2,
    /** Active on a day whose teams are known. */
    teamsKnown: 3,
    /** The first of the bits in the order of USER_COLUMNS. */
    flags: 4,
    /** In the same order: a row of theirs carries the flag, set or not. */
    knownFlags: 4 + features_USER_COLUMNS.length,
    /** Words, with bits in the order of FEATURES: engaged with it; active when rows could show it. */
    engagedFeatures: 1,
    reportableFeatures: 2,
    /** The first of the bits for unlisted features, by number: engaged with it. */
    unlistedFeatures: 96,
};
/** Words of `PERSON` bits that every row has. */
const totals_PERSON_WORDS = 3;
/** Empty totals, for the people of `roster` if given. Reuses `words` as backing storage if it is large enough. */
function totals_emptyTotals(roster, words) {
    return {
        sums: NOTHING.slice(),
        hasCounters: false,
        unlistedFeatureDays: NO_DAYS,
        people: emptySets(roster, totals_PERSON_WORDS, words),
    };
}
const NOTHING = Array.from({ length: totals_SUM.length }, () => Number.NaN);
/** Adds `more` to `totals` and returns `totals`. */
function totals_addTotals(totals, more) {
    totals_addSums(totals.sums, more.sums);
    totals.hasCounters ||= more.hasCounters;
    for (const [feature, days] of more.unlistedFeatureDays)
        totals_addUnlistedFeatureDays(totals, feature, days);
    unite(totals.people, more.people);
    return totals;
}
/** Shared by all totals without unlisted features; never modified. */
const NO_DAYS = new Map();
/** Adds user-days of engagement with an unlisted feature. */
function totals_addUnlistedFeatureDays(totals, feature, days) {
    const own = totals.unlistedFeatureDays === NO_DAYS ? new Map() : totals.unlistedFeatureDays;
    own.set(feature, totals_plus(own.get(feature) ?? Number.NaN, days));
    totals.unlistedFeatureDays = own;
}
/** The sum of two numbers either of which may be unknown. */
function totals_plus(left, right) {
    return Number.isNaN(left) ? right : Number.isNaN(right) ? left : left + right;
}
/** Adds sums element by element; the addends begin at index `from` of `more`. */
function totals_addSums(sums, more, from = 0, count = sums.length) {
    totals_addSumsAt(sums, 0, more, from, count);
}
/** The same, with sums that begin at index `start`. */
function totals_addSumsAt(sums, start, more, from, count) {
    for (let index = 0; index < count; index++) {
        const addend = more[from + index];
        if (addend !== addend)
            continue;
        const sum = sums[start + index];
        sums[start + index] = sum === sum ? sum + addend : addend;
    }
}
const BIT_OF_SET = {
    member: totals_PERSON.member,
    active: totals_PERSON.active,
    engaged: totals_PERSON.engaged,
    teams_known: totals_PERSON.teamsKnown,
};
/** Distinct users who are in all of some sets. */
function totals_users({ people }, ...sets) {
    return countIn(people, 0, sets.reduce((bits, set) => bits | (1 << BIT_OF_SET[set]), 0));
}
/** User-days with a row; for one day, the number of active users. */
function activeDays({ sums }) {
    return totals_known(sums[totals_SUM.activeDays]) ?? 0;
}
/** User-days of engagement with any feature; for one day, the number of engaged users. */
function engagedDays({ sums }) {
    return totals_known(sums[totals_SUM.engagedDays]) ?? 0;
}
/** Whether rows were joined on any day. If not, the activity of a team is unknown. */
function isJoined({ sums }) {
    return (totals_known(sums[totals_SUM.daysJoined]) ?? 0) > 0;
}
/**
 * The seven counters. 0 if nobody was active and rows can carry counters; otherwise `null` (unknown) if no row carries them,
 * or if there is no activity.
 */
function counters(activity) {
    const values = { ...ALL_UNKNOWN };
    if (activity === undefined)
        return values;
    for (let index = 0; index < COUNTERS.length; index++) {
        values[COUNTERS[index]] = reportedSum(activity, totals_SUM.counters + index);
    }
    return values;
}
const ALL_UNKNOWN = Object.fromEntries(report_format_COUNTERS.map((name) => [name, null]));
/** AI credits; `null` if unknown, as for counters. */
function credits(activity) {
    const millionths = reportedSum(activity, totals_SUM.credits);
    return millionths === null ? null : millionths / MILLION;
}
/** Sums of credits are kept in millionths. */
const MILLION = 1e6;
/** Code completions shown, and accepted; `null` if unknown. */
function completions({ sums }) {
    return {
        generated: totals_known(sums[totals_SUM.completionGenerations]),
        accepted: totals_known(sums[totals_SUM.completionAcceptances]),
    };
}
/** Distinct users with a flag of a column set; `null` if no row carries one. */
function flagUsers(totals, column) {
    const index = USER_COLUMNS.indexOf(column);
    return reportedSum(totals, totals_SUM.flags + index) === null
        ? null
        : countBit(totals.people, totals_PERSON.flags + index);
}
function reportedSum(activity, sum) {
    const quiet = activity.hasCounters && activeDays(activity) === 0;
    return totals_known(activity.sums[sum]) ?? (quiet ? 0 : null);
}
/** Converts unknown numbers from `NaN` or undefined to `null`. */
function totals_known(value) {
    return value === undefined || Number.isNaN(value) ? null : value;
}
//# sourceMappingURL=totals.js.map
;// CONCATENATED MODULE: ./build/rollup/engagement.js





const withEvidence = features_FEATURES.flatMap((feature, index) => feature.evidence === undefined ? [] : [{ ...feature.evidence, bit: 1 << index, since: feature.since }]);
const maskOf = (filter) => withEvidence.filter(filter).reduce((mask, { bit }) => mask | bit, 0);
const IN_ENTRIES = maskOf(({ entries }) => entries !== undefined);
const OMITTED = maskOf(({ omittedWhenUnused }) => omittedWhenUnused === true);
const NULL_MEANS_NO = maskOf(({ nullMeansNo }) => nullMeansNo === true);
/** The features that each of FLAGS shows. */
const BITS_OF_FLAGS = FLAGS.map((flag) => maskOf(({ flags }) => flags?.includes(flag) ?? false));
/** By the name of a field that is an object, or an array of them. */
const OBJECT_RULES = Map.groupBy(withEvidence.flatMap(({ bit, objects }) => (objects === undefined ? [] : [{ bit, ...objects }])), ({ name }) => name);
/** Bits of the features that rows could show on `day`, if GitHub reported them. */
function reportableOn(day) {
    return features_FEATURES.reduce((mask, { since }, index) => {
        return since === undefined || since <= day ? mask | (1 << index) : mask;
    }, 0);
}
/** Which features the user of `row` engaged with that day. `reportable` are the bits of `reportableOn` for the row's day. */
function engagementOf(row, reportable, rules) {
    if (row.features !== undefined)
        return engagementOfPreview(row.features);
    let engaged = 0;
    let known = OMITTED & reportable;
    for (let flag = 0; flag < BITS_OF_FLAGS.length; flag++) {
        const value = row.flags[flag];
        const bit = BITS_OF_FLAGS[flag];
        if (value === 1)
            engaged |= bit;
        else if (value === 0)
            known |= bit;
        else if (value === CARRIED_AS_NULL)
            known |= bit & NULL_MEANS_NO & reportable;
    }
    for (let index = 0; index < row.newTotals.length; index++) {
        const [field, value] = row.newTotals[index];
        const features = OBJECT_RULES.get(field);
        // A value of another type says nothing about engagement.
        if (features === undefined || typeof value !== 'object' || value === null)
            continue;
        for (const { bit, counters } of features) {
            known |= bit;
            if (shows(value, counters))
                engaged |= bit;
        }
    }
    if (!carriesFeatureArray(row))
        return { ...engagement_NO_ENTRIES, engaged, known: known | engaged };
    known |= IN_ENTRIES & reportable;
    let unlisted;
    let [generations, acceptances] = [Number.NaN, Number.NaN];
    for (let entry = 0; entry < row.entries; entry++) {
        const feature = rulesAt(row, entry, rules);
        if (feature === undefined)
            continue;
        const present = row.bitsOf[entry] >>> fields_PRESENT;
        for (const { bit, counters } of feature.rules) {
            known |= bit;
            if ((present & counters) !== 0)
                engaged |= bit;
        }
        if (feature.isCompletion) {
            generations = totals_plus(generations, counterOf(row, entry, GENERATIONS));
            acceptances = totals_plus(acceptances, counterOf(row, entry, ACCEPTANCES));
        }
        if (feature.unlistedKey === undefined)
            continue;
        unlisted ??= new Map();
        unlisted.set(feature.unlistedKey, (unlisted.get(feature.unlistedKey) ?? false) || present !== 0);
    }
    return { engaged, known: known | engaged, unlisted, generations, acceptances };
}
const engagement_NO_ENTRIES = { unlisted: undefined, generations: Number.NaN, acceptances: Number.NaN };
const GENERATIONS = report_format_COUNTERS.indexOf('code_generation_activity_count');
const ACCEPTANCES = report_format_COUNTERS.indexOf('code_acceptance_activity_count');
const RULES_OF_FLAGS = USER_FLAGS.map(({ flags, nullMeansNoSince, unless }) => ({
    flags: flags.map((flag) => FLAGS.indexOf(flag)),
    nullMeansNoSince,
    unless: unless === undefined ? -1 : FLAGS.indexOf(unless),
}));
/** Bitmasks of USER_COLUMNS for a row of `day`: which are set, and which are known (set or not). */
function userFlagsOf(row, day) {
    let [set, known] = [0, 0];
    for (let column = 0; column < RULES_OF_FLAGS.length; column++) {
        const isSet = flagOf(row, day, RULES_OF_FLAGS[column]);
        if (isSet !== undefined)
            known |= 1 << column;
        if (isSet === true)
            set |= 1 << column;
    }
    return { set, known };
}
function flagOf(row, day, { flags, nullMeansNoSince, unless }) {
    if (unless !== -1 && row.flags[unless] === 1)
        return false;
    let isSet;
    for (const flag of flags) {
        const value = row.flags[flag];
        if (value === 1)
            return true;
        const isNo = value === CARRIED_AS_NULL && nullMeansNoSince !== undefined && day >= nullMeansNoSince;
        if (value === 0 || isNo)
            isSet = false;
    }
    return isSet;
}
/** Engagement of a row of the feature engagement preview, which reports it directly. */
function engagementOfPreview(features) {
    let [engaged, known] = [0, 0];
    const unlisted = new Map();
    for (const [key, isEngaged] of features) {
        const index = features_FEATURES.findIndex((feature) => feature.key === key);
        if (index === -1)
            unlisted.set(key, isEngaged);
        else {
            known |= 1 << index;
            if (isEngaged)
                engaged |= 1 << index;
        }
    }
    return { ...engagement_NO_ENTRIES, engaged, known, unlisted };
}
/** Whether the row carries `totals_by_feature`, so that a feature without an entry in it is 0. */
function carriesFeatureArray({ arrays }) {
    return ((arrays >>> FEATURES_ARRAY) & 1) === 1;
}
const FEATURES_ARRAY = KNOWN_ARRAYS.indexOf('totals_by_feature');
const bitsOfCounters = (names) => names.reduce((bits, name) => bits | (1 << report_format_COUNTERS.indexOf(name)), 0);
/** The rules of an entry of `totals_by_feature`; undefined for an entry of another array. */
function rulesAt({ bytes, arrayOf, keysOf }, entry, { features, rulesOf }) {
    if (arrayOf[entry] !== FEATURES_ARRAY)
        return undefined;
    const [start, end] = [keysOf[entry * 4], keysOf[entry * 4 + 1]];
    // The cache is full: compute the rules each time.
    if (features.size === MAX_FEATURES)
        return toRules(Buffer.from(bytes.subarray(start, end)).toString());
    const feature = features.idOfBytes(bytes, start, end);
    return (rulesOf[feature] ??= toRules(features.textOf(feature)));
}
const MAX_FEATURES = 10_000;
/** No rules yet. */
function emptyRules() {
    return { features: createDictionary(), rulesOf: [] };
}
/** The rules for a value of `totals_by_feature[].feature`. */
function toRules(value) {
    const name = value.trim().toLowerCase();
    const isCompletion = name === 'code_completion';
    const unlistedKey = unlistedFeatureKey(name);
    const namesake = features_FEATURES.findIndex(({ key }) => key === unlistedKey);
    const rules = withEvidence.flatMap(({ bit, entries }) => entries?.features.some((feature) => fits(name, feature))
        ? [{ bit, counters: bitsOfCounters(entries.counters) }]
        : []);
    if (namesake === -1)
        return { rules, unlistedKey, isCompletion };
    rules.push({ bit: 1 << namesake, counters: bitsOfCounters(report_format_COUNTERS) });
    return { rules, unlistedKey: undefined, isCompletion };
}
function fits(name, feature) {
    return feature.endsWith('*') ? name.startsWith(feature.slice(0, -1)) : name === feature;
}
/** Whether an object, or any object of an array, has one of the counters above 0. */
function shows(value, counters) {
    const entries = Array.isArray(value) ? value : [value];
    return entries.some((entry) => typeof entry === 'object' &&
        entry !== null &&
        counters.some((name) => isAboveZero(entry[name])));
}
/** Whether a value is a positive safe integer. Fractions and larger numbers are damaged, and are not counted elsewhere either. */
function isAboveZero(value) {
    return typeof value === 'number' && value > 0 && Number.isSafeInteger(value);
}
//# sourceMappingURL=engagement.js.map
;// CONCATENATED MODULE: ./build/rollup/day-rows.js




/** Layout of a row in `DayRows.ints`: the offset of each integer. */
const day_rows_ROW = {
    person: 0,
    /** The number of the entity id that it carries. */
    entityId: 1,
    /** The number of its login. */
    login: 2,
    /** 1 if the row carries `totals_by_feature`: a feature without an entry in it is 0, not unknown. */
    hasFeatureArray: 3,
    /** `ai_adoption_phase.phase_number`, -1 where there is none. */
    phase: 4,
    /** Three words of `PERSON` bits. */
    bits: 5,
    /** Bitmasks of the USER_COLUMNS, and of the FEATURES, that are known, true or not. */
    flags: 8,
    features: 9,
    length: 10,
};
/** Empty caches. */
function createRowScratch() {
    return { rules: emptyRules(), ...createCellScratch() };
}
/** Sentinel: the person has no row. */
const day_rows_NO_ROW = -1;
/** The index of the row that counts for a person, or NO_ROW. */
function day_rows_rowOf({ rowByPerson }, person) {
    return person < rowByPerson.length ? rowByPerson.values[person] - 1 : day_rows_NO_ROW;
}
/** Calls `visit` with each person and the row that counts for them. */
function day_rows_eachRow(rows, visit) {
    for (let row = 0; row < rows.count; row++) {
        const person = day_rows_intOf(rows, row, day_rows_ROW.person);
        if (day_rows_rowOf(rows, person) === row)
            visit(person, row);
    }
}
/** An integer of a row, by its offset in `ROW`. */
function day_rows_intOf({ ints }, row, offset) {
    return ints.values[row * day_rows_ROW.length + offset];
}
/** Bits of the features that the user engaged with, in the order of FEATURES. */
function day_rows_engagedBits(rows, row) {
    return day_rows_intOf(rows, row, day_rows_ROW.bits + PERSON.engagedFeatures);
}
/** Bits of the features that are known from the row, engaged or not. */
function day_rows_knownBits(rows, row) {
    return day_rows_intOf(rows, row, day_rows_ROW.features);
}
/** Bits of USER_COLUMNS that are true. */
function day_rows_flagBits(rows, row) {
    return day_rows_intOf(rows, row, day_rows_ROW.bits) >>> PERSON.flags;
}
/** Bits of USER_COLUMNS that are known from the row, true or not. */
function day_rows_knownFlagBits(rows, row) {
    return day_rows_intOf(rows, row, day_rows_ROW.flags);
}
/** Whether the row carries `totals_by_feature`, so that a feature without an entry in it is 0. Never true for the preview. */
function day_rows_hasFeatureArray(rows, row) {
    return day_rows_intOf(rows, row, day_rows_ROW.hasFeatureArray) === 1;
}
/** A day without rows. `withCells`: breakdowns are needed, too. `memory` is that of a day rolled up before. */
function emptyDayRows(day, withCells = true, memory = newMemory(), scratch = createRowScratch()) {
    return {
        ...memory,
        scratch,
        lastRowOf: [],
        day,
        count: 0,
        unlistedFeatures: new Map(),
        hasCounters: true,
        cells: withCells ? memory.cells : undefined,
        reportable: reportableOn(day),
        repeated: 0,
        conflicting: 0,
        equals: new Map(),
    };
}
function newMemory() {
    return {
        ints: vector_emptyIntVector(),
        sums: vector_emptyVector(),
        rowByPerson: vector_emptyIntVector(),
        cells: breakdown_cells_emptyCells(),
    };
}
/** Releases the memory of a day for reuse; its rows are invalid from then on. */
function day_rows_clearedMemory({ ints, sums, rowByPerson, cells = emptyCells() }) {
    clearCells(cells);
    for (const memory of [ints, sums, rowByPerson])
        memory.length = 0;
    return { ints, sums, rowByPerson, cells };
}
//# sourceMappingURL=day-rows.js.map
;// CONCATENATED MODULE: ./build/rollup/memberships.js



/** Layout of a line in `MembershipLines.ints`: the offset of the number of each name. */
const memberships_MEMBERSHIP = { team: 0, slug: 1, person: 2, login: 3, entityId: 4, length: 5 };
/** A report without lines. */
function emptyMembershipLines(day) {
    return { day, ints: vector_emptyIntVector() };
}
/** Appends a line. */
function addMembershipLine({ ints }, line, names) {
    const { teams, people } = names;
    const at = vector_extend(ints, memberships_MEMBERSHIP.length);
    const team = teams.intern(line, TEXT.teamId);
    const person = people.intern(line, TEXT.userId);
    ints.values[at + memberships_MEMBERSHIP.team] = team;
    ints.values[at + memberships_MEMBERSHIP.slug] = teams.internLabel(line, TEXT.slug, team);
    ints.values[at + memberships_MEMBERSHIP.person] = person;
    ints.values[at + memberships_MEMBERSHIP.login] = people.internLabel(line, TEXT.userLogin, person);
    ints.values[at + memberships_MEMBERSHIP.entityId] = names.internEntityId(line);
}
/** The memberships of a report's lines; duplicates count once. The slugs and logins of the day are noted. */
function memberships_membershipsOf({ day, ints }, names) {
    const teams = new Map();
    const { values } = ints;
    for (let at = 0; at < ints.length; at += memberships_MEMBERSHIP.length) {
        const team = values[at + memberships_MEMBERSHIP.team];
        const person = values[at + memberships_MEMBERSHIP.person];
        names.teams.setLabel(team, values[at + memberships_MEMBERSHIP.slug], day);
        names.people.setLabel(person, values[at + memberships_MEMBERSHIP.login], day);
        let members = teams.get(team);
        if (members === undefined)
            teams.set(team, (members = noMembers(names.ensureRoster(team))));
        addMember(members, person, values[at + memberships_MEMBERSHIP.entityId]);
    }
    return { day, teams };
}
function noMembers(roster) {
    return { roster, entityIds: Array.from(roster.people, () => 0) };
}
function addMember({ roster, entityIds }, person, entityId) {
    const slot = internSlot(roster, person);
    while (entityIds.length <= slot)
        entityIds.push(0);
    if (entityIds[slot] <= 1)
        entityIds[slot] = entityId + 1;
}
/** The number of distinct pairs of person and team. */
function memberships_countMemberships({ teams }) {
    let count = 0;
    for (const { entityIds } of teams.values())
        for (const id of entityIds)
            if (id !== 0)
                count++;
    return count;
}
//# sourceMappingURL=memberships.js.map
;// CONCATENATED MODULE: ./build/rollup/day-summary.js




/** The teams of a day, in the order of reading. */
function teamsOfDay({ teams: { teams, members, sums, hasCounters } }) {
    return Array.from(teams, (team, index) => ({
        team,
        members: members[index],
        activity: sums === undefined
            ? undefined
            : { sums: sums.subarray(index * SUM.flags, (index + 1) * SUM.flags), hasCounters },
    }));
}
/** AI credits of users who were in no team on the day they used them; `null` if no row carries credits. */
function creditsInNoTeam(days) {
    const millionths = known(days.map((day) => day.creditsInNoTeam).reduce(plus, Number.NaN));
    return millionths === null ? null : millionths / 1e6;
}
/** Summarizes a day. `reached[person]` is 1 where some team's join matched that person. */
function day_summary_summarizeDay(day, { rows, memberships }, entity, teams, reached) {
    const teamsKnown = (memberships?.teams.size ?? 0) > 0;
    const inNoTeam = rows === undefined || !teamsKnown ? undefined : rowsInNoTeam(rows, reached);
    return {
        day,
        status: rows === undefined ? 'missing' : teamsKnown ? 'reported' : 'teams-missing',
        hasTeamsReport: memberships !== undefined,
        memberships: teamsKnown && memberships !== undefined ? countMemberships(memberships) : null,
        activity: rows === undefined
            ? undefined
            : { sums: entity.sums.slice(0, SUM.flags), hasCounters: rows.hasCounters },
        usersInNoTeam: inNoTeam?.length ?? null,
        creditsInNoTeam: (inNoTeam ?? [])
            .map((row) => rows?.sums.values[row * SUM.flags + SUM.credits] ?? Number.NaN)
            .reduce(plus, Number.NaN),
        teams,
        repeated: rows?.repeated ?? 0,
        conflicting: rows?.conflicting ?? 0,
    };
}
/** Room for the days of `count` teams. */
function day_summary_emptyTeamDays(count, rows) {
    return {
        teams: new Int32Array(count),
        members: new Int32Array(count),
        sums: rows === undefined ? undefined : new Float64Array(count * SUM.flags),
        hasCounters: rows?.hasCounters ?? false,
    };
}
/** Adds a team's day at `index`. */
function day_summary_addTeamDay({ teams, members, sums }, index, team, totals) {
    teams[index] = team;
    members[index] = users(totals, 'member');
    sums?.set(totals.sums.slice(0, SUM.flags), index * SUM.flags);
}
/** Sets `reached[person]` to 1 for each active person. */
function day_summary_markActive({ people }, reached) {
    people.roster.people.forEach((person, slot) => {
        if ((wordAt(people, slot, 0) >>> PERSON.active) & 1)
            reached[person] = 1;
    });
}
/** The rows of people who were matched by no team's join. */
function rowsInNoTeam(rows, reached) {
    const found = [];
    eachRow(rows, (person, row) => {
        if (reached[person] !== 1)
            found.push(row);
    });
    return found;
}
//# sourceMappingURL=day-summary.js.map
;// CONCATENATED MODULE: ./build/rollup/entity-ids.js

/** The number of no id, and that of an entity's first id. */
const NONE = 0;
const FIRST = 1;
const MOST_IDS = 100;
/** A report without lines. */
function emptyReportIds() {
    return { lines: 0, own: 0, ownIds: [], others: 0, other: '' };
}
/** Notes the ids of a line. */
function noteIds(ids, line, names) {
    ids.lines++;
    noteOwnId(ids, names.internEntityId(line));
    const text = names.scope === 'organization' ? TEXT.enterpriseId : TEXT.organizationId;
    const start = line.texts[text];
    const end = line.texts[text + 1];
    if (end === start)
        return;
    if (ids.others++ === 0)
        ids.other = Buffer.from(line.bytes.subarray(start, end)).toString('latin1');
}
/** Notes the id of the scope, by its number; only of the first ids, since two make a fault. */
function noteOwnId(ids, id) {
    if (id === NONE)
        return;
    ids.own++;
    if (ids.ownIds.at(-1) !== id && ids.ownIds.length < MOST_IDS && !ids.ownIds.includes(id))
        ids.ownIds.push(id);
}
/**
 * Notes that a file of a report was read. Returns why the report is not one of this entity, as a predicate: it has lines of
 * a second entity, or all its lines are of the other scope. Returns undefined otherwise; lines may carry no id.
 */
function entity_ids_idFault(entity, ids, names, report, file) {
    if (ids.ownIds.includes(FIRST))
        entity.firstFile ??= file;
    return faultOf(ids, names, report, entity.firstFile);
}
function faultOf(ids, names, report, firstFile) {
    const { scope, entityIds } = names;
    const ownKey = `${scope}_id`;
    const second = ids.ownIds.find((id) => id !== FIRST);
    if (second !== undefined) {
        const [first, other] = [entityIds.textOf(FIRST), entityIds.textOf(second)];
        const cure = `reports of two ${scope}s are never added up: keep only the files of one, or give each a sub-directory and a run of its own`;
        return ids.ownIds.includes(FIRST)
            ? `holds lines of two ${scope}s (${ownKey} ${first} and ${other}); ${cure}`
            : `is of another ${scope} (${ownKey} ${other}) than ${firstFile ?? 'the other files'} (${first}); ${cure}`;
    }
    const isOfOther = ids.own === 0 && ids.lines > 0 && ids.others === ids.lines;
    if (!isOfOther || (scope === 'enterprise' && report === 'user-teams'))
        return undefined;
    const otherScope = scope === 'organization' ? 'enterprise' : 'organization';
    return `carries ${otherScope}_id ${ids.other} and no ${ownKey}, so it is a report of an ${otherScope}: set ${otherScope} in place of ${scope}, or take the reports of the ${scope}`;
}
//# sourceMappingURL=entity-ids.js.map
;// CONCATENATED MODULE: ./build/compare.js
/** Compares texts by UTF-16 code units, independent of the locale. */
function compareTexts(left, right) {
    return left < right ? -1 : left > right ? 1 : 0;
}
/** Compares numeric ids of any length by value; the empty id is last. */
function compareIds(left, right) {
    if (left === '' || right === '')
        return Number(left === '') - Number(right === '');
    return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
//# sourceMappingURL=compare.js.map
;// CONCATENATED MODULE: ./build/rollup/add-cells.js






/**
 * Appends the cells of the next row. If a row has a value twice, under two spellings, the second cell is marked `REST`. The
 * cell of a first key that is also counted alone has no counters: those of its pairs are added up when all days are.
 */
function addCells(rows, cells, row, names) {
    const rowNumber = cells.ends.length / ENDS + 1;
    for (let entry = 0; entry < row.entries; entry++) {
        const [own, first] = spellingsOf(row, entry, names);
        if (own !== undefined)
            addCell(rows, cells, rowNumber, own, row.bitsOf[entry], row.countersOf, entry * report_format_COUNTERS.length);
        if (first !== undefined)
            addMark(rows, cells, rowNumber, first);
    }
    for (const [entry, totals] of row.newEntries) {
        const { dimension } = DIMENSIONS_OF_ARRAYS[row.arrayOf[entry]] ?? { dimension: '' };
        for (const { value } of spellingsOf(row, entry, names).slice(0, 1)) {
            pushCounters(rows, cells, names, dimension, value, totals);
        }
    }
    for (const [field, value] of row.newTotals) {
        newerTotals(field, value, (dimension, entry, isObject) => addNewer(rows, cells, rowNumber, names, dimension, entry, isObject));
    }
    const end = vector_extend(cells.ends, ENDS);
    cells.ends.values[end] = cells.numbers.length;
    cells.ends.values[end + 1] = cells.counters.length;
    cells.ends.values[end + 2] = cells.aliases.length;
}
/** The values under which an entry is counted: first that of the entry itself, then that of its first key, if any. */
function spellingsOf({ bytes, arrayOf, keysOf }, entry, { values }) {
    const key = entry * 4;
    const first = values.texts.idOfBytes(bytes, keysOf[key], keysOf[key + 1]);
    const second = values.texts.idOfBytes(bytes, keysOf[key + 2], keysOf[key + 3]);
    return values.internEntry(arrayOf[entry], first, second);
}
/** Appends a cell. Its counters are at index `from` of `counters`, with `bits` as in `RowFields.bitsOf`. */
function addCell({ lastRowOf }, cells, rowNumber, { value, alias }, bits, counters, from) {
    if (alias !== -1)
        addAlias(cells, alias);
    const start = cells.numbers.length;
    if (start + MAX_CELL_LENGTH > cells.numbers.values.length)
        reserve(cells.numbers, MAX_CELL_LENGTH);
    const numbers = cells.numbers.values;
    numbers[start] = value;
    numbers[start + 1] = lastRowOf[value] === rowNumber ? bits | REST : bits;
    let at = start + 2;
    for (let rest = bits >>> fields_PRESENT; rest !== 0; rest &= rest - 1) {
        const count = counters[from + 31 - Math.clz32(rest & -rest)];
        numbers[at++] = toNumber(count, cells.large);
    }
    cells.numbers.length = at;
    lastRowOf[value] = rowNumber;
}
const MAX_CELL_LENGTH = 2 + report_format_COUNTERS.length;
function addAlias({ aliases }, alias) {
    // First, since it may replace `values`.
    const at = vector_extend(aliases, 1);
    aliases.values[at] = alias;
}
/** Appends a cell without counters, once per row: the user has the value on this day. */
function addMark({ lastRowOf }, cells, rowNumber, { value, alias }) {
    if (alias !== -1)
        addAlias(cells, alias);
    if (lastRowOf[value] === rowNumber)
        return;
    lastRowOf[value] = rowNumber;
    const start = vector_extend(cells.numbers, 2);
    cells.numbers.values[start] = value;
    cells.numbers.values[start + 1] = 0;
}
function addNewer(rows, cells, rowNumber, names, dimension, entry, isObject) {
    const spelling = isObject
        ? names.values.internObject(dimension)
        : names.values.internNewer(dimension, namesOf(entry), rows.day);
    let bits = 0;
    if (!isObject) {
        report_format_COUNTERS.forEach((name, index) => {
            const count = entry[name];
            if (!isCount(count) || !reportsCounter(dimension, name))
                return;
            bits |= (1 << index) | (count > 0 ? 1 << (fields_PRESENT + index) : 0);
            rows.scratch.entryCounters[index] = count;
        });
    }
    addCell(rows, cells, rowNumber, spelling, bits, rows.scratch.entryCounters, 0);
    pushCounters(rows, cells, names, dimension, spelling.value, entry);
}
function pushCounters({ scratch }, cells, names, dimension, value, entry) {
    otherCounters(entry, dimension, scratch.counterKeys, (name, sum) => {
        const at = vector_extend(cells.counters, 2);
        cells.counters.values[at] = names.internCounter(value, name);
        cells.counters.values[at + 1] = sum;
    });
}
//# sourceMappingURL=add-cells.js.map
;// CONCATENATED MODULE: ./build/rollup/add-row.js









/** Adds a row. Of duplicate rows of a person, the one with the larger activity counts, regardless of their order. */
function addRow(rows, row, names) {
    if (rows.cells !== undefined)
        addCells(rows, rows.cells, row, names);
    const person = names.people.intern(row, TEXT.userId);
    const engagement = engagementOf(row, rows.reportable, rows.scratch.rules);
    const number = append(rows, row, person, engagement, names);
    if (row.features !== undefined)
        rows.hasCounters = false;
    const flags = userFlagsOf(row, rows.day);
    const ints = rows.ints.values;
    const at = number * day_rows_ROW.length;
    ints[at + day_rows_ROW.bits] = ints[at + day_rows_ROW.bits] | (flags.set << totals_PERSON.flags);
    ints[at + day_rows_ROW.flags] = flags.known;
    resolveDuplicate(rows, number, names);
}
/** Appends the counters of a row, who was active, and with which features. Returns the row's index. */
function append(rows, row, person, { engaged, known, unlisted, generations, acceptances }, names) {
    const number = rows.count++;
    const isEngaged = engaged !== 0 || (unlisted !== undefined && [...unlisted.values()].includes(true));
    const start = vector_extend(rows.sums, totals_SUM.flags);
    const sums = rows.sums.values;
    for (let index = 0; index < report_format_COUNTERS.length; index++)
        sums[start + totals_SUM.counters + index] = row.counters[index];
    sums[start + totals_SUM.credits] = Math.round(row.credits * 1e6);
    sums[start + totals_SUM.completionGenerations] = generations;
    sums[start + totals_SUM.completionAcceptances] = acceptances;
    sums[start + totals_SUM.activeDays] = 1;
    sums[start + totals_SUM.engagedDays] = Number(isEngaged);
    const at = vector_extend(rows.ints, day_rows_ROW.length);
    const ints = rows.ints.values;
    ints[at + day_rows_ROW.person] = person;
    ints[at + day_rows_ROW.entityId] = names.internEntityId(row);
    ints[at + day_rows_ROW.login] = names.people.internLabel(row, TEXT.userLogin, person);
    ints[at + day_rows_ROW.hasFeatureArray] = Number(carriesFeatureArray(row));
    ints[at + day_rows_ROW.phase] = phaseOf(row.phase);
    ints[at + day_rows_ROW.bits] = (1 << totals_PERSON.active) | (isEngaged ? 1 << totals_PERSON.engaged : 0);
    ints[at + day_rows_ROW.bits + totals_PERSON.engagedFeatures] = engaged;
    ints[at + day_rows_ROW.bits + totals_PERSON.reportableFeatures] =
        row.features === undefined ? known | rows.reportable : known;
    ints[at + day_rows_ROW.flags] = 0;
    ints[at + day_rows_ROW.features] = known;
    if (unlisted !== undefined && unlisted.size > 0) {
        rows.unlistedFeatures.set(number, new Map([...unlisted].map(([key, on]) => [names.unlistedFeatures.idOf(key), on])));
    }
    return number;
}
/** Sanity limit on phase numbers. */
const LAST_PHASE = 1_000_000;
/** `ai_adoption_phase.phase_number`; -1 if there is none. Usually an object; some reports have only its name as a string. */
function phaseOf(phase) {
    const number = typeof phase === 'object' && phase !== null
        ? phase.phase_number
        : undefined;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= LAST_PHASE)
        return number;
    const text = typeof phase === 'string' ? /^Phase (\d{1,6})$/.exec(phase)?.[1] : undefined;
    return text === undefined ? (phase === 'No Cohort' ? 0 : -1) : Number(text);
}
function resolveDuplicate(rows, number, names) {
    const person = day_rows_intOf(rows, number, day_rows_ROW.person);
    const { rowByPerson } = rows;
    if (person >= rowByPerson.length)
        vector_extend(rowByPerson, person + 1 - rowByPerson.length, 0);
    const rival = day_rows_rowOf(rows, person);
    if (rival === day_rows_NO_ROW) {
        rowByPerson.values[person] = number + 1;
        return;
    }
    const difference = compareRows(rows, number, rival, names);
    const equals = rows.equals.get(person) ?? 0;
    if (difference === 0) {
        rows.repeated++;
        rows.equals.set(person, equals + 1);
    }
    else if (difference < 0) {
        rows.conflicting++;
    }
    else {
        rows.repeated -= equals;
        rows.conflicting += equals + 1;
        rows.equals.delete(person);
        rowByPerson.values[person] = number + 1;
    }
}
/** Above 0 if row `left` has the larger activity (sum of COUNTERS); ties are broken by all other data that is used. */
function compareRows(rows, left, right, names) {
    const activity = (row) => report_format_COUNTERS.reduce((sum, _, index) => sum + (rows.sums.values[row * totals_SUM.flags + index] || 0), 0);
    return (activity(left) - activity(right) || compareTexts(textOf(rows, left, names), textOf(rows, right, names)));
}
/** All data of a row that is used, with names instead of ids, since ids depend on the order of reading. */
function textOf(rows, row, names) {
    const sums = [...rows.sums.values.subarray(row * totals_SUM.flags, (row + 1) * totals_SUM.flags)];
    const unlisted = [...(rows.unlistedFeatures.get(row) ?? [])].map(([feature, engaged]) => [
        names.unlistedFeatures.textOf(feature),
        engaged,
    ]);
    const entityId = names.entityIds.textOf(day_rows_intOf(rows, row, day_rows_ROW.entityId));
    const cells = rows.cells === undefined ? [] : cellTexts(rows.cells, row, names, rows.scratch);
    return JSON.stringify([
        sums,
        [...rows.ints.values.subarray(row * day_rows_ROW.length + day_rows_ROW.phase, (row + 1) * day_rows_ROW.length)],
        entityId,
        unlisted.toSorted(),
        cells,
    ]);
}
//# sourceMappingURL=add-row.js.map
;// CONCATENATED MODULE: ./build/rollup/value-order.js


/** The order of all values of an entity, sorted again only when there are more of them. */
function createValueOrder(values) {
    let order = { groups: [], ranks: [] };
    return () => {
        if (order.ranks.length !== values.size)
            order = orderOf(values);
        return order;
    };
}
function orderOf(values) {
    const [groups, ranks] = [[], []];
    let group = 0;
    Array.from({ length: values.size }, (_, number) => number)
        .toSorted((left, right) => {
        const [one, other] = [values.get(left), values.get(right)];
        return (compareGroups(one, other) ||
            compareTexts(one.value, other.value) ||
            compareTexts(one.second, other.second));
    })
        .forEach((number, rank, all) => {
        const before = values.get(all[rank - 1] ?? number);
        if (compareGroups(before, values.get(number)) !== 0)
            group++;
        groups[number] = group;
        ranks[number] = rank;
    });
    return { groups, ranks };
}
function compareGroups(left, right) {
    return (compareDimensions(left.dimension, right.dimension) ||
        bucketRank(left.value, left.second) - bucketRank(right.value, right.second));
}
/** Sort key: 0 for a value, 1 for the bucket `others`, 2 for the bucket `unknown`. */
function bucketRank(value, second) {
    if (value === 'unknown' || second === 'unknown')
        return 2;
    return value === 'others' || second === 'others' ? 1 : 0;
}
/** Sorts newer dimensions behind the known ones. */
function compareDimensions(left, right) {
    return dimensionRank(left) - dimensionRank(right) || compareTexts(left, right);
}
function dimensionRank(dimension) {
    const index = DIMENSIONS.indexOf(dimension);
    return index === -1 ? DIMENSIONS.length : index;
}
//# sourceMappingURL=value-order.js.map
;// CONCATENATED MODULE: ./build/rules/canonical-values.js
/** Aliases of each language by its canonical name. Any other spelling is its own canonical name. */
const LANGUAGES = {
    bash: ['shell', 'shellscript', 'sh'],
    csharp: ['c#', 'cs'],
    javascript: ['js', 'jsx', 'javascriptreact'],
    markdown: ['md'],
    plaintext: ['text', 'txt'],
    powershell: ['pwsh', 'ps1'],
    python: ['py'],
    terraform: ['hcl'],
    typescript: ['ts', 'tsx', 'typescriptreact'],
    yaml: ['yml'],
};
const LANGUAGE_OF = new Map(Object.entries(LANGUAGES).flatMap(([name, spellings]) => spellings.map((spelling) => [spelling, name])));
/** The text with line breaks and other control characters replaced by spaces. */
function oneLine(text) {
    // oxlint-disable-next-line no-control-regex -- matches control characters on purpose
    return text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
}
/**
 * The name under which a value of a dimension is counted: in lower case, aliases of languages and models by their canonical
 * name, and `unknown` for an empty value or an `ide` that is not a name (some reports have a version there).
 */
function canonicalValue(dimension, raw) {
    const value = oneLine(raw).trim().toLowerCase();
    if (value === '')
        return 'unknown';
    if (dimension === 'language')
        return LANGUAGE_OF.get(value) ?? value;
    if (dimension === 'model')
        return value.replace(/^claude-(\d+(?:\.\d+)?)-(sonnet|haiku|opus)(?=-|$)/, 'claude-$2-$1');
    if (dimension === 'ide')
        return /^[a-z][a-z0-9_ -]*$/.test(value) ? value : 'unknown';
    return value;
}
//# sourceMappingURL=canonical-values.js.map
;// CONCATENATED MODULE: ./build/rollup/dimension-values.js




/** Below this number of texts, the ids of a pair are combined into one small integer. */
const FEW_TEXTS = 1 << 15;
const MAX_TEXTS = 2 ** 26;
const PAIRS = new Set(['language_feature', 'language_model', 'model_feature']);
/** No values yet. */
function createValues() {
    const { values, others, intern, firstKeyOf } = createTable();
    const aliases = createAliases();
    const texts = createDictionary();
    const spellings = KEYS_OF_ARRAYS.map(() => new Map());
    const spell = (dimension, value, second, raw) => {
        const number = intern(dimension, value, second);
        return { value: number, alias: raw === '' ? -1 : aliases.internAlias(number, raw) };
    };
    const spellNewer = newerSpellings(spell);
    const objects = new Map();
    return {
        texts,
        internEntry(array, first, second) {
            const key = second < FEW_TEXTS ? first * FEW_TEXTS + second : -1 - first * MAX_TEXTS - second;
            const known = spellings[array]?.get(key);
            if (known !== undefined)
                return known;
            const made = spellEntry(spell, array, texts.textOf(first), texts.textOf(second));
            spellings[array]?.set(key, made);
            return made;
        },
        internNewer(dimension, { value, second, isId }, day) {
            const spelling = spellNewer(dimension, value, isId ? '' : second);
            if (isId)
                rename(values[spelling.value], oneLine(second), day);
            return spelling;
        },
        internObject(dimension) {
            const known = objects.get(dimension) ?? spell(dimension, '', '', '');
            objects.set(dimension, known);
            return known;
        },
        others: (dimension) => others.get(dimension) ?? -1,
        get: (number) => values[number],
        firstKeyOf,
        get size() {
            return values.length;
        },
        aliasOf: aliases.aliasOf,
        get aliasCount() {
            return aliases.size;
        },
        internValue({ dimension, value, second, secondDay }) {
            const number = intern(dimension, value, secondDay === '' ? second : '');
            if (secondDay !== '')
                rename(values[number], second, secondDay);
            return number;
        },
        internAlias: aliases.internAlias,
    };
}
/** Interns the values of newer arrays, each as it is spelled. */
function newerSpellings(spell) {
    const newer = new Map();
    return (dimension, value, second) => {
        let known = newer.get(dimension);
        if (known === undefined)
            newer.set(dimension, (known = new Map()));
        const key = second === '' && !value.includes('\n') ? value : `${value.length}\n${value}\n${second}`;
        let spelling = known.get(key);
        if (spelling === undefined) {
            const canonical = canonicalValue(dimension, value);
            spelling = spell(dimension, canonical, oneLine(second), canonical === value ? '' : value);
            known.set(key, spelling);
        }
        return spelling;
    };
}
/** Aliases by number. */
function createAliases() {
    const texts = createDictionary();
    const aliases = [];
    return {
        internAlias(value, raw) {
            const number = texts.idOf(`${value}\n${raw}`);
            aliases[number] ??= { value, raw };
            return number;
        },
        aliasOf: (number) => aliases[number],
        get size() {
            return texts.size;
        },
    };
}
/** Values by number. Interning the first value of a dimension also creates its value `others`. */
function createTable() {
    const numbers = createDictionary();
    const values = [];
    const others = new Map();
    const add = (dimension, value, second) => {
        const number = numbers.idOf(`${dimension}\n${value}\n${second}`);
        values[number] ??= { dimension, value, second, secondDay: '' };
        return number;
    };
    const intern = (dimension, value, second) => {
        if (!others.has(dimension))
            others.set(dimension, add(dimension, 'others', PAIRS.has(dimension) ? 'others' : ''));
        return add(dimension, value, second);
    };
    const firsts = [];
    const firstKeyOf = (number) => {
        const { dimension, value } = values[number];
        const single = SINGLES.get(dimension);
        return (firsts[number] ??= single === undefined ? -1 : intern(single, value, ''));
    };
    return { values, others, intern, firstKeyOf };
}
/** By dimension of pairs: that of their first key, where it is also counted alone. */
const SINGLES = new Map(DIMENSIONS_OF_ARRAYS.flatMap(({ dimension, alsoFirst }, array) => {
    const key = KEYS_OF_ARRAYS[array]?.[0];
    return alsoFirst && key !== undefined ? [[dimension, key]] : [];
}));
/** Updates the name of an id: that of the newest day wins. */
function rename(value, second, day) {
    if (day < value.secondDay || (day === value.secondDay && second <= value.second))
        return;
    value.second = second;
    value.secondDay = day;
}
/** Interns the values under which an entry of a known array is counted. */
function spellEntry(spell, array, first, second) {
    const [firstKey, secondKey] = KEYS_OF_ARRAYS[array];
    const { dimension, alsoFirst } = DIMENSIONS_OF_ARRAYS[array];
    const value = canonicalValue(firstKey, first);
    const single = (name) => spell(name, value, '', value === first ? '' : first);
    if (secondKey === undefined)
        return [single(dimension)];
    const secondValue = canonicalValue(secondKey, second);
    const isSame = value === first && secondValue === second;
    const pair = spell(dimension, value, secondValue, isSame ? '' : `${first}/${second}`);
    return alsoFirst ? [pair, single(firstKey)] : [pair];
}
//# sourceMappingURL=dimension-values.js.map
;// CONCATENATED MODULE: ./build/rollup/names.js





/** The text of a counter in `Names.counters`. JSON, since the names may contain any character, including a separator. */
function counterText(dimension, value, name) {
    return JSON.stringify([dimension, value, name]);
}
/** What `counterText` was made of. */
function parseCounterText(text) {
    return JSON.parse(text);
}
/** Names of an entity of which nothing was read yet. */
function createNames(scope) {
    const entityIds = createDictionary();
    let lastEntityId = entityIds.idOf('');
    const idText = scope === 'organization' ? TEXT.organizationId : TEXT.enterpriseId;
    const rosters = [];
    const values = createValues();
    const counters = createDictionary();
    const counterIds = [];
    const othersCounters = [];
    const teams = labelled();
    const others = teams.ids.idOf('');
    teams.setLabel(others, teams.labels.idOf('others'), BEFORE_ALL);
    const internCounterText = (text) => {
        const id = counters.idOf(text);
        if (othersCounters[id] === undefined) {
            const [dimension, , name] = parseCounterText(text);
            othersCounters[id] = counters.idOf(counterText(dimension, 'others', name));
        }
        return id;
    };
    return {
        scope,
        people: labelled(),
        teams,
        others,
        entityIds,
        internEntityId({ bytes, texts }) {
            const start = texts[idText];
            const end = texts[idText + 1];
            if (!entityIds.isText(lastEntityId, bytes, start, end))
                lastEntityId = entityIds.idOfBytes(bytes, start, end);
            return lastEntityId;
        },
        roster: emptyRoster(),
        ensureRoster: (team) => (rosters[team] ??= emptyRoster()),
        unlistedFeatures: createDictionary(),
        values,
        counters,
        internCounter(value, name) {
            const ids = (counterIds[value] ??= new Map());
            let id = ids.get(name);
            if (id === undefined) {
                const { dimension, value: text } = values.get(value);
                id = internCounterText(counterText(dimension, text, name));
                ids.set(name, id);
            }
            return id;
        },
        internCounterText,
        othersCounter: (counter) => othersCounters[counter],
        valueOrder: createValueOrder(values),
    };
}
/** The day of labels that come from no report: before any other. */
const BEFORE_ALL = '';
function labelled() {
    const ids = createDictionary();
    const labels = createDictionary();
    const none = labels.idOf('');
    const labelOf = [];
    const days = [];
    /** The label that an id was read with last. */
    const latest = [];
    /** By id: the one that was read after it last. */
    const next = [];
    let last = -1;
    return {
        ids,
        labels,
        intern({ bytes, texts }, id) {
            const start = texts[id];
            const end = texts[id + 1];
            // Lines of one person, or of one team, often follow each other, and the days of a report often have the same order.
            if (last !== -1 && ids.isText(last, bytes, start, end))
                return last;
            const guess = last === -1 ? undefined : next[last];
            if (guess !== undefined && ids.isText(guess, bytes, start, end))
                return (last = guess);
            const number = ids.idOfBytes(bytes, start, end);
            if (last !== -1)
                next[last] = number;
            return (last = number);
        },
        internLabel({ bytes, texts }, label, number) {
            const start = texts[label];
            const end = texts[label + 1];
            const known = latest[number];
            if (known !== undefined && labels.isText(known, bytes, start, end))
                return known;
            return (latest[number] = labels.idOfBytes(bytes, start, end));
        },
        setLabel(number, label, day) {
            if (label === none)
                return;
            const known = labelOf[number];
            const knownDay = days[number];
            if (known !== undefined && knownDay !== undefined) {
                if (day < knownDay)
                    return;
                if (label !== known && day === knownDay && labels.textOf(label) < labels.textOf(known))
                    return;
            }
            labelOf[number] = label;
            days[number] = day;
        },
        labelOf: (number) => labels.textOf(labelOf[number] ?? none),
    };
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./build/rollup/intake.js





/** An intake that has read nothing. */
function intake_createIntake(scope, since) {
    return { names: createNames(scope), since, scratch: createRowScratch(), idle: [] };
}
/** Begins an empty users report of a day; a failed attempt at it leaves nothing behind. */
function openUsers(intake, day) {
    const { names, since, scratch, idle } = intake;
    const ids = emptyReportIds();
    const rows = emptyDayRows(day, day >= since, idle.pop(), scratch);
    return {
        report: { ids, rows },
        add(fields) {
            // Rows of the feature engagement preview may legitimately carry only the id of the other scope.
            if (fields.features === undefined)
                noteIds(ids, fields, names);
            else
                noteOwnId(ids, names.internEntityId(fields));
            addRow(rows, fields, names);
        },
    };
}
/** Begins an empty user-teams report of a day. */
function openUserTeams({ names }, day) {
    const ids = emptyReportIds();
    const memberships = emptyMembershipLines(day);
    return {
        report: { ids, memberships },
        add(fields) {
            noteIds(ids, fields, names);
            addMembershipLine(memberships, fields, names);
        },
    };
}
//# sourceMappingURL=intake.js.map
;// CONCATENATED MODULE: ./build/rollup/people.js





/** Sentinel, larger than the number of days in any window. */
const UNKNOWN_DAYS = 255;
/** Nobody. */
function people_emptyPeople() {
    return {
        sums: emptyVector(),
        featureDays: emptyByteVector(),
        hasFeatureArray: [],
        engagedWeekdays: [],
        firstActiveDay: [],
        lastActiveDay: [],
        firstPhase: [],
        lastPhase: [],
        unlistedFeatureDays: new Map(),
    };
}
/** Adds a day's rows to the people they are of. Days may come in any order. */
function people_addDayToPeople(people, rows) {
    const weekday = isWeekday(rows.day);
    eachRow(rows, (person, row) => {
        const more = person + 1 - people.sums.length / SUM.flags;
        if (more > 0) {
            extend(people.sums, more * SUM.flags, Number.NaN);
            extend(people.featureDays, more * FEATURES.length, UNKNOWN_DAYS);
        }
        const from = row * SUM.flags;
        addSumsAt(people.sums.values, person * SUM.flags, rows.sums.values, from, SUM.flags);
        addFeatureDays(people, person, rows, row);
        if (hasFeatureArray(rows, row))
            people.hasFeatureArray[person] = true;
        if (weekday && rows.sums.values[from + SUM.engagedDays] === 1) {
            people.engagedWeekdays[person] = (people.engagedWeekdays[person] ?? 0) + 1;
        }
        updateActiveRange(people, person, rows.day, intOf(rows, row, ROW.phase));
        if (rows.unlistedFeatures.size === 0)
            return;
        for (const [feature, engaged] of rows.unlistedFeatures.get(row) ?? [])
            addUnlistedFeature(people, person, feature, engaged);
    });
}
const FEATURE_ARRAY = 1 << features_FEATURES.length;
/** Adds what a day's rows show, used or not. */
function people_addKnownFeatures(known, rows) {
    eachRow(rows, (person, row) => {
        const array = hasFeatureArray(rows, row) ? FEATURE_ARRAY : 0;
        known[person] = (known[person] ?? 0) | knownBits(rows, row) | array;
    });
}
/** Which features, by their index in FEATURES, any row of some people shows, and whether one carries `totals_by_feature`. */
function knownFeaturesOf(known, group) {
    const bits = group.reduce((all, person) => all | (known[person] ?? 0), 0);
    const features = [...FEATURES.keys()].filter((feature) => ((bits >>> feature) & 1) === 1);
    return { features, hasFeatureArray: (bits & FEATURE_ARRAY) !== 0 };
}
/** A person's activity over the window. `hasCounters`: rows of the window can carry counters, so that no row means 0. */
function totalsOfPerson(people, person, hasCounters) {
    const phase = people.lastPhase[person] ?? -1;
    return {
        sums: sumsOfPerson(people, person),
        hasCounters,
        engagedWeekdays: people.engagedWeekdays[person] ?? 0,
        firstActiveDay: people.firstActiveDay[person] ?? null,
        lastActiveDay: people.lastActiveDay[person] ?? null,
        lastPhase: phase === -1 ? null : phase,
    };
}
/** Calls `visit` with the phases of everyone whose first and last row both carry one. */
function eachPhaseChange({ firstPhase, lastPhase }, visit) {
    lastPhase.forEach((last, person) => {
        const first = firstPhase[person] ?? -1;
        if (first !== -1 && last !== -1)
            visit(first, last);
    });
}
/** The sums of a person before `SUM.flags`; `NaN` if unknown, as all are for a person without rows. */
function sumsOfPerson({ sums }, person) {
    const start = person * SUM.flags;
    return start < sums.length ? sums.values.subarray(start, start + SUM.flags) : NO_SUMS;
}
const NO_SUMS = new Float64Array(totals_SUM.flags).fill(Number.NaN);
/** Whether a person has no row in the window. */
function isIdlePerson({ sums }, person) {
    const index = person * SUM.flags + SUM.activeDays;
    return index >= sums.length || Number.isNaN(sums.values[index]);
}
/** Days on which a person engaged with a feature, by its index in FEATURES; `null` if unknown. */
function featureDaysOfPerson({ featureDays }, person, feature) {
    const index = person * FEATURES.length + feature;
    const days = index < featureDays.length ? featureDays.values[index] : UNKNOWN_DAYS;
    return days === UNKNOWN_DAYS ? null : days;
}
function addFeatureDays({ featureDays }, person, rows, row) {
    const days = featureDays.values;
    const engaged = engagedBits(rows, row);
    const known = knownBits(rows, row);
    for (let feature = 0; feature < FEATURES.length; feature++) {
        if (((known >>> feature) & 1) === 0)
            continue;
        const at = person * FEATURES.length + feature;
        const before = days[at];
        days[at] = (before === UNKNOWN_DAYS ? 0 : before) + ((engaged >>> feature) & 1);
    }
}
function updateActiveRange(people, person, day, phase) {
    if (day < (people.firstActiveDay[person] ?? '~')) {
        people.firstActiveDay[person] = day;
        people.firstPhase[person] = phase;
    }
    if (day > (people.lastActiveDay[person] ?? '')) {
        people.lastActiveDay[person] = day;
        people.lastPhase[person] = phase;
    }
}
function addUnlistedFeature(people, person, feature, engaged) {
    let days = people.unlistedFeatureDays.get(feature);
    if (days === undefined)
        people.unlistedFeatureDays.set(feature, (days = new Map()));
    days.set(person, plus(days.get(person) ?? Number.NaN, Number(engaged)));
}
//# sourceMappingURL=people.js.map
;// CONCATENATED MODULE: ./build/rollup/entity-totals.js







/** The key of the entity among the numbers of teams. */
const entity_totals_ENTITY = (/* unused pure expression or super */ null && (-1));
/** Totals of an entity without days. */
function createEntityTotals(entity, windows) {
    const intake = createIntake(entity.scope, windows.since);
    const { names } = intake;
    return {
        entity,
        windows,
        names,
        intake,
        entityIds: { firstFile: undefined, others: 0 },
        window: entity_totals_emptySpan(names.roster),
        previous: entity_totals_emptySpan(names.roster),
        weeks: new Map(),
        people: emptyPeople(),
        knownBefore: [],
        counts: emptyValueCounts(),
        breakdowns: new Map(),
        listings: new Map(),
        days: new Map(),
    };
}
/** The days read of the window, or of the previous window, oldest first. */
function eachDay({ windows, days }, window = 'window') {
    const wanted = window === 'window' ? windows.days : windows.previousDays;
    return wanted.flatMap((day) => days.get(day) ?? []);
}
/** The ISO weeks of both windows by their Mondays, oldest first. */
function eachWeek({ weeks }) {
    return [...weeks].toSorted(([left], [right]) => (left < right ? -1 : 1));
}
/** Totals with a week as their window, so that its numbers are computed like those of the window. */
function weekAsWindow(entityTotals, week) {
    const days = Array.from({ length: 7 }, (_, index) => addDays(week, index));
    return {
        ...entityTotals,
        windows: { since: week, until: addDays(week, 6), days, previousDays: [] },
        window: entityTotals.weeks.get(week) ?? entity_totals_emptySpan(entityTotals.names.roster),
        previous: entity_totals_emptySpan(entityTotals.names.roster),
        weeks: new Map(),
        breakdowns: new Map(),
        listings: new Map(),
        days: new Map(),
    };
}
/** The totals without the breakdowns of teams. */
function withoutTeamBreakdowns(entityTotals) {
    const entity = entityTotals.breakdowns.get(entity_totals_ENTITY);
    return { ...entityTotals, breakdowns: new Map(entity === undefined ? [] : [[entity_totals_ENTITY, entity]]) };
}
/** Totals of no day. */
function entity_totals_emptySpan(roster) {
    return { entity: emptyTotals(roster), teams: new Map(), days: 0, daysReported: 0, daysWithTeams: 0 };
}
//# sourceMappingURL=entity-totals.js.map
;// CONCATENATED MODULE: ./build/rollup/feature-day.js

/** Extracts the features of a day's rows. */
function feature_day_toFeatureDay(rows) {
    const pairs = [];
    eachRow(rows, (person, row) => pairs.push([person, row]));
    return {
        person: Int32Array.from(pairs, ([person]) => person),
        engaged: Int32Array.from(pairs, ([, row]) => engagedBits(rows, row)),
        known: Int32Array.from(pairs, ([, row]) => knownBits(rows, row)),
        hasFeatureArray: pairs.map(([, row]) => hasFeatureArray(rows, row)),
        unlisted: new Map(pairs.flatMap(([person, row]) => rows.unlistedFeatures.has(row)
            ? [[person, rows.unlistedFeatures.get(row) ?? new Map()]]
            : [])),
    };
}
//# sourceMappingURL=feature-day.js.map
;// CONCATENATED MODULE: ./build/rollup/listings.js

const DAYS_PER_WORD = 32;
/** Adds the memberships of one of the window's `days`. */
function listings_addListings(listings, { day, teams }, days) {
    const index = days.indexOf(day);
    const width = Math.ceil(days.length / DAYS_PER_WORD);
    for (const [team, { roster, entityIds }] of teams) {
        let sets = listings.get(team);
        if (sets === undefined)
            listings.set(team, (sets = emptySets(roster, width)));
        for (let slot = 0; slot < entityIds.length; slot++)
            if (entityIds[slot] !== 0)
                orInto(sets, slot, index >>> 5, 1 << (index & 31));
    }
}
/** The days on which a team listed a person; undefined if none did. `days` are those of the window. */
function listingOf(sets, person, days) {
    if (sets === undefined)
        return undefined;
    let [first, last, count] = [-1, -1, 0];
    for (let word = 0; word * DAYS_PER_WORD < days.length; word++) {
        let bits = bitsOf(sets, person, word);
        if (bits === 0)
            continue;
        const highest = (mask) => word * DAYS_PER_WORD + 31 - Math.clz32(mask);
        if (first === -1)
            first = highest(bits & -bits);
        last = highest(bits);
        for (; bits !== 0; bits &= bits - 1)
            count++;
    }
    const [firstDay, lastDay] = [days[first], days[last]];
    return firstDay === undefined || lastDay === undefined ? undefined : { firstDay, lastDay, days: count };
}
//# sourceMappingURL=listings.js.map
;// CONCATENATED MODULE: ./build/rollup/roll-up.js




/** Sentinel: whoever has this slot is no member on that day. */
const NOBODY = (/* unused pure expression or super */ null && (-2));
/** Joins a day's memberships with its rows, and yields each team with its totals of the day. */
function* roll_up_rollUpTeams({ rows, memberships }) {
    const teams = memberships?.teams ?? new Map();
    let most = 0;
    for (const { roster } of teams.values())
        most = Math.max(most, roster.people.length);
    const memory = new Int32Array(most);
    const words = new Int32Array(most * PERSON_WORDS);
    for (const [team, members] of teams) {
        const matches = roll_up_join(members, rows, memory);
        yield { team, members, matches, totals: teamTotals(members.roster, matches, rows, words) };
    }
}
/**
 * The members of a team with their rows of the same day: GitHub's documented join on `user_id`, `day` and the entity, as a
 * left join from the team. Entity ids are compared only if both lines carry one. The result is a part of `memory`, if given.
 * @see https://docs.github.com/en/copilot/reference/copilot-usage-metrics/team-level-metrics
 */
function roll_up_join({ roster, entityIds }, rows, memory = new Int32Array(entityIds.length)) {
    const matches = memory.subarray(0, entityIds.length);
    for (let slot = 0; slot < entityIds.length; slot++) {
        const entityId = entityIds[slot] - 1;
        let row = NOBODY;
        if (entityId !== -1) {
            row = rows === undefined ? NO_ROW : rowOf(rows, roster.people[slot]);
            const rowEntityId = rows === undefined || row === NO_ROW ? 0 : intOf(rows, row, ROW.entityId);
            if (entityId !== 0 && rowEntityId !== 0 && entityId !== rowEntityId)
                row = NO_ROW;
        }
        matches[slot] = row;
    }
    return matches;
}
/** Everyone with a row, by slot of the entity's roster. */
function roll_up_matchesOfEntity(rows, roster) {
    const slots = [];
    eachRow(rows, (person) => slots.push(internSlot(roster, person)));
    const matches = new Int32Array(roster.people.length).fill(NOBODY);
    let next = 0;
    eachRow(rows, (_, row) => {
        matches[slots[next++]] = row;
    });
    return matches;
}
/** The totals of the entity on a day: activity from its rows, members from its teams. `roster` is that of the entity. */
function roll_up_rollUpEntity({ rows, memberships }, roster) {
    const totals = emptyTotals(roster);
    const { people } = totals;
    for (const members of memberships?.teams.values() ?? []) {
        members.entityIds.forEach((id, slot) => {
            const person = members.roster.people[slot];
            if (id !== 0)
                orInto(people, internSlot(people.roster, person), 0, 1 << PERSON.member);
        });
    }
    const teamsKnown = (memberships?.teams.size ?? 0) > 0 ? 1 << PERSON.teamsKnown : 0;
    if (rows === undefined)
        return totals;
    totals.hasCounters = rows.hasCounters;
    eachRow(rows, (person, row) => {
        const slot = internSlot(people.roster, person);
        addRowTo(totals, slot, rows, row);
        orInto(people, slot, 0, teamsKnown);
    });
    return totals;
}
/** The totals of one row. */
function totalsOfRow(rows, row) {
    const totals = emptyTotals();
    addRowTo(totals, internSlot(totals.people.roster, intOf(rows, row, ROW.person)), rows, row);
    return totals;
}
function teamTotals(roster, matches, rows, words) {
    const totals = emptyTotals(roster, words);
    if (rows !== undefined) {
        totals.sums[SUM.daysJoined] = 1;
        totals.hasCounters = rows.hasCounters;
    }
    for (let slot = 0; slot < matches.length; slot++) {
        const row = matches[slot];
        if (row === NOBODY)
            continue;
        orInto(totals.people, slot, 0, 1 << PERSON.member);
        if (row !== NO_ROW)
            addRowTo(totals, slot, rows, row);
    }
    return totals;
}
/** Adds the row of the person in `slot`. */
function addRowTo(totals, slot, rows, row) {
    const { sums, people } = totals;
    addSums(sums, rows.sums.values, row * SUM.flags, SUM.flags);
    addBits(sums, SUM.flags, USER_COLUMNS.length, knownFlagBits(rows, row), flagBits(rows, row));
    addBits(sums, SUM.features, FEATURES.length, knownBits(rows, row), engagedBits(rows, row));
    if (hasFeatureArray(rows, row))
        sums[SUM.featureArrays] = plus(sums[SUM.featureArrays], 1);
    orInto(people, slot, 0, intOf(rows, row, ROW.bits) | (knownFlagBits(rows, row) << PERSON.knownFlags));
    for (let word = 1; word < PERSON_WORDS; word++)
        orInto(people, slot, word, intOf(rows, row, ROW.bits + word));
    if (rows.unlistedFeatures.size === 0)
        return;
    for (const [feature, isEngaged] of rows.unlistedFeatures.get(row) ?? []) {
        const bit = PERSON.unlistedFeatures + feature;
        addUnlistedFeatureDays(totals, feature, Number(isEngaged));
        if (isEngaged)
            orInto(people, slot, bit >>> 5, 1 << (bit & 31));
    }
}
/** Adds the bits of `on` (0 or 1) to `count` sums from `start` on, except those that are not set in `known`. */
function addBits(sums, start, count, known, on) {
    for (let index = 0; index < count; index++) {
        if (((known >>> index) & 1) === 0)
            continue;
        const sum = sums[start + index];
        sums[start + index] = (sum === sum ? sum : 0) + ((on >>> index) & 1);
    }
}
//# sourceMappingURL=roll-up.js.map
;// CONCATENATED MODULE: ./build/rollup/entrance.js
/**
 * The write interface of the totals: create them, open the two reports of a day and add their lines, then roll the day up.
 * `parcels.ts` is for reports that another thread reads; `reading.ts` is the read interface.
 */














/**
 * To be called at the end of each file of a report, with the ids of all its lines so far. Returns why the report is not one
 * of this entity, as a predicate, if it is not.
 */
function foreignReport({ intake, entityIds }, report, ids, file) {
    return idFault(entityIds, ids, intake.names, report, file);
}
/**
 * Rolls a day up and releases its rows. Must be called once per day. `users` is undefined if there is no users report,
 * `userTeams` if there is no user-teams report. `keepsFeatureDays`: retain each person's features by day.
 */
function addDay(totals, day, reports, keepsFeatureDays = false) {
    const { intake, entityIds } = totals;
    const { users, userTeams } = reports;
    const rows = users?.rows;
    // Counted here, so that a failed attempt at a report counts nothing.
    entityIds.others += (users?.ids.others ?? 0) + (userTeams?.ids.others ?? 0);
    const memberships = userTeams === undefined ? undefined : membershipsOf(userTeams.memberships, intake.names);
    addReadDay(totals, day, { rows, memberships }, keepsFeatureDays);
    if (rows !== undefined)
        intake.idle.push(clearedMemory(rows));
}
/**
 * Adds a day to its window, its week and, in the window, to the totals of people and the breakdowns. Must be called once for
 * every day of both windows: with the last one the totals are complete. `keepsFeatureDays`: retain each person's features by
 * day.
 */
function addReadDay(entityTotals, day, read, keepsFeatureDays = false) {
    const { windows, names, days, listings, knownBefore, people } = entityTotals;
    const { rows, memberships } = read;
    const inWindow = day >= windows.since;
    if (rows !== undefined)
        setLogins(rows, names);
    const summary = addToSpans(entityTotals, day, read, inWindow);
    const featureDay = inWindow && rows !== undefined && keepsFeatureDays ? toFeatureDay(rows) : undefined;
    days.set(day, { ...summary, featureDay });
    if (inWindow && memberships !== undefined)
        addListings(listings, memberships, windows.days);
    if (rows !== undefined && inWindow)
        addDayToPeople(people, rows);
    else if (rows !== undefined)
        addKnownFeatures(knownBefore, rows);
    if (days.size === windows.days.length + windows.previousDays.length)
        completeBreakdowns(entityTotals);
}
/** Adds a day's totals, of the entity and of each team, to its window and its week; in the window to the breakdowns, too. */
function addToSpans(entityTotals, day, read, inWindow) {
    const { window, previous, names } = entityTotals;
    const { rows, memberships } = read;
    const spans = [inWindow ? window : previous, weekSpan(entityTotals, day)];
    const entity = rollUpEntity(read, names.roster);
    for (const span of spans)
        addTotals(span.entity, entity);
    const cells = inWindow ? rows?.cells : undefined;
    if (rows !== undefined && cells !== undefined)
        addRowsToBreakdown(ensureBreakdown(entityTotals, ENTITY, names.roster), cells, matchesOfEntity(rows, names.roster));
    const kept = emptyTeamDays(inWindow ? (memberships?.teams.size ?? 0) : 0, rows);
    const reached = new Uint8Array(names.people.ids.size);
    let index = 0;
    // All of a team at once, so that its sums are close together in memory.
    for (const { team, members, matches, totals } of rollUpTeams(read)) {
        for (const { teams } of spans) {
            const sum = teams.get(team) ?? emptyTotals(members.roster);
            teams.set(team, addTotals(sum, totals));
        }
        markActive(totals, reached);
        if (inWindow)
            addTeamDay(kept, index++, team, totals);
        if (cells !== undefined)
            addRowsToBreakdown(ensureBreakdown(entityTotals, team, members.roster), cells, matches);
    }
    const summary = summarizeDay(day, read, entity, kept, reached);
    for (const span of spans) {
        span.days++;
        if (summary.status !== 'missing')
            span.daysReported++;
        if (summary.status === 'reported')
            span.daysWithTeams++;
    }
    return summary;
}
/** Values that are counted by pairs get their counters. */
function completeBreakdowns({ breakdowns, names }) {
    for (const breakdown of breakdowns.values())
        addCountersOfPairs(breakdown, names.values.firstKeyOf);
}
function ensureBreakdown({ breakdowns, counts }, team, roster) {
    let breakdown = breakdowns.get(team);
    if (breakdown === undefined)
        breakdowns.set(team, (breakdown = emptyBreakdown(counts, roster)));
    return breakdown;
}
/** Notes the logins of a day; of rows that do not count, too. */
function setLogins(rows, { people }) {
    for (let row = 0; row < rows.count; row++)
        people.setLabel(intOf(rows, row, ROW.person), intOf(rows, row, ROW.login), rows.day);
}
function weekSpan(entityTotals, day) {
    const monday = weekOf(day);
    let span = entityTotals.weeks.get(monday);
    if (span === undefined)
        entityTotals.weeks.set(monday, (span = emptySpan(entityTotals.names.roster)));
    return span;
}
//# sourceMappingURL=entrance.js.map
;// CONCATENATED MODULE: ./build/reader.js








/** A reader that works on the thread that calls it. It calls `onBytes` with the size of each block that is read. */
function createReader(intake, entity, reports, onBytes = () => { }) {
    const { readRow, readEngagementRow, readMembership } = createLineReader(createScanner());
    const common = { entity, blocks: createBlockPool(), onBytes };
    const rows = {
        ...common,
        report: 'users',
        readLine: reports === 'usage-metrics' ? readRow : readEngagementRow,
        emptyFields: emptyRowFields,
    };
    const memberships = {
        ...common,
        report: 'user-teams',
        readLine: readMembership,
        emptyFields: emptyMembershipFields,
    };
    return {
        users: (day, files, check) => readReport(rows, day, files, openUsers(intake, day), check),
        userTeams: (day, files, check) => readReport(memberships, day, files, openUserTeams(intake, day), check),
    };
}
/** Adds the lines of all files to a report. Lines that cannot be used are rejected and listed. */
async function readReport({ entity, report, readLine, emptyFields, blocks, onBytes }, day, files, { report: content, add }, check) {
    const tally = emptyTally();
    // Reused for every line.
    const fields = emptyFields();
    for (const file of files) {
        const about = { entity: entity.slug, report, day, file: file.name };
        let count = 0;
        tally.files.push(file.name);
        try {
            for await (const lines of readLines(file.bytes(), blocks)) {
                onBytes(lines.size);
                while (lines.next()) {
                    const rejection = readLine(lines, day, fields);
                    if (rejection === undefined)
                        add(fields);
                    else
                        reject(tally, about, lines, rejection);
                }
                tally.bytes += lines.size;
                count = lines.count;
            }
            const foreign = check(content.ids, file.name);
            if (foreign !== undefined)
                throw new fault_Fault(`it ${foreign}`);
        }
        catch (error) {
            throw errorOf(subjectOf(file.name, entity, report, day), error);
        }
        tally.lines += count;
    }
    refuseMostlyBroken(tally, source_nameOfReport(entity, report, day));
    return { content, tally };
}
//# sourceMappingURL=reader.js.map
;// CONCATENATED MODULE: ./build/rollup/parcels.js




/** Numbers of an intake's names, in the order of reading. */
function dictionariesOf({ people, teams, entityIds, unlistedFeatures, counters }) {
    return [people.ids, people.labels, teams.ids, teams.labels, entityIds, unlistedFeatures, counters];
}
/** Returns a function that returns the names which are new since its last call. */
function newNamesOf({ names }) {
    const sizes = dictionariesOf(names).map(() => 0);
    let [values, aliases] = [0, 0];
    return () => {
        const texts = dictionariesOf(names).map((dictionary, index) => {
            const first = sizes[index];
            sizes[index] = dictionary.size;
            return dictionary.textsFrom(first);
        });
        const isNew = (number) => number >= values || names.values.get(number).secondDay !== '';
        const numbers = Array.from({ length: names.values.size }, (_, number) => number).filter(isNew);
        values = names.values.size;
        const added = Array.from({ length: names.values.aliasCount - aliases }, (_, index) => aliases + index);
        aliases = names.values.aliasCount;
        return {
            texts,
            values: numbers.map((number) => [number, names.values.get(number)]),
            aliases: added.map((alias) => names.values.aliasOf(alias)),
        };
    };
}
/** The buffers of a report or of memory, which a thread gives away when it sends it. */
function buffersOf(columns) {
    if (columns === undefined)
        return [];
    if ('memberships' in columns)
        return [columns.memberships.ints.values.buffer];
    const { ints, sums, rowByPerson, cells } = 'rows' in columns ? columns.rows : columns;
    const vectors = [ints, sums, rowByPerson];
    const ofCells = cells === undefined ? [] : [cells.numbers, cells.counters, cells.aliases, cells.ends];
    return [...vectors, ...ofCells].map(({ values }) => values.buffer);
}
/** A users report without what only its reader needs. */
function packUsers({ ids, rows }) {
    const { day, count, ints, sums, rowByPerson, unlistedFeatures, hasCounters, cells, repeated, conflicting } = rows;
    return {
        ids,
        rows: {
            day,
            count,
            ints,
            sums,
            rowByPerson,
            unlistedFeatures,
            hasCounters,
            cells,
            repeated,
            conflicting,
        },
    };
}
/** The renumbering of one thread, of which nothing is known yet. */
function createRenumbering({ names }) {
    const [people, logins, teams, slugs, entityIds, features, counters] = Array.from(dictionariesOf(names), () => []);
    const values = [];
    const aliases = [];
    const all = [people, logins, teams, slugs, entityIds, features];
    const ids = (own) => ({ ...own, ownIds: own.ownIds.map((id) => entityIds[id]) });
    return {
        learn(news) {
            const dictionaries = dictionariesOf(names);
            all.forEach((numbers, index) => {
                const texts = news.texts[index];
                for (const number of dictionaries[index].idsOf(texts))
                    numbers.push(number);
            });
            for (const text of parcels_textsOf(news.texts[all.length]))
                counters.push(names.internCounterText(text));
            for (const [number, value] of news.values)
                values[number] = names.values.internValue(value);
            for (const { value, raw } of news.aliases)
                aliases.push(names.values.internAlias(values[value], raw));
        },
        ids,
        users({ ids: own, rows }) {
            renumber(rows.ints.values, rows.ints.length, ROW.length, [
                [ROW.person, people],
                [ROW.entityId, entityIds],
                [ROW.login, logins],
            ]);
            indexByPerson(rows, people, names.people.ids.size);
            for (const [row, engaged] of rows.unlistedFeatures)
                rows.unlistedFeatures.set(row, new Map([...engaged].map(([key, on]) => [features[key], on])));
            if (rows.cells !== undefined)
                renumberCells(rows.cells, values, counters, aliases);
            return { ids: ids(own), rows };
        },
        userTeams({ ids: own, memberships }) {
            renumber(memberships.ints.values, memberships.ints.length, MEMBERSHIP.length, [
                [MEMBERSHIP.team, teams],
                [MEMBERSHIP.slug, slugs],
                [MEMBERSHIP.person, people],
                [MEMBERSHIP.login, logins],
                [MEMBERSHIP.entityId, entityIds],
            ]);
            return { ids: ids(own), memberships };
        },
    };
}
function parcels_textsOf({ bytes, ends }) {
    return Array.from(ends, (end, index) => Buffer.from(bytes.subarray(ends[index - 1] ?? 0, end)).toString());
}
/** Replaces the numbers at some offsets of each line of `width` integers. */
function renumber(ints, length, width, columns) {
    for (const [offset, numbering] of columns) {
        for (let at = offset; at < length; at += width)
            ints[at] = numbering[ints[at]];
    }
}
/** Replaces the persons of a thread, which index `rowByPerson`. `size` is the number of persons of the entity. */
function indexByPerson({ rowByPerson }, people, size) {
    const values = new Int32Array(size);
    for (let person = 0; person < rowByPerson.length; person++) {
        const row = rowByPerson.values[person];
        if (row !== 0)
            values[people[person]] = row;
    }
    rowByPerson.values = values;
    rowByPerson.length = size;
}
//# sourceMappingURL=parcels.js.map
;// CONCATENATED MODULE: ./build/reading-thread.js
var reading_thread_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var reading_thread_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
// A thread that reads reports: bytes come from the main thread, and columns of numbers go back.





if (external_node_worker_threads_namespaceObject.parentPort !== null)
    serve(external_node_worker_threads_namespaceObject.parentPort, external_node_worker_threads_namespaceObject.workerData);
function serve(port, { entity, since, reports }) {
    const intake = intake_createIntake(entity.scope, since);
    const reader = createReader(intake, entity, reports);
    const takeNewNames = newNamesOf(intake);
    const open = new Map();
    const turns = createTurns();
    const post = (message, buffers = []) => port.postMessage(message, buffers);
    const read = async ({ id, report, day, files, memory }, inbox) => {
        if (memory !== undefined)
            intake.idle.push(memory);
        const sources = files.map(({ name, path }) => path === undefined ? { name, bytes: inbox.bytes } : fileAt({ name, path }));
        // Only the main thread knows the ids of all reports.
        const check = (ids, file) => {
            post({ type: 'file', id, file, ids, names: takeNewNames() });
            return undefined;
        };
        try {
            const readReport = report === 'users' ? reader.users : reader.userTeams;
            const { content, tally } = await readReport(day, sources, check);
            const packed = 'rows' in content ? packUsers(content) : content;
            post({ type: 'read', id, content: packed, tally, names: takeNewNames() }, buffersOf(packed));
        }
        catch (error) {
            if (open.has(id))
                post({ type: 'failed', id, error: sendable(error) });
        }
        finally {
            open.delete(id);
        }
    };
    let last = Promise.resolve();
    port.on('message', (message) => {
        const { type, id } = message;
        if (type === 'open') {
            const inbox = createInbox(turns, ({ buffer }) => post({ type: 'used', id, buffer }, [buffer]));
            open.set(id, inbox);
            const isSent = message.files.every(({ path }) => path === undefined);
            // Files are read one after the other, so that they do not all end at the same time; what is sent, as it comes.
            if (isSent)
                void read(message, inbox);
            else
                last = last.then(() => read(message, inbox));
        }
        else if (type === 'block')
            open.get(id)?.push(message.block);
        else if (type === 'end-of-file')
            open.get(id)?.push(undefined);
        else {
            open.get(id)?.abort();
            open.delete(id);
        }
    });
}
function createInbox(turns, release) {
    const blocks = [];
    const state = { isAborted: false };
    const isReady = () => blocks.length > 0 || state.isAborted;
    const takeTurn = turns.enter(isReady);
    return {
        push(block) {
            blocks.push(block);
            turns.next();
        },
        abort() {
            state.isAborted = true;
            turns.next();
        },
        async *bytes() {
            for (;;) {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = reading_thread_addDisposableResource(env_1, await takeTurn(), false);
                    if (state.isAborted)
                        throw new Error('The read was aborted.');
                    const block = blocks.shift();
                    if (block === undefined)
                        return;
                    yield block;
                    release(block);
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    reading_thread_disposeResources(env_1);
                }
            }
        },
    };
}
function createTurns() {
    const waiting = new Map();
    const state = { entered: 0, isTaken: false };
    const next = () => {
        if (state.isTaken)
            return;
        const [first] = [...waiting]
            .filter(([, { isReady }]) => isReady())
            .toSorted(([left], [right]) => left - right);
        if (first === undefined)
            return;
        const [read, { go }] = first;
        waiting.delete(read);
        state.isTaken = true;
        go();
    };
    const turn = {
        [Symbol.dispose]() {
            state.isTaken = false;
            next();
        },
    };
    return {
        enter(isReady) {
            const read = state.entered++;
            return () => new Promise((resolve) => {
                waiting.set(read, { isReady, go: () => resolve(turn) });
                next();
            });
        },
        next,
    };
}
function sendable(error) {
    if (error instanceof fault_Fault)
        return { name: 'Fault', message: error.message };
    if (error instanceof fault_IncompleteReport)
        return { name: 'IncompleteReport', message: error.message };
    return { name: 'Error', message: error instanceof Error ? error.message : String(error) };
}
//# sourceMappingURL=reading-thread.js.map
