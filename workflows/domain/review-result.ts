export const REVIEW_ANSWERS = ['yes', 'partly', 'no', 'not-applicable'] as const;
export type ReviewAnswer = (typeof REVIEW_ANSWERS)[number];
/** minor: told; major: to be put right; critical: to be put right at once */
export const SEVERITIES = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type ReviewResult = 'good' | 'fair' | 'poor';

/** From this share of the checklist on work is good, and below the other it is poor. */
const GOOD_FROM = 0.85;
const POOR_BELOW = 0.5;

/** What a review comes to: the share of what was asked for, and never good with a major finding nor better than poor with a critical one. */
export function reviewResult(answers: readonly ReviewAnswer[], findings: readonly Severity[]): ReviewResult {
  const asked = answers.filter((answer) => answer !== 'not-applicable');
  const points = asked.reduce(
    (sum, answer) => sum + (answer === 'yes' ? 1 : answer === 'partly' ? 0.5 : 0),
    0,
  );
  const share = asked.length === 0 ? 1 : points / asked.length;
  if (findings.includes('critical') || share < POOR_BELOW) return 'poor';
  return share >= GOOD_FROM && !findings.includes('major') ? 'good' : 'fair';
}
