import { describe, expect, it } from 'vitest';
import { reviewResult, type ReviewAnswer, type Severity } from './review-result.js';

describe('What a review comes to', () => {
  it.each<[ReviewAnswer[], Severity[], string]>([
    [['yes', 'yes', 'yes'], [], 'good'],
    [['yes', 'yes', 'yes'], ['minor'], 'good'],
    [['yes', 'yes', 'yes'], ['major'], 'fair'],
    [['yes', 'yes', 'yes'], ['minor', 'critical'], 'poor'],
    [['yes', 'yes', 'partly', 'yes'], [], 'good'],
    [['yes', 'yes', 'no', 'yes'], [], 'fair'],
    [['yes', 'no'], [], 'fair'],
    [['partly', 'no'], [], 'poor'],
    [['yes', 'not-applicable', 'not-applicable'], [], 'good'],
    [['not-applicable'], [], 'good'],
    [[], ['major'], 'fair'],
  ])('%j with %j is %s', (answers, findings, expected) =>
    expect(reviewResult(answers, findings)).toBe(expected),
  );
});
