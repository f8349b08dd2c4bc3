/** Something the reader of the log can mend: the message is one sentence that says what, where and what to do. */
export class Fault extends Error {
  override readonly name = 'Fault'
}

/** A report that did not arrive whole (reset, truncated, stalled, expired link). Worth another try; never worth a number. */
export class IncompleteReport extends Error {
  override readonly name = 'IncompleteReport'
}
