import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** Country codes with their names in the reader's language, by name. */
export function useCountryNames(): { value: string; label: string }[] {
  const intl = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([intl.locale], { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    return letters
      .flatMap((a) => letters.map((b) => a + b))
      .flatMap((value) => {
        const label = NO_COUNTRY.has(value) ? undefined : names.of(value);
        return label ? [{ value, label }] : [];
      })
      .sort((a, b) => a.label.localeCompare(b.label, intl.locale));
  }, [intl.locale]);
}

/** Codes that have a name and are no country one could live in: unions, pseudo codes, and those that are gone. */
const NO_COUNTRY = new Set(
  'EU EZ UN QO XA XB ZZ AN BU CS DD FX NT SU TP UK VD YD YU ZR NH DY HV RH'.split(' '),
);
