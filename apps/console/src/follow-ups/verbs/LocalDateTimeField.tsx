import '@mantine/dates/styles.css';
import 'dayjs/locale/es';
import 'dayjs/locale/lt';
import 'dayjs/locale/zh';
import { fromWall, toLocal } from '@aftercare/workflows/domain/time.js';
import { DateTimePicker } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useWords } from '../../messages/use-words';

interface LocalDateTimeFieldProps {
  label: ReactNode;
  /** Whose wall clock is meant. */
  zone: string;
  /** UTC milliseconds. */
  value: number | null;
  onChange: (at: number | null) => void;
  /** Earlier days cannot be chosen, UTC milliseconds. */
  notBefore: number;
}

/** A date and a time on the wall clock of another place, which it names. */
export function LocalDateTimeField({ label, zone, value, onChange, notBefore }: LocalDateTimeFieldProps) {
  const words = useWords();
  const { locale } = useIntl();
  return (
    <DateTimePicker
      label={label}
      description={words('when.zone', { zone: zone.replaceAll('_', ' ') })}
      locale={locale}
      valueFormat="ddd D MMM YYYY, HH:mm"
      value={value === null ? null : toPickerText(value, zone)}
      onChange={(text) => onChange(text ? fromWall(Date.parse(`${text.replace(' ', 'T')}Z`), zone) : null)}
      minDate={toPickerText(notBefore, zone).slice(0, 10)}
      defaultDate={toPickerText(notBefore, zone).slice(0, 10)}
      highlightToday={false}
      clearable
      clearButtonProps={{ 'aria-label': words('when.clear') }}
    />
  );
}

/** The picker knows local texts only, `YYYY-MM-DD HH:MM:SS`. */
function toPickerText(at: number, zone: string): string {
  return `${toLocal(at, zone).replace('T', ' ')}:00`;
}
