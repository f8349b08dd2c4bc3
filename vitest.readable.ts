/** A test that fails tells on one screen what is wrong: nothing else on stdout, and of two long texts what differs. */
export const readable = {
  setupFiles: ['__tests__/quiet.ts'],
  diff: { contextLines: 2, truncateThreshold: 30 },
}
