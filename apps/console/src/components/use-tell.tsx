import { IconCircleCheck } from '@tabler/icons-react';
import { useCallback } from 'react';
import { notify } from './notify';
import { useWords } from '../messages/use-words';

/** Says in passing that something was done; what closes it has a name too. */
export function useTell(): (message: string) => void {
  const words = useWords();
  return useCallback(
    (message) => {
      notify({
        message,
        icon: <IconCircleCheck size={20} aria-hidden />,
        color: 'pine',
        closeButtonProps: { 'aria-label': words('action.close') },
      });
    },
    [words],
  );
}
