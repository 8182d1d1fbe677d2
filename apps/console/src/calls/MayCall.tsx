import { Alert } from '@mantine/core';
import { IconClockPause, IconPhoneOff } from '@tabler/icons-react';
import type { QueuedCall } from '../api/types';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';

/** Says why one may not call now, and from when on; nothing where one may. */
export function MayCall({ call: { mayCall, followUp } }: { call: QueuedCall }) {
  const words = useWords();
  const times = useTimes();
  const { verdict, until, reason } = mayCall;
  if (verdict === 'send') return null;
  const isLater = verdict === 'wait' && until !== undefined;
  return (
    <Alert
      color={isLater ? 'orange' : 'red'}
      icon={isLater ? <IconClockPause size={18} aria-hidden /> : <IconPhoneOff size={18} aria-hidden />}
      title={
        isLater ? words('calls.wait', { at: times.dateTime(until, followUp.zone) }) : words('calls.refuse')
      }
    >
      {reason && <ReasonText reason={reason} />}
    </Alert>
  );
}
