import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './en';

type Values = Record<string, string | number | boolean | Date | null | undefined>;

/** Says a text of the message files in the reader's language. */
export interface Words {
  (id: MessageId, values?: Values): string;
  /** Whether there is such a text: kinds and states come from the API, which may know more of them. */
  has: (id: string) => id is MessageId;
}

export function useWords(): Words {
  const intl = useIntl();
  return useMemo(() => {
    const say = (id: MessageId, values?: Values): string => intl.formatMessage({ id }, values);
    return Object.assign(say, { has: (id: string): id is MessageId => id in intl.messages });
  }, [intl]);
}
