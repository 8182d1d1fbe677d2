import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { LANGUAGES, type Language } from '../messages/dictionaries';
import { useLanguage } from '../messages/IntlRoot';
import { useWords } from '../messages/use-words';

export function LanguageMenu() {
  const words = useWords();
  const { language, choose } = useLanguage();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words('shell.language')}>
          <IconLanguage size={20} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(LANGUAGES) as Language[]).map((key) => (
          <Menu.Item
            key={key}
            lang={key}
            onClick={() => choose(key)}
            rightSection={key === language ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={key === language}
          >
            {LANGUAGES[key]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
