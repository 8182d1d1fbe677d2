import { Button, Group, Text } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { PlacedCall, QueuedCall } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { isUnderWay, placedCallQuery } from './calls.api';
import { KeyHint } from './KeyHint';

interface PlaceCallProps {
  call: QueuedCall;
  placing: UseMutationResult<PlacedCall, Error, string>;
}

/** Connects the caller's own telephone with the customer, and says how that goes. */
export function PlaceCall({ call: { followUp, mayCall }, placing }: PlaceCallProps) {
  const words = useWords();
  const { data: placed } = useQuery(placedCallQuery(followUp.id));
  const isBusy = placing.isPending || (placed != null && isUnderWay(placed));
  return (
    <>
      <Group gap="sm">
        <Button
          leftSection={<IconPhoneOutgoing size={17} aria-hidden />}
          rightSection={<KeyHint of="t" />}
          aria-keyshortcuts="t"
          disabled={mayCall.verdict !== 'send'}
          loading={isBusy}
          onClick={() => placing.mutate(followUp.id)}
        >
          {words('calls.place')}
        </Button>
        {placed && (
          <Text size="sm" role="status" c="dimmed">
            {words(`calls.placed.${placed.state}`, { seconds: placed.durationSeconds ?? 0 })}
          </Text>
        )}
      </Group>
      <ProblemAlert error={placing.error} />
    </>
  );
}
