import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../messages/use-words';
import classes from './calls.module.css';
import { KeyHint } from './KeyHint';
import { RARE_OUTCOMES, USUAL_OUTCOMES } from './outcome-keys';
import type { CallDraft } from './use-call-draft';

interface OutcomeButtonsProps {
  draft: CallDraft;
  busy: boolean;
  /** On a narrow screen the rare ones wait behind one more press. */
  folded: boolean;
}

/** How the call ended, a button and a key for each. */
export function OutcomeButtons({ draft, busy, folded }: OutcomeButtonsProps) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const isRare = RARE_OUTCOMES.some(({ outcome }) => outcome === draft.outcome);
  const shown = !folded || isOpen || isRare ? [...USUAL_OUTCOMES, ...RARE_OUTCOMES] : USUAL_OUTCOMES;
  return (
    <div className={classes.outcomes} role="group" aria-label={words('outcome.label')}>
      {shown.map(({ outcome, key }) => (
        <Button
          key={outcome}
          className={classes.key}
          variant={draft.outcome === outcome ? 'filled' : 'default'}
          aria-pressed={draft.outcome === outcome}
          aria-keyshortcuts={key}
          h={44}
          disabled={busy}
          rightSection={<KeyHint of={key} />}
          justify={folded ? 'center' : 'space-between'}
          onClick={() => draft.choose(outcome)}
        >
          {words(`outcome.short.${outcome}`)}
        </Button>
      ))}
      {folded && (
        <Button
          className={classes.key}
          variant="default"
          h={44}
          aria-expanded={isOpen}
          leftSection={<IconDots size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {words('calls.more')}
        </Button>
      )}
    </div>
  );
}
