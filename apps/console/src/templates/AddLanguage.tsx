import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useWords } from '../messages/use-words';

const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** A further language: its tag, such as fr or es-MX. */
export function AddLanguage({ known, onAdd }: { known: readonly string[]; onAdd: (tag: string) => void }) {
  const words = useWords();
  const [tag, setTag] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = tag.trim();
    const isUsable = LANGUAGE_TAG.test(wanted) && !known.includes(wanted);
    setWrong(!isUsable);
    if (!isUsable) return;
    onAdd(wanted);
    setTag('');
  };
  return (
    <form onSubmit={add}>
      <Group gap={6} align="end" wrap="nowrap">
        <TextInput
          label={words('template.language.add')}
          placeholder="fr"
          value={tag}
          maxLength={35}
          error={isWrong ? words('template.language.wrong') : undefined}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" aria-label={words('template.language.add')} px="xs">
          <IconPlus size={16} aria-hidden />
        </Button>
      </Group>
    </form>
  );
}
