// Preloaded into every process that is measured: when it ends it leaves its CPU time, its peak memory and when its stages began.
'use strict'
const { readFileSync, writeFileSync } = require('node:fs')
const { isMainThread } = require('node:worker_threads')

const stages = []

if (isMainThread && process.env.BENCH_USAGE) {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = (text, ...rest) => {
    const name = /^::group::(.*)/.exec(text)?.[1]
    if (name !== undefined) mark(name)
    return write(text, ...rest)
  }
  process.on('exit', () => {
    mark('')
    const { userCPUTime, systemCPUTime } = process.resourceUsage()
    const usage = {
      userSeconds: userCPUTime / 1e6,
      systemSeconds: systemCPUTime / 1e6,
      peakBytes: peakBytes(),
      stages,
    }
    writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage))
  })
}

function mark(name) {
  stages.push({ name, seconds: performance.now() / 1000, peakBytes: peakBytes() })
}

/** Of this program alone where the system tells; elsewhere what the system keeps, which may stem from the parent. */
function peakBytes() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}
