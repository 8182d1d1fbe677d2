import {
  Alert,
  Badge,
  Box,
  Button,
  Group,
  Paper,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Stepper,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useIntl } from 'react-intl';
import { api, unwrap } from '../api/client';
import { meQuery } from '../auth/auth.api';
import { calendarsQuery, holidaysQuery, useSaveCalendar } from '../calendars/calendars.api';
import { HolidayFields } from '../calendars/CalendarsPage';
import {
  type HolidayRules,
  paint,
  readWeek,
  toSpans,
  writeHolidays,
  writeSpan,
  writeWeek,
} from '../calendars/week';
import { WeekPainter } from '../calendars/WeekPainter';
import { clockQuery } from '../clock/clock.api';
import { useNow } from '../clock/use-now';
import { ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { KindIcon } from '../components/KindIcon';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { contactRulesQuery, useSaveContactRules } from '../contact-rules/contact-rules.api';
import { useCountryNames } from '../contact-rules/country-names';
import type { Organisation } from '../api/types';
import { useWords } from '../messages/use-words';
import type { PolicyDraft, SubjectType } from '../policies/policy-document';
import { stepsOf } from '../policies/policy-document';
import { simulationQuery } from '../policies/policies.api';
import { sayDue, sayRepeat } from '../policies/repeat-words';
import { sayValue } from '../reasons/reason-words';
import {
  type ReadyPolicy,
  galleryQuery,
  organisationQuery,
  setupQuery,
  useSaveOrganisation,
  useSendTest,
  useTakeAndPublish,
  useTakePolicy,
} from './first-run.api';
import { SETUP_STEPS, type SetupStep } from './setup-steps';

const PRODUCT_LANGUAGES = ['en', 'es', 'lt', 'zh'] as const;

/** From an empty installation to a first policy, a calendar and a test message. */
export function FirstRunPage() {
  const words = useWords();
  const navigate = useNavigate({ from: '/first-run' });
  const search = useSearch({ from: '/rooms/first-run' });
  const { data: me } = useQuery(meQuery);
  const setup = useQuery(setupQuery);
  if (setup.isPending) return <Skeleton h={480} m="lg" radius="lg" />;
  if (setup.error) return <ProblemNotice error={setup.error} onRetry={() => void setup.refetch()} />;
  const at = search.at ?? setup.data.steps.find(({ done }) => !done)?.step ?? 'organisation';
  const active = SETUP_STEPS.indexOf(at);
  const isDone = (step: SetupStep): boolean =>
    setup.data.steps.find((one) => one.step === step)?.done ?? false;
  const go = (step: SetupStep): void => void navigate({ search: { at: step } });
  const next = (): void => (active < SETUP_STEPS.length - 1 ? go(SETUP_STEPS[active + 1]!) : undefined);
  const mayWrite = me?.role === 'operator' || me?.role === 'admin';
  const isAllDone = setup.data.steps.every(({ done }) => done);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1080}>
      <Stack gap="lg">
        <div>
          <Title order={1} size="h3">
            {words('room.first-run')}
          </Title>
          <Text c="dimmed" size="sm">
            {words('first-run.text')}
          </Text>
        </div>
        <Stepper
          active={active}
          size="sm"
          onStepClick={(index) => go(SETUP_STEPS[index]!)}
          orientation="horizontal"
          visibleFrom="md"
        >
          {SETUP_STEPS.map((step) => (
            <Stepper.Step
              key={step}
              label={words(`setup.${step}`)}
              completedIcon={undefined}
              color={isDone(step) ? 'pine' : undefined}
              description={isDone(step) ? words('setup.done') : undefined}
            />
          ))}
        </Stepper>
        <Select
          hiddenFrom="md"
          label={words('first-run.step')}
          data={SETUP_STEPS.map((step) => ({
            value: step,
            label: `${words(`setup.${step}`)}${isDone(step) ? ' ✓' : ''}`,
          }))}
          value={at}
          allowDeselect={false}
          onChange={(step) => step && go(step as SetupStep)}
        />
        {isAllDone && (
          <Alert color="pine" role="status" title={words('first-run.all-done')}>
            <TextLink to="/board" c="inherit" td="underline">
              {words('shell.to-board')}
            </TextLink>
          </Alert>
        )}
        {!mayWrite && me ? (
          <Alert color="gray">{words('first-run.not-yours')}</Alert>
        ) : (
          <>
            {at === 'organisation' && <OrganisationStep mayWrite={me?.role === 'admin'} onDone={next} />}
            {at === 'calendar' && <CalendarStep onDone={next} />}
            {at === 'policy' && <PolicyStep onDone={next} />}
            {at === 'contact-rules' && <ContactRulesStep onDone={next} />}
            {at === 'test-message' && <TestStep />}
          </>
        )}
      </Stack>
    </Box>
  );
}

