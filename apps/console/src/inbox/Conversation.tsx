import { Group, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReplyDetail } from '../api/types';
import { useTimes } from '../components/use-times';
import { sayMessageState } from '../follow-ups/message-words';
import { useWords } from '../messages/use-words';
import classes from './inbox.module.css';

/** Texts both ways as a phone shows them; the one that is open is framed. */
export function Conversation({ reply: { id, conversation, media } }: { reply: ReplyDetail }) {
  const words = useWords();
  const times = useTimes();
  const bubbles = useRef<HTMLOListElement>(null);
  const count = conversation.length;
  // The newest is what it is about.
  useEffect(() => {
    const list = bubbles.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, [count]);
  return (
    <ol className={classes.bubbles} ref={bubbles} tabIndex={0} aria-label={words('inbox.conversation')}>
      {conversation.map((bubble) => (
        <li
          key={bubble.id}
          className={classes.bubble}
          data-direction={bubble.direction}
          data-asked={bubble.id === id || undefined}
        >
          <VisuallyHidden>{words(`inbox.bubble.${bubble.direction}`)}: </VisuallyHidden>
          {bubble.body.trim() ||
            words(bubble.id === id && media > 0 ? 'inbox.media' : 'inbox.no-words', { count: media })}
          <Group gap={6} mt={2}>
            <Text size="xs" c="dimmed" component="span" className="numbers">
              {times.dateTime(bubble.at)}
            </Text>
            {bubble.direction === 'out' && (
              <Text
                size="xs"
                component="span"
                c={bubble.errorCode !== null || bubble.state === 'kept-back' ? 'red' : 'dimmed'}
              >
                {sayMessageState(bubble.state, words)}
              </Text>
            )}
          </Group>
        </li>
      ))}
    </ol>
  );
}
