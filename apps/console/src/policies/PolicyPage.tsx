import {
  Alert,
  Badge,
  Box,
  Button,
  Group,
  Modal,
  Skeleton,
  Stack,
  Tabs,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowBackUp, IconCode } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, lazy, useMemo, useState } from 'react';
import { isMap, isScalar, visit, type Document } from 'yaml';
import { notify } from '../components/notify';
import { ProblemError } from '../api/problem';
import { meQuery } from '../auth/auth.api';
import { ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { MatchForm } from './MatchForm';
import classes from './policies.module.css';
import {
  type Policy,
  calendarKeysQuery,
  faultsQuery,
  policyQuery,
  policySchemaQuery,
  templateKeysQuery,
  useSavePolicy,
} from './policies.api';
import { type PolicyDraft, type StepKind, freeName, groupByAnchor, stepsOf } from './policy-document';
import { PublishPanel } from './PublishPanel';
import { Simulator } from './Simulator';
import { AddStep, StepForm } from './StepForm';
import { StepRuler } from './StepRuler';
import { TargetsForm } from './TargetsForm';
import { type YamlFault, findPlace, readYaml, setIn, toYaml, useDraft } from './use-draft';
import { Versions } from './Versions';

const YamlEditor = lazy(() => import('./YamlEditor').then((module) => ({ default: module.YamlEditor })));

const TABS = ['steps', 'simulator', 'versions'] as const;
export type PolicyTab = (typeof TABS)[number];
const CHECK_AFTER_MS = 350;

/** One policy under the pen. A key that nothing is stored under begins a new one. */
export function PolicyPage() {
  const { key } = useParams({ from: '/rooms/policies/$key' });
  const policy = useQuery(policyQuery(key));
  if (policy.isPending)
    return (
      <Box p="lg">
        <Skeleton h={480} radius="lg" />
      </Box>
    );
  if (policy.isError && policy.data === undefined)
    return <ProblemNotice error={policy.error} onRetry={() => void policy.refetch()} />;
  return <PolicyEditor key={key} policyKey={key} stored={policy.data ?? null} />;
}

/** The text of a stored draft: as its writer wrote it, unless somebody has saved something else as JSON since. */
function textOf(stored: Policy): string {
  const { draft, draftYaml } = stored;
  if (draftYaml !== null && JSON.stringify(readYaml(draftYaml).value) === JSON.stringify(draft))
    return draftYaml;
  if (draftYaml !== null && sameContent(readYaml(draftYaml).value, draft)) return draftYaml;
  return toYaml(draft);
}

function sameContent(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([x], [y]) => (x < y ? -1 : 1))
        .map(([k, v]) => [k, sorted(v)]),
    );
  };
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function newPolicy(key: string): PolicyDraft {
  const name = key.replaceAll('-', ' ');
  return {
    policy: key,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    subject: 'sale',
    family: key,
    rank: 100,
    steps: [],
  };
}