function StepFrame({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Paper component="section" p="lg" radius="lg">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {text}
      </Text>
      {children}
    </Paper>
  );
}

function OrganisationStep({ mayWrite, onDone }: { mayWrite: boolean; onDone: () => void }) {
  const words = useWords();
  const stored = useQuery(organisationQuery);
  if (stored.isPending) return <Skeleton h={240} />;
  return (
    <StepFrame title={words('setup.organisation')} text={words('first-run.organisation.text')}>
      <OrganisationForm stored={stored.data} mayWrite={mayWrite} onDone={onDone} />
    </StepFrame>
  );
}

interface OrganisationFormProps {
  stored: Organisation | undefined;
  mayWrite: boolean;
  onDone: () => void;
}

function OrganisationForm({ stored, mayWrite, onDone }: OrganisationFormProps) {
  const words = useWords();
  const intl = useIntl();
  const countries = useCountryNames();
  const [facts, setFacts] = useState({
    name: stored?.name ?? '',
    country: stored?.country ?? 'GB',
    // A new installation stands at UTC; where the administrator sits is the better guess.
    zone: !stored || stored.zone === 'UTC' ? Intl.DateTimeFormat().resolvedOptions().timeZone : stored.zone,
    language: stored?.language ?? 'en',
    phone: stored?.phone ?? '',
    reviewUrl: stored?.reviewUrl ?? '',
  });
  const save = useSaveOrganisation();
  const put = (changes: Partial<typeof facts>): void => setFacts((old) => ({ ...old, ...changes }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const said = {
          ...facts,
          phone: facts.phone.trim() || null,
          reviewUrl: facts.reviewUrl.trim() || null,
        };
        save.mutate(said, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={words('first-run.name')}
            description={words('first-run.name.hint')}
            required
            value={facts.name}
            disabled={!mayWrite}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <TextInput
            label={words('first-run.phone')}
            description={words('first-run.phone.hint')}
            type="tel"
            value={facts.phone}
            disabled={!mayWrite}
            onChange={(event) => put({ phone: event.currentTarget.value })}
          />
          <TextInput
            label={words('first-run.reviews')}
            description={words('first-run.reviews.hint')}
            type="url"
            placeholder="https://"
            value={facts.reviewUrl}
            disabled={!mayWrite}
            onChange={(event) => put({ reviewUrl: event.currentTarget.value })}
          />
          <Select
            label={words('first-run.country')}
            data={countries}
            value={facts.country}
            searchable
            allowDeselect={false}
            disabled={!mayWrite}
            onChange={(country) => country && put({ country })}
          />
          <Select
            label={words('calendar.zone')}
            data={zones()}
            value={facts.zone}
            searchable
            limit={60}
            allowDeselect={false}
            disabled={!mayWrite}
            onChange={(zone) => zone && put({ zone })}
          />
          <Select
            label={words('first-run.language')}
            data={PRODUCT_LANGUAGES.map((value) => ({
              value,
              label: intl.formatDisplayName(value, { type: 'language' }) ?? value,
            }))}
            value={facts.language}
            allowDeselect={false}
            disabled={!mayWrite}
            onChange={(language) => language && put({ language })}
          />
        </SimpleGrid>
        <ProblemAlert error={save.error} />
        {mayWrite ? (
          <Group>
            <Button type="submit" loading={save.isPending}>
              {words('first-run.save')}
            </Button>
          </Group>
        ) : (
          <Alert color="gray">{words('first-run.admin-only')}</Alert>
        )}
      </Stack>
    </form>
  );
}

/** All zones there are; UTC is one too. */
function zones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

const NINE_TO_FIVE = { week: { 'mon-fri': ['09:00-17:00'] } };
const CALENDAR_KEY = 'opening-hours';

function CalendarStep({ onDone }: { onDone: () => void }) {
  const words = useWords();
  const organisation = useQuery(organisationQuery);
  const calendars = useQuery(calendarsQuery);
  if (organisation.isPending || calendars.isPending) return <Skeleton h={320} />;
  return (
    <StepFrame title={words('setup.calendar')} text={words('first-run.calendar.text')}>
      {calendars.data && calendars.data.length > 0 && (
        <Alert color="pine" mb="md">
          {words('first-run.calendar.there', {
            calendars: calendars.data.map(({ calendar }) => calendar).join(', '),
          })}{' '}
          <TextLink to="/calendars" c="inherit" td="underline">
            {words('room.calendars')}
          </TextLink>
        </Alert>
      )}
      <CalendarForm
        zone={organisation.data?.zone ?? 'UTC'}
        country={organisation.data?.country}
        onDone={onDone}
      />
    </StepFrame>
  );
}

function CalendarForm({
  zone,
  country,
  onDone,
}: {
  zone: string;
  country: string | undefined;
  onDone: () => void;
}) {
  const words = useWords();
  const intl = useIntl();
  const year = new Date(useNow(3_600_000)).getUTCFullYear();
  const [spans, setSpans] = useState(() => readWeek(NINE_TO_FIVE));
  const [rules, setRules] = useState<HolidayRules>({ country, dates: [], open: [] });
  const holidays = useQuery({
    ...holidaysQuery(rules.country ?? '', rules.region, year),
    enabled: rules.country !== undefined,
  });
  const save = useSaveCalendar();
  return (
    <Stack gap="md">
      <Group align="end">
        <HolidayFields rules={rules} onChange={setRules} readOnly={false} />
        <Text size="sm" c="dimmed" pb={8}>
          {zone}
        </Text>
      </Group>
      {holidays.data && rules.country && (
        <Text size="sm">
          {words('first-run.holidays', {
            count: holidays.data.items.length,
            names: intl.formatList(holidays.data.items.slice(0, 4).map(({ name }) => name)),
          })}
        </Text>
      )}
      <WeekPainter week={paint(spans)} readOnly={false} onPaint={(week) => setSpans(toSpans(week, spans))} />
      <Text size="sm">
        {spans
          .flatMap((day, i) =>
            day.length > 0
              ? [
                  `${intl.formatDate(Date.UTC(2024, 0, 1 + i), { weekday: 'short', timeZone: 'UTC' })} ${day.map(writeSpan).join(', ')}`,
                ]
              : [],
          )
          .join(' · ')}
      </Text>
      <ProblemAlert error={save.error} />
      <Group>
        <Button
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              {
                key: CALENDAR_KEY,
                document: {
                  calendar: CALENDAR_KEY,
                  zone,
                  week: writeWeek(spans),
                  holidays: writeHolidays(rules),
                },
              },
              { onSuccess: onDone },
            )
          }
        >
          {words('first-run.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function PolicyStep({ onDone }: { onDone: () => void }) {
  const words = useWords();
  const gallery = useQuery(galleryQuery);
  const calendars = useQuery(calendarsQuery);
  const [calendar, setCalendar] = useState<string | null>(null);
  if (gallery.isPending || calendars.isPending) return <Skeleton h={420} />;
  if (gallery.error) return <ProblemNotice error={gallery.error} onRetry={() => void gallery.refetch()} />;
  const keys = calendars.data?.map((one) => one.calendar) ?? [];
  const chosen = calendar ?? keys[0];
  return (
    <StepFrame title={words('setup.policy')} text={words('first-run.policy.text')}>
      {keys.length > 1 && (
        <Select
          label={words('step.calendar')}
          data={keys}
          value={chosen ?? null}
          allowDeselect={false}
          onChange={setCalendar}
          w={240}
          mb="md"
        />
      )}
      <Stack gap="md">
        {gallery.data.map((ready) => (
          <ReadyCard key={ready.key} ready={ready} calendar={chosen} onDone={onDone} />
        ))}
      </Stack>
    </StepFrame>
  );
}

const NAMED = ['product-follow-up', 'boiler-care', 'renewal', 'complaint-recovery', 'key-account'] as const;

/** One ready policy: what it does in words, and what it would do for somebody who bought today. */
function ReadyCard({
  ready,
  calendar,
  onDone,
}: {
  ready: ReadyPolicy;
  calendar: string | undefined;
  onDone: () => void;
}) {
  const words = useWords();
  const intl = useIntl();
  const navigate = useNavigate();
  const document = ready.document as PolicyDraft;
  const take = useTakePolicy();
  const publish = useTakeAndPublish();
  const [isOpen, setOpen] = useState(false);
  const name = NAMED.find((one) => one === ready.key);
  return (
    <Paper component="article" p="md" radius="md" aria-label={document.name}>
      <Group justify="space-between" align="start">
        <div style={{ flex: 1, minWidth: 220 }}>
          <Group gap="xs">
            <Title order={3} size="sm">
              {name ? words(`gallery.${name}`) : document.name}
            </Title>
            {ready.taken && <Badge color="gray">{words('gallery.taken')}</Badge>}
          </Group>
          {name && (
            <Text size="sm" c="dimmed">
              {words(`gallery.${name}.text`)}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {words('gallery.preview')}
          </Button>
          {ready.taken ? (
            <Button
              variant="default"
              size="xs"
              onClick={() => void navigate({ to: '/policies/$key', params: { key: ready.key } })}
            >
              {words('gallery.open')}
            </Button>
          ) : (
            <>
              <Button
                variant="default"
                size="xs"
                loading={take.isPending}
                onClick={() =>
                  take.mutate(
                    { key: ready.key, calendar },
                    { onSuccess: () => void navigate({ to: '/policies/$key', params: { key: ready.key } }) },
                  )
                }
              >
                {words('gallery.edit')}
              </Button>
              <Button
                size="xs"
                loading={publish.isPending}
                onClick={() => publish.mutate({ key: ready.key, calendar }, { onSuccess: onDone })}
              >
                {words('gallery.publish')}
              </Button>
            </>
          )}
        </Group>
      </Group>
      <ProblemAlert error={take.error ?? publish.error} />
      <Stack gap={4} mt="sm" component="ul" p={0} style={{ listStyle: 'none' }}>
        {stepsOf(document).map((step) => (
          <Group key={step.step} gap={8} component="li" wrap="nowrap" align="start">
            <KindIcon kind={step.kind} size={22} />
            <Text size="sm">
              <strong>{stepName(step.step)}</strong>: {sayDue(step, intl)}
              {step.repeat && `; ${sayRepeat(step.repeat, intl)}`}
            </Text>
          </Group>
        ))}
        {(document.targets ?? []).map(({ target }) => (
          <Text key={target} size="sm" component="li">
            {words(`target.${target}`)}
          </Text>
        ))}
      </Stack>
      {isOpen && <Preview document={document} calendar={calendar} />}
    </Paper>
  );
}

function Preview({ document, calendar }: { document: PolicyDraft; calendar: string | undefined }) {
  const words = useWords();
  const intl = useIntl();
  const now = new Date(Math.floor(useNow(60_000) / 60_000) * 60_000).toISOString();
  const organisation = useQuery(organisationQuery);
  const first = (value: string | string[] | undefined, fallback: string): string =>
    (Array.isArray(value) ? value[0] : value) ?? fallback;
  const product = first(document.match?.['product'], 'product').replaceAll('*', '1');
  const subjects: Record<SubjectType, object> = {
    sale: { type: 'sale', soldAt: now, deliveredAt: now, products: [product] },
    ticket: { type: 'ticket', openedAt: now, kind: first(document.match?.['kind'], 'complaint') },
    agreement: {
      type: 'agreement',
      startsOn: now.slice(0, 10),
      term: 'P1Y',
      autoRenew: true,
      notice: 'P1M',
      products: [product],
    },
  };
  const simulated = useQuery(
    simulationQuery({
      ...{ stored: true, now, zone: organisation.data?.zone },
      policy: { ...document, calendar },
      customer: {
        tier: first(document.match?.['tier'], 'gold'),
        type: 'retail',
        country: organisation.data?.country,
        language: 'en',
        textable: true,
      },
      subject: subjects[document.subject ?? 'sale'],
    }),
  );
  if (simulated.isPending) return <Skeleton h={80} mt="sm" />;
  if (simulated.error) return <ProblemAlert error={simulated.error} />;
  return (
    <Box mt="sm" role="status">
      <Text size="sm" fw={600}>
        {words(`gallery.preview.${document.subject ?? 'sale'}`)}
      </Text>
      <ol>
        {simulated.data.followUps.slice(0, 8).map((item) => (
          <li key={`${item.step}/${item.occurrence}`}>
            <Text size="sm">
              {sayValue(item.dueLocal, intl)}: {stepName(item.step)}
            </Text>
          </li>
        ))}
      </ol>
      {simulated.data.waitingFor.map(({ step, anchor }) => (
        <Text key={step} size="sm" c="dimmed">
          {words('simulator.waits', { step: stepName(step), anchor: sayValue(anchor, intl) })}
        </Text>
      ))}
    </Box>
  );
}

function ContactRulesStep({ onDone }: { onDone: () => void }) {
  const words = useWords();
  const stored = useQuery(contactRulesQuery);
  const save = useSaveContactRules();
  if (stored.isPending) return <Skeleton h={200} />;
  if (stored.error) return <ProblemNotice error={stored.error} onRetry={() => void stored.refetch()} />;
  const quiet = (stored.data.contactRules as { quietHours?: { from: string; to: string } }).quietHours;
  return (
    <StepFrame title={words('setup.contact-rules')} text={words('first-run.rules.text')}>
      <Stack gap="sm">
        <Text size="sm">
          {quiet ? words('first-run.rules.quiet', quiet) : words('first-run.rules.no-quiet')}
        </Text>
        <Text size="sm">{words('first-run.rules.consent')}</Text>
        <ProblemAlert error={save.error} />
        <Group>
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate({ rules: { ...DEFAULTS, ...stored.data.contactRules } }, { onSuccess: onDone })
            }
          >
            {words('first-run.rules.take')}
          </Button>
          <TextLink to="/contact-rules" size="sm">
            {words('first-run.rules.change')}
          </TextLink>
        </Group>
      </Stack>
    </StepFrame>
  );
}

/** Decent rules to begin with; what holds already wins over them. */
const DEFAULTS = {
  quietHours: { from: '21:00', to: '08:00' },
  outside: { sms: 'pull-back', survey: 'defer' },
  frequency: { max: 4, per: 'P7D', exempt: ['safety', 'confirmation'] },
  surveyEvery: 'P30D',
  merge: 'PT4H',
};

function TestStep() {
  const words = useWords();
  const { data: clock } = useQuery(clockQuery);
  const organisation = useQuery(organisationQuery);
  const templates = useQuery({
    queryKey: ['templates', 'keys for a test'],
    queryFn: async () =>
      (await unwrap(api.GET('/v1/templates', { params: { query: { limit: 200 } } }))).items,
  });
  const [phone, setPhone] = useState('');
  const [template, setTemplate] = useState<string | null>(null);
  const send = useSendTest();
  const keys = templates.data?.map((one) => one.template) ?? [];
  const chosen = template ?? keys.find((key) => key === 'thank-you' || key === 'csat') ?? keys[0] ?? null;
  return (
    <StepFrame title={words('setup.test-message')} text={words('first-run.test.text')}>
      {keys.length === 0 && !templates.isPending ? (
        <Alert color="gray">{words('first-run.test.no-templates')}</Alert>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen)
              send.mutate({ template: chosen, phone, language: organisation.data?.language ?? 'en' });
          }}
        >
          <Stack gap="md">
            <Group align="end">
              <TextInput
                label={words('first-run.test.phone')}
                type="tel"
                required
                value={phone}
                onChange={(event) => setPhone(event.currentTarget.value)}
              />
              <Select
                label={words('step.template')}
                data={keys}
                value={chosen}
                allowDeselect={false}
                searchable
                onChange={setTemplate}
              />
              <Button type="submit" loading={send.isPending} disabled={!chosen}>
                {words('first-run.test.send')}
              </Button>
            </Group>
            <ProblemAlert error={send.error} />
            {send.data && (
              <Alert color="pine" role="status" title={words('first-run.test.sent', { to: send.data.to })}>
                “{send.data.body}”
                {clock?.phones && (
                  <div>
                    <a href={clock.phones} target="_blank" rel="noreferrer">
                      {words('first-run.test.phones')}
                    </a>
                  </div>
                )}
              </Alert>
            )}
          </Stack>
        </form>
      )}
    </StepFrame>
  );
}
