import { Text } from '@mantine/core';
import { useProblemWords } from '../components/problem-words';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import type { Advanced } from './clock.api';
import classes from './clock.module.css';
import type { Playing, Stop } from './use-play';

interface ClockStatusProps {
  /** A single move is under way. */
  isMoving: boolean;
  moved: Advanced | undefined;
  playing: Playing;
  /** The company's. */
  zone: string;
}

/** What the last moves brought about; when it played, where it stopped and why. */
export function ClockStatus({ isMoving, moved, playing: { speed, played, stop }, zone }: ClockStatusProps) {
  const words = useWords();
  const sayStop = useStopWords();
  const happened = speed !== null || stop !== null ? played : moved;
  const text = [
    speed !== null && words(`clock.speed.${speed}`),
    speed === null && isMoving && words('clock.moving'),
    speed === null && !isMoving && stop !== null && sayStop(stop, zone),
    (speed !== null || !isMoving) && happened && words('clock.happened', { ...happened }),
  ].filter(Boolean);
  return (
    <Text size="xs" className={classes.happened} role="status" visibleFrom="sm">
      {text.join(' · ')}
    </Text>
  );
}

/** Says where the clock stopped and why, in the company's zone. */
export function useStopWords(): (stop: Stop, zone: string) => string {
  const words = useWords();
  const times = useTimes();
  const describe = useProblemWords();
  return ({ why, at, error }, zone) => {
    const where = at === null ? null : times.exact(at, zone);
    if (why !== 'failed') return words(`clock.stop.${why}`, { at: where ?? '–' });
    const { title, detail } = describe(error!);
    const reason = detail || title;
    return where === null
      ? words('clock.stop.at-once', { why: reason })
      : words('clock.stop.failed', { at: where, why: reason });
  };
}
