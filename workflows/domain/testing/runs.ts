/**
 * How often each property is tried. A run that takes too long is a failure, not a shorter proof; searching for a smaller
 * example counts as well.
 */
export const RUNS = {
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000),
  interruptAfterTimeLimit: 25_000,
  markInterruptAsFailure: true,
};
