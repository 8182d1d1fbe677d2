import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { KeyHint } from './KeyHint';
import type { CallDraft } from './use-call-draft';

// The picker brings a calendar with it, which only those need who agree on an unusual time.
const LocalDateTimeField = lazy(() =>
  import('../follow-ups/verbs/LocalDateTimeField').then(({ LocalDateTimeField }) => ({
    default: LocalDateTimeField,
  })),
);

interface CallBackChoiceProps {
  draft: CallDraft;
  /** Times that are often agreed on, UTC milliseconds. */
  suggested: readonly number[];
  /** The customer's. */
  zone: string;
  now: number;
  busy: boolean;
}

/** When to call back, on the customer's clock: a usual time with one press, or any other. */
export function CallBackChoice({ draft, suggested, zone, now, busy }: CallBackChoiceProps) {
  const words = useWords();
  const times = useTimes();
  return (
    <Stack gap="xs" role="group" aria-label={words('outcome.call-back-at')}>
      <Text size="xs" c="dimmed">
        {words('outcome.call-back-at')}
      </Text>
      <Group gap={6}>
        {suggested.map((at, index) => (
          <Button
            key={at}
            variant="light"
            size="compact-sm"
            mih={36}
            aria-keyshortcuts={String(index + 1)}
            disabled={busy}
            rightSection={<KeyHint of={String(index + 1)} />}
            onClick={() => draft.callBack(at)}
          >
            {times.dateTime(at, zone)}
          </Button>
        ))}
      </Group>
      <Suspense fallback={<Skeleton h={56} />}>
        <LocalDateTimeField
          label={words('calls.other-time')}
          zone={zone}
          value={draft.callBackAt}
          onChange={draft.setCallBackAt}
          notBefore={now}
        />
      </Suspense>
    </Stack>
  );
}
