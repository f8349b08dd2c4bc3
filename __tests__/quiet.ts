// Runs before every test file. What runs in the process of a test writes commands for a runner to stdout: on a runner they would
// mask words and annotate the run, and elsewhere they fill the screen.
const COMMAND = /^::[a-z-]+(?: [^:]*)?::/

const { stdout } = process
const write = stdout.write.bind(stdout)

if (!('isQuiet' in stdout)) {
  Object.defineProperty(stdout, 'isQuiet', { value: true })
  stdout.write = ((chunk: string | Uint8Array, ...rest: []) =>
    typeof chunk === 'string' && COMMAND.test(chunk) ? true : write(chunk, ...rest)) as typeof stdout.write
}
