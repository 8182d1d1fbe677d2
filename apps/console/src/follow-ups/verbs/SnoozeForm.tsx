import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTimes } from '../../components/use-times';
import { useWords } from '../../messages/use-words';
import { LocalDateTimeField } from './LocalDateTimeField';
import { SNOOZE_CHOICES, type SnoozeChoice, snoozeInstant } from './snooze-choices';
import { VerbFormFrame } from './VerbFormFrame';
import type { VerbFormProps } from './verb-form';

/** Puts work off: by a common choice, or to an exact time where the customer is. */
export function SnoozeForm({ followUps, now, pending, onSubmit, onCancel }: VerbFormProps) {
  const words = useWords();
  const times = useTimes();
  const [choice, setChoice] = useState<SnoozeChoice | 'exact'>('tomorrow');
  const [exact, setExact] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const zone = followUps[0]?.zone ?? 'UTC';

  const submit = (): void => {
    if (choice === 'exact' && exact === null) return;
    onSubmit((followUp) => ({
      verb: 'snooze',
      body: {
        until: formatInstant(choice === 'exact' ? exact! : snoozeInstant(choice, now, followUp.zone)),
        reason: reason.trim() || undefined,
      },
    }));
  };
  return (
    <VerbFormFrame submit={words('verb.snooze')} {...{ pending, onCancel }} onSubmit={submit}>
      <Radio.Group
        label={words('snooze.label')}
        value={choice}
        onChange={(value) => setChoice(value as SnoozeChoice | 'exact')}
      >
        <Stack gap={10} mt={8}>
          {SNOOZE_CHOICES.map((one) => (
            <Radio
              key={one}
              value={one}
              data-autofocus={one === 'tomorrow' || undefined}
              label={
                <>
                  {words(`snooze.${one}`)}{' '}
                  <Text span size="xs" c="dimmed">
                    {times.dateTime(snoozeInstant(one, now, zone), zone)}
                  </Text>
                </>
              }
            />
          ))}
          <Radio value="exact" label={words('snooze.exact')} />
        </Stack>
      </Radio.Group>
      {choice === 'exact' && (
        <LocalDateTimeField
          label={words('snooze.until')}
          zone={zone}
          value={exact}
          onChange={setExact}
          notBefore={now}
        />
      )}
      <TextInput
        label={words('snooze.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </VerbFormFrame>
  );
}
