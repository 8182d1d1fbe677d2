import { Alert, Badge, Button, Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCheck, IconDeviceFloppy } from '@tabler/icons-react';
import { ProblemError } from '../api/problem';
import { ProblemAlert } from '../components/ProblemAlert';
import { TextLink } from '../components/TextLink';
import { useWords } from '../messages/use-words';
import { AddLanguage } from './AddLanguage';
import { LanguageText } from './LanguageText';
import { OtherWays } from './OtherWays';
import { PURPOSES } from './purposes';
import type { Purpose, Template } from './templates.api';
import classes from './templates.module.css';
import { TestSend } from './TestSend';
import { TemplateVersions } from './TemplateVersions';
import { useTemplateDraft } from './use-template-draft';
import { VariableChips } from './VariableChips';

/** Parts of a template that have a place of their own for what is wrong with them. */
const PARTS = ['texts', 'subjects', 'whatsapp'];

interface TemplateEditorProps {
  templateKey: string;
  /** Missing where it is new. */
  saved?: Template;
  purpose?: Purpose;
  readOnly: boolean;
}

/** The languages of a template side by side, with what each would cost and how it would look on a phone. */
export function TemplateEditor({ templateKey, saved, purpose = 'service', readOnly }: TemplateEditorProps) {
  const words = useWords();
  const { draft, change, setText, language, setLanguage, insert, keepField, previews, save, isDirty } =
    useTemplateDraft(templateKey, saved, purpose);
  const [price, setPrice] = useLocalStorage<number | string>({
    key: 'aftercare.segment-price',
    defaultValue: '',
  });
  const tags = Object.keys(draft.texts);
  const faults = save.error instanceof ProblemError ? save.error.faults : [];
  const faultsOf = (tag: string) =>
    faults.filter(({ path }) => path === `/texts/${tag}`).map(({ message }) => message);
  const isPlaced =
    faults.length > 0 &&
    faults.every(({ path }) => tags.some((tag) => PARTS.some((part) => path === `/${part}/${tag}`)));
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start">
        <div>
          <TextLink to="/templates" size="sm">
            {words('template.all')}
          </TextLink>
          <Group gap="sm">
            <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
              {templateKey}
            </Title>
            {saved ? (
              <Badge color="gray">{words('template.version', { version: saved.version })}</Badge>
            ) : (
              <Badge color="yellow">{words('template.new')}</Badge>
            )}
          </Group>
        </div>
        {!readOnly && (
          <Group gap="sm">
            {isDirty && (
              <Text size="sm" c="dimmed" role="status">
                {words('template.unsaved')}
              </Text>
            )}
            <Button
              onClick={() => save.mutate(draft)}
              loading={save.isPending}
              disabled={!isDirty}
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            >
              {words('template.save')}
            </Button>
          </Group>
        )}
      </Group>
      <Group align="end" gap="sm">
        <Select
          label={words('template.purpose')}
          data={PURPOSES.map((value) => ({ value, label: words(`template.purpose.${value}`) }))}
          value={draft.purpose}
          allowDeselect={false}
          disabled={readOnly}
          onChange={(value) => value && change({ ...draft, purpose: value as Purpose })}
        />
        <NumberInput
          label={words('template.price')}
          description={words('template.price.hint')}
          value={price}
          min={0}
          step={0.01}
          decimalScale={4}
          onChange={setPrice}
          maw={220}
        />
        {!readOnly && (
          <AddLanguage
            known={tags}
            onAdd={(tag) => change({ ...draft, texts: { ...draft.texts, [tag]: '' } })}
          />
        )}
      </Group>
      {readOnly && <Alert color="gray">{words('template.read-only')}</Alert>}
      {!isPlaced && <ProblemAlert error={save.error} />}
      <ProblemAlert error={previews.error} />
      {save.isSuccess && !isDirty && (
        <Alert color="pine" icon={<IconCheck size={18} aria-hidden />} role="status">
          {words('template.saved', { warnings: save.data.warnings.length })}
        </Alert>
      )}
      {!readOnly && <VariableChips language={language} onInsert={insert} />}
      <div className={classes.languages}>
        {tags.map((tag) => (
          <LanguageText
            key={tag}
            language={tag}
            text={draft.texts[tag] ?? ''}
            preview={previews.data?.[tag]}
            faults={faultsOf(tag)}
            price={typeof price === 'number' ? price : undefined}
            readOnly={readOnly}
            onChange={(text) => setText(tag, text)}
            onFocus={() => setLanguage(tag)}
            byOtherWays={
              <OtherWays
                language={tag}
                subject={draft.subjects[tag] ?? ''}
                contentId={draft.whatsapp[tag] ?? ''}
                faults={faults.filter(
                  ({ path }) => path === `/subjects/${tag}` || path === `/whatsapp/${tag}`,
                )}
                readOnly={readOnly}
                onSubject={(text) => change({ ...draft, subjects: { ...draft.subjects, [tag]: text } })}
                onContentId={(id) => change({ ...draft, whatsapp: { ...draft.whatsapp, [tag]: id } })}
              />
            }
            field={keepField(tag)}
          />
        ))}
      </div>
      {saved && !readOnly && <TestSend template={saved} />}
      {saved && (
        <TemplateVersions
          template={templateKey}
          onTake={
            readOnly
              ? undefined
              : (version) => {
                  const cleared = Object.fromEntries(tags.map((tag) => [tag, '']));
                  const { purpose, texts, subjects, whatsapp } = version;
                  change({ purpose, texts: { ...cleared, ...texts }, subjects, whatsapp });
                  window.scrollTo({ top: 0 });
                }
          }
        />
      )}
    </Stack>
  );
}
