import { Button, Group, SimpleGrid, Stack, Tabs, Text, Textarea, TextInput, Typography } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/schema';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { openingsQuery, previewQuery, useSaveGuide } from './guides.api';

const LANGUAGES = { en: 'English', es: 'Español', zh: '中文', lt: 'Lietuvių' } as const;
type Pages = Record<string, { title: string; text: string }>;

interface GuideEditorProps {
  /** Undefined: a new one. */
  guide?: components['schemas']['Guide'];
  onSaved: (key: string) => void;
}

/** One guide in its languages, with what readers will see. */
export function GuideEditor({ guide, onSaved }: GuideEditorProps) {
  const words = useWords();
  const save = useSaveGuide();
  const [key, setKey] = useState(guide?.key ?? '');
  const [products, setProducts] = useState(guide?.products.join(', ') ?? '');
  const [steps, setSteps] = useState(guide?.steps.join(', ') ?? '');
  const [pages, setPages] = useState<Pages>(guide?.pages ?? {});
  const written = Object.fromEntries(
    Object.entries(pages).filter(([, { title, text }]) => title.trim() !== '' || text.trim() !== ''),
  );
  const submit = () =>
    save.mutate(
      {
        key: key.trim(),
        draft: {
          products: list(products),
          steps: list(steps),
          pages: written,
          retired: guide?.retired ?? false,
        },
      },
      { onSuccess: (saved) => onSaved(saved.key) },
    );
  return (
    <Section title={guide?.key ?? words('guides.new')}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={words('guides.key')}
            value={key}
            readOnly={guide !== undefined}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <TextInput
            label={words('guides.products')}
            description={words('guides.products.hint')}
            value={products}
            onChange={(event) => setProducts(event.currentTarget.value)}
          />
          <TextInput
            label={words('guides.steps')}
            description={words('guides.products.hint')}
            value={steps}
            onChange={(event) => setSteps(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Tabs defaultValue="en" keepMounted={false}>
          <Tabs.List>
            {Object.entries(LANGUAGES).map(([language, name]) => (
              <Tabs.Tab key={language} value={language} lang={language}>
                {name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {Object.keys(LANGUAGES).map((language) => (
            <Tabs.Panel key={language} value={language} pt="sm">
              <PageFields
                language={language}
                page={pages[language] ?? { title: '', text: '' }}
                onChange={(page) => setPages({ ...pages, [language]: page })}
              />
            </Tabs.Panel>
          ))}
        </Tabs>
        <ProblemAlert error={save.error} />
        <Group>
          <Button loading={save.isPending} disabled={key.trim() === ''} onClick={submit}>
            {words('guides.save')}
          </Button>
        </Group>
        {guide && <Openings guide={guide.key} />}
      </Stack>
    </Section>
  );
}

interface PageFieldsProps {
  language: string;
  page: Pages[string];
  onChange: (page: Pages[string]) => void;
}

function PageFields({ language, page, onChange }: PageFieldsProps) {
  const words = useWords();
  const [text] = useDebouncedValue(page.text, 400);
  const preview = useQuery(previewQuery(page.title, text));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Stack gap="xs">
        <TextInput
          label={words('guides.title')}
          lang={language}
          value={page.title}
          onChange={(event) => onChange({ ...page, title: event.currentTarget.value })}
        />
        <Textarea
          label={words('guides.text')}
          lang={language}
          autosize
          minRows={10}
          value={page.text}
          onChange={(event) => onChange({ ...page, text: event.currentTarget.value })}
        />
      </Stack>
      <section aria-label={words('guides.preview')} lang={language}>
        <Text fw={600}>{page.title}</Text>
        <Typography>
          <div dangerouslySetInnerHTML={{ __html: preview.data ?? '' }} />
        </Typography>
      </section>
    </SimpleGrid>
  );
}

/** How often it was read, by what linked to it. */
function Openings({ guide }: { guide: string }) {
  const words = useWords();
  const { data } = useQuery(openingsQuery(guide));
  if (!data || data.by.length === 0) return null;
  return (
    <Stack gap={2}>
      <Text fw={600} size="sm">
        {words('guides.by')}
      </Text>
      {data.by.map(({ product, step, template, linked, readers, helped, notHelped }) => (
        <Text key={`${product} ${step} ${template}`} size="sm">
          {[product, step, template].filter(Boolean).join(' · ')}: {words('guides.linked')} {linked},{' '}
          {words('guides.readers')} {readers}, {words('guides.helped')} {helped} / {helped + notHelped}
        </Text>
      ))}
    </Stack>
  );
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
