/** Something the reader of the log can mend: the message is one sentence that says what, where and what to do. */
export class Fault extends Error {
  override readonly name = 'Fault'
}

/** A report that did not arrive whole (reset, truncated, stalled, expired link). Worth another try; never worth a number. */
export class IncompleteReport extends Error {
  override readonly name = 'IncompleteReport'
}

/** A report's host that could not be reached at all: the message names it and says why. */
export class UnreachableHost extends IncompleteReport {}

/** What came in place of an answer of GitHub's API, such as a web page: the message says what, and from where. Nothing of it is used. */
export class ForeignAnswer extends Error {
  override readonly name = 'ForeignAnswer'
}
