/** An error that the user can fix: the message is one sentence that says what, where and what to do. */
export class Fault extends Error {
  override readonly name = 'Fault'
}

/** A report that did not arrive completely (reset, truncated, stalled, expired link). Retryable; partial data is never counted. */
export class IncompleteReport extends Error {
  override readonly name = 'IncompleteReport'
}

/** The host of a report could not be reached: the message names the host and the cause. */
export class UnreachableHost extends IncompleteReport {}

/** A response that is not from GitHub's API, such as a web page: the message says what it is and from which host. It is discarded. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer'
}
