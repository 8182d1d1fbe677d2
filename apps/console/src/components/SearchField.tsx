import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

const DELAY_MS = 250;

interface SearchFieldProps extends Pick<TextInputProps, 'w' | 'ref'> {
  label: string;
  /** What the address says is searched for. */
  value: string | undefined;
  /** Called a moment after the last letter; empty text searches for nothing. */
  onSearch: (text: string) => void;
}

/** Text that becomes part of the address, and follows it when one goes back. */
export function SearchField({ label, value = '', onSearch, ...others }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== text.trim()) setText(value);
  }
  const searchSoon = useDebouncedCallback((typed: string) => onSearch(typed.trim()), DELAY_MS);
  return (
    <TextInput
      {...others}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        searchSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
