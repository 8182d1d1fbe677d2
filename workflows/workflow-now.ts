/**
 * The workflow's own time, UTC milliseconds: when its present task began, the same at every replay. Only to correct
 * waits for what they were late; what is decided about a plan takes `now` as an argument.
 */
export function workflowNow(): number {
  // eslint-disable-next-line no-restricted-syntax -- inside a workflow this is not the machine's clock
  return Date.now();
}
