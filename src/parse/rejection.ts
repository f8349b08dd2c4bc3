/** Why a line is rejected, as a predicate. Never quotes the line. */
export class Rejection {
  readonly reason: string
  /** Whether it is a line of the other report, so that the file is the wrong one. */
  readonly isOfOtherReport: boolean
  constructor(reason: string, isOfOtherReport = false) {
    this.reason = reason
    this.isOfOtherReport = isOfOtherReport
  }
}

/** Reasons that callers compare with. */
export const OTHER_DAY = 'day is not the day of the report'
export const IS_MEMBERSHIP = 'has a team_id and no activity'
export const IS_ACTIVITY = 'has activity and no team_id'