function PolicyEditor({ policyKey, stored }: { policyKey: string; stored: Policy | null }) {
  const words = useWords();
  const times = useTimes();
  const { tab = 'steps', step: selected, yaml = 'shown' } = useSearch({ from: '/rooms/policies/$key' });
  const navigate = useNavigate({ from: '/policies/$key' });
  const { data: me } = useQuery(meQuery);
  const readOnly = me?.role !== 'operator' && me?.role !== 'admin';
  // What this page began from: another one's save is not taken over silently.
  const [base, setBase] = useState({
    rev: stored?.draftRev ?? 0,
    text: stored ? textOf(stored) : toYaml(newPolicy(policyKey)),
  });
  const draft = useDraft(base.text);
  const [asked] = useDebouncedValue(draft.value, CHECK_AFTER_MS);
  const check = useQuery({ ...faultsQuery(policyKey, asked), placeholderData: keepPreviousData });
  const faults = useMemo(() => check.data ?? [], [check.data]);
  const save = useSavePolicy(policyKey);
  const [isPublishing, setPublishing] = useState(false);
  const isDirty = stored === null || draft.text !== base.text;
  const blocker = useBlocker({
    // Another step or tab of the same policy is no leaving.
    shouldBlockFn: ({ current, next }) =>
      !readOnly && draft.text !== base.text && current.pathname !== next.pathname,
    withResolver: true,
    enableBeforeUnload: () => !readOnly && draft.text !== base.text,
  });
  const conflict = save.error instanceof ProblemError && save.error.code === 'document.changed-meanwhile';
  const places = useMemo<YamlFault[]>(
    () =>
      draft.syntaxFaults.length > 0
        ? [...draft.syntaxFaults]
        : faults.map(({ path, message }) => ({ ...findPlace(draft.text, path), message })),
    [draft.syntaxFaults, draft.text, faults],
  );

  const doSave = (basedOn: number | undefined, then?: () => void): void =>
    save.mutate(
      { value: draft.value, text: draft.text, basedOn },
      {
        onSuccess: (saved) => {
          setBase({ rev: saved.draftRev, text: draft.text });
          notify({ message: words('policy.saved'), color: 'pine' });
          then?.();
        },
      },
    );
  const canSave = !readOnly && isDirty && draft.syntaxFaults.length === 0;
  const show = (changes: { tab?: PolicyTab; step?: string; yaml?: 'hidden' | 'shown' }): void =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });

  return (
    <Box p={{ base: 'sm', sm: 'lg' }} className={classes.page}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap="sm">
            <Title order={1} size="h3">
              {draft.value.name ?? policyKey}
            </Title>
            <StateOfPolicy stored={stored} isDirty={draft.text !== base.text} />
          </Group>
          <Group gap="xs">
            {draft.undo && !readOnly && (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={draft.undo}
              >
                {words('policy.undo')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconCode size={16} aria-hidden />}
              aria-pressed={yaml !== 'hidden'}
              onClick={() => show({ yaml: yaml === 'hidden' ? 'shown' : 'hidden' })}
            >
              YAML
            </Button>
            {!readOnly && (
              <>
                <Button
                  variant="default"
                  loading={save.isPending}
                  disabled={!canSave}
                  onClick={() => doSave(base.rev)}
                >
                  {words('policy.save')}
                </Button>
                <Button
                  disabled={
                    draft.syntaxFaults.length > 0 ||
                    faults.length > 0 ||
                    (!isDirty && stored?.unpublished === false)
                  }
                  onClick={() =>
                    isDirty ? doSave(base.rev, () => setPublishing(true)) : setPublishing(true)
                  }
                >
                  {words('policy.publish')}
                </Button>
              </>
            )}
          </Group>
        </Group>
        {readOnly && me && (
          <Alert color="gray" variant="light">
            {words('policy.read-only')}
          </Alert>
        )}
        {conflict ? (
          <Alert color="orange" title={words('policy.conflict')} role="alert">
            <Text size="sm">{words('policy.conflict.text')}</Text>
            <Text size="xs" c="dimmed">
              {save.error?.message}
            </Text>
            <Group mt="sm">
              <Button size="xs" onClick={() => doSave(undefined)}>
                {words('policy.conflict.mine')}
              </Button>
              <Conflict
                policyKey={policyKey}
                onTake={(theirs) => {
                  setBase({ rev: theirs.draftRev, text: textOf(theirs) });
                  draft.write(textOf(theirs));
                  save.reset();
                }}
                mine={draft.text}
              />
            </Group>
          </Alert>
        ) : (
          <ProblemAlert error={save.error} />
        )}
        {draft.syntaxFaults.length > 0 && (
          <Alert color="orange" role="status">
            {words('policy.no-yaml')}
          </Alert>
        )}
        {faults.length > 0 && draft.syntaxFaults.length === 0 && (
          <Alert color="orange" title={words('policy.faults', { count: faults.length })} role="status">
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {faults.slice(0, 8).map(({ path, message }) => (
                <li key={path + message}>
                  <code>{path.slice(1).replaceAll('/', '.')}</code> {message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <div className={classes.split} data-yaml={yaml !== 'hidden' || undefined}>
          <div style={{ minWidth: 0 }}>
            <Tabs value={tab} onChange={(next) => show({ tab: next as PolicyTab })} keepMounted={false}>
              <Tabs.List mb="md">
                {TABS.map((one) => (
                  <Tabs.Tab key={one} value={one}>
                    {words(`policy.tab.${one}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="steps">
                <StepsTab
                  draft={draft}
                  readOnly={readOnly || draft.syntaxFaults.length > 0}
                  faults={faults}
                  selected={selected}
                  onSelect={(step) => show({ step })}
                />
              </Tabs.Panel>
              <Tabs.Panel value="simulator">
                <Simulator
                  policyKey={policyKey}
                  draft={draft.value}
                  publishedVersion={stored?.currentVersion ?? null}
                />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                {stored ? (
                  <Versions policyKey={policyKey} />
                ) : (
                  <Text c="dimmed">{words('versions.none')}</Text>
                )}
              </Tabs.Panel>
            </Tabs>
          </div>
          {yaml !== 'hidden' && <Yaml draft={draft} faults={places} readOnly={readOnly} />}
        </div>
        {stored && (
          <Text size="xs" c="dimmed">
            {words('policy.saved-by', { by: stored.draftSavedBy, at: times.dateTime(stored.draftSavedAt) })}
          </Text>
        )}
      </Stack>
      {isPublishing && <PublishPanel policyKey={policyKey} onClose={() => setPublishing(false)} />}
      {blocker.status === 'blocked' && (
        <Modal opened onClose={blocker.reset} title={words('policy.leave')}>
          <Text size="sm">{words('policy.leave.text')}</Text>
          <Group justify="end" mt="md">
            <Button variant="default" onClick={blocker.reset}>
              {words('policy.leave.stay')}
            </Button>
            <Button color="red.8" onClick={blocker.proceed}>
              {words('policy.leave.go')}
            </Button>
          </Group>
        </Modal>
      )}
    </Box>
  );
}

function StateOfPolicy({ stored, isDirty }: { stored: Policy | null; isDirty: boolean }) {
  const words = useWords();
  return (
    <Group gap={6}>
      {stored?.currentVersion != null ? (
        <Badge color="pine">{words('policy.version', { version: stored.currentVersion })}</Badge>
      ) : (
        <Badge color="gray">{words('policy.never-published')}</Badge>
      )}
      {isDirty ? (
        <Badge color="orange">{words('policy.unsaved')}</Badge>
      ) : (
        stored?.unpublished && <Badge color="yellow">{words('policy.unpublished')}</Badge>
      )}
    </Group>
  );
}

/** The other one's draft, to look at, or to go on from. One's own text is copied first, so that nothing is lost. */
function Conflict({
  policyKey,
  mine,
  onTake,
}: {
  policyKey: string;
  mine: string;
  onTake: (theirs: Policy) => void;
}) {
  const words = useWords();
  const { data: theirs } = useQuery({
    ...policyQuery(policyKey),
    staleTime: 0,
    refetchOnMount: 'always',
  });
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setShown(true)} disabled={!theirs}>
        {words('policy.conflict.compare')}
      </Button>
      {isShown && theirs && (
        <Modal opened onClose={() => setShown(false)} size="90%" title={words('policy.conflict.compare')}>
          <div className={classes.change}>
            <div>
              <Text size="sm" fw={600}>
                {words('policy.conflict.yours')}
              </Text>
              <pre className={classes.new}>{mine}</pre>
            </div>
            <div>
              <Text size="sm" fw={600}>
                {words('policy.conflict.theirs', { by: theirs.draftSavedBy })}
              </Text>
              <pre className={classes.old}>{textOf(theirs)}</pre>
            </div>
          </div>
          <Group justify="end" mt="md">
            <Button
              onClick={() => {
                void navigator.clipboard?.writeText(mine);
                onTake(theirs);
              }}
            >
              {words('policy.conflict.take')}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}

function Yaml({
  draft,
  faults,
  readOnly,
}: {
  draft: ReturnType<typeof useDraft>;
  faults: YamlFault[];
  readOnly: boolean;
}) {
  const words = useWords();
  const { data: schema } = useQuery(policySchemaQuery);
  const calendars = useQuery(calendarKeysQuery).data ?? [];
  const templates = useQuery(templateKeysQuery).data ?? [];
  return (
    <Suspense fallback={<Skeleton h={420} />}>
      <YamlEditor
        label={words('policy.yaml')}
        text={draft.text}
        readOnly={readOnly}
        faults={faults}
        schema={schema}
        keys={{ calendars, templates }}
        onWrite={draft.write}
      />
    </Suspense>
  );
}

interface StepsTabProps {
  draft: ReturnType<typeof useDraft>;
  readOnly: boolean;
  faults: readonly { path: string; message: string }[];
  selected: string | undefined;
  onSelect: (step: string | undefined) => void;
}

function StepsTab({ draft, readOnly, faults, selected, onSelect }: StepsTabProps) {
  const words = useWords();
  const { value, set, change } = draft;
  const steps = stepsOf(value);
  const index = steps.findIndex(({ step }) => step === selected);
  const ladderless = groupByAnchor(value);

  const add = (kind: StepKind): void => {
    const name = freeName(kind, value);
    const from = { sale: 'sale.sold', ticket: 'ticket.resolved', agreement: 'agreement.starts' }[
      value.subject ?? 'sale'
    ];
    const texts =
      kind === 'survey'
        ? { question: 'csat', template: 'csat' }
        : kind === 'sms'
          ? { template: 'thank-you' }
          : {};
    const step = { step: name, kind, due: { from, offset: 'P1D', at: '10:00' }, ...texts };
    set(['steps'], [...(Array.isArray(value.steps) ? value.steps : []), step]);
    onSelect(name);
  };
  const duplicate = (at: number): void => {
    const copy = { ...structuredClone(steps[at]!), step: freeName(steps[at]!.step, value) };
    change((document) => insertStep(document, at + 1, copy));
    onSelect(copy.step);
  };
  const remove = (at: number): void => {
    change((document) => document.deleteIn(['steps', at]));
    if (steps[at]?.step === selected) onSelect(undefined);
  };
  const rename = (at: number, name: string): void => {
    const old = steps[at]!.step;
    change((document) => renameStep(document, at, old, name));
    onSelect(name);
  };

  return (
    <Stack gap="md">
      <Section title={words('policy.for-whom')}>
        <MatchForm draft={value} set={set} readOnly={readOnly} faults={faults} />
      </Section>
      <Section title={words('policy.steps')}>
        {steps.length === 0 && (
          <Text size="sm" c="dimmed" mb="sm">
            {words('policy.steps.none')}
          </Text>
        )}
        {ladderless.map(({ anchor, steps: group }) => (
          <StepRuler
            key={anchor}
            anchor={anchor}
            steps={group}
            selected={selected ?? null}
            readOnly={readOnly}
            onSelect={onSelect}
            onMove={(at, offset) => set(['steps', at, 'due', 'offset'], offset)}
            onDuplicate={duplicate}
            onDelete={remove}
          />
        ))}
        {!readOnly && <AddStep onAdd={add} />}
      </Section>
      {index >= 0 && (
        <Section title={words('policy.step')}>
          <StepForm
            draft={value}
            index={index}
            set={set}
            rename={rename}
            readOnly={readOnly}
            faults={faults}
          />
        </Section>
      )}
      {value.subject === 'ticket' && (
        <Section title={words('policy.targets')}>
          <TargetsForm draft={value} set={set} readOnly={readOnly} />
        </Section>
      )}
    </Stack>
  );
}

function insertStep(document: Document, at: number, step: object): void {
  const steps = document.get('steps') as { items: unknown[] } | undefined;
  if (steps && Array.isArray(steps.items)) steps.items.splice(at, 0, document.createNode(step));
  else setIn(document, ['steps'], [step]);
}

/** A step's new name, also where other steps count from it, stop on it or are replaced by it. */
function renameStep(document: Document, at: number, old: string, name: string): void {
  document.setIn(['steps', at, 'step'], name);
  visit(document, {
    Scalar(_, node) {
      if (node.value === `due:${old}` || node.value === `done:${old}`)
        node.value = `${String(node.value).split(':')[0]}:${name}`;
    },
    Pair(_, pair) {
      if (!isScalar(pair.key) || pair.key.value !== 'replaces' || isMap(pair.value)) return;
      const list = (pair.value as { items?: { value?: unknown }[] } | null)?.items ?? [];
      for (const item of list) if (item.value === old) item.value = name;
    },
  });
}

/** Asks for the key of a new policy. */
export function NewPolicyModal({ taken, onClose }: { taken: ReadonlySet<string>; onClose: () => void }) {
  const words = useWords();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const key = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return (
    <Modal opened onClose={onClose} title={words('policy.new')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (key !== '' && !taken.has(key)) void navigate({ to: '/policies/$key', params: { key } });
        }}
      >
        <TextInput
          label={words('policy.new.name')}
          description={key === '' ? words('policy.new.key-hint') : words('policy.new.key', { key })}
          error={taken.has(key) ? words('policy.new.taken') : undefined}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="end" mt="md">
          <Button type="submit" disabled={key === '' || taken.has(key)}>
            {words('policy.new.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
