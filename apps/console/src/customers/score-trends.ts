interface Scored {
  question: string | null;
  score: string;
  at: string;
}

export interface ScoreTrend {
  question: string;
  /** Oldest first. */
  points: { at: string; score: number }[];
  /** From the last but one to the last. */
  change: number;
}

/** For each question that was answered with a number at least twice: its answers, oldest first. */
export function trendsOf(scores: readonly Scored[]): ScoreTrend[] {
  const numbers = scores
    .map(({ question, score, at }) => ({ question, score: Number(score), at }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const questions = [...new Set(numbers.flatMap(({ question }) => question ?? []))];
  return questions.flatMap((question) => {
    const points = numbers.filter((one) => one.question === question).map(({ at, score }) => ({ at, score }));
    const [before, last] = points.slice(-2);
    return before && last ? [{ question, points, change: last.score - before.score }] : [];
  });
}
