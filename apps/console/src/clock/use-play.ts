import { useCallback, useEffect, useRef, useState } from 'react';
import type { Advance, Advanced, SandboxClock } from './clock.api';

/** How far the clock goes in a second of real time. */
export const SPEEDS = ['PT1H', 'P1D', 'P1W'] as const;
export type Speed = (typeof SPEEDS)[number];

const SECOND_MS = 1_000;

/** Why it plays no longer: somebody paused it, nothing would happen any more, or the clock could not be moved. */
export interface Stop {
  why: 'paused' | 'nothing-ahead' | 'failed';
  /** Where the clock stood, UTC milliseconds; null where it never moved. */
  at: number | null;
  error: Error | null;
}

export interface Played {
  carriedOut: number;
  sent: number;
}

export interface Playing {
  /** Null: it does not play. */
  speed: Speed | null;
  /** What was brought about since it began to play. */
  played: Played;
  stop: Stop | null;
  play: (speed: Speed) => void;
  pause: () => void;
}

const NOTHING: Played = { carriedOut: 0, sent: 0 };

/**
 * Plays the sandbox clock: moves it on by the same stretch again and again, a second apart or as soon as the move
 * before has been carried out. So all that falls due happens in order, and there are never two moves at once.
 * @param advance one move, over when all that fell due has been carried out
 * @param readNext when something next happens by itself, as the API says after the last move
 */
export function usePlay(
  advance: (by: Advance) => Promise<Advanced>,
  readNext: () => Promise<SandboxClock['next']>,
): Playing {
  const [speed, setSpeed] = useState<Speed | null>(null);
  const [played, setPlayed] = useState(NOTHING);
  const [stop, setStop] = useState<Stop | null>(null);
  /** The play that goes on; another one, or none, ends a loop at its next turn. */
  const current = useRef<symbol | null>(null);
  useEffect(() => () => void (current.current = null), []);

  const play = useCallback(
    (wanted: Speed) => {
      if (current.current !== null) return;
      const mine = Symbol(wanted);
      current.current = mine;
      setSpeed(wanted);
      setPlayed(NOTHING);
      setStop(null);
      void run({
        advance,
        readNext,
        by: wanted,
        goesOn: () => current.current === mine,
        onMoved: setPlayed,
      }).then((ended) => {
        current.current = null;
        setSpeed(null);
        setStop(ended);
      });
    },
    [advance, readNext],
  );
  const pause = useCallback(() => {
    // The loop sees it after the move that is under way; until then nobody may begin another.
    current.current = current.current && Symbol('pausing');
  }, []);
  return { speed, played, stop, play, pause };
}

interface Run {
  advance: (by: Advance) => Promise<Advanced>;
  readNext: () => Promise<SandboxClock['next']>;
  by: Speed;
  goesOn: () => boolean;
  onMoved: (played: Played) => void;
}

async function run({ advance, readNext, by, goesOn, onMoved }: Run): Promise<Stop> {
  let at: number | null = null;
  let played = NOTHING;
  try {
    while (goesOn()) {
      const began = performance.now();
      const moved = await advance({ by });
      at = Date.parse(moved.now);
      played = { carriedOut: played.carriedOut + moved.carriedOut, sent: played.sent + moved.sent };
      onMoved(played);
      if ((await readNext()) === null) return { why: 'nothing-ahead', at, error: null };
      await restOf(SECOND_MS - (performance.now() - began), goesOn);
    }
    return { why: 'paused', at, error: null };
  } catch (error) {
    return { why: 'failed', at, error: error as Error };
  }
}

const LOOK_EVERY_MS = 50;

/** Waits out what is left of the second; a pause is not kept waiting. */
async function restOf(leftMs: number, goesOn: () => boolean): Promise<void> {
  const end = performance.now() + leftMs;
  while (goesOn() && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_EVERY_MS, end - performance.now())));
}
