import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './en';

type Values = Record<string, string | number | boolean | Date | null | undefined>;

/** Says a text of the message files in the reader's language. */
export type Words = (id: MessageId, values?: Values) => string;

export function useWords(): Words {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values), [intl]);
}
