import { Kbd } from '@mantine/core';
import { useKeysEnabled } from '../board/board-keys';
import classes from './calls.module.css';

/** The key that presses a button, while single keys are on. */
export function KeyHint({ of }: { of: string }) {
  const [enabled] = useKeysEnabled();
  if (!enabled) return null;
  return (
    <Kbd className={classes.hint} aria-hidden>
      {of}
    </Kbd>
  );
}
