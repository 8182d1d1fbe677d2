import { readAuditFilters } from './audit/filters';
import type { QueryClient } from '@tanstack/react-query';
import {
  type RouterHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ProblemError } from './api/problem';
import { meQuery } from './auth/auth.api';
import { readCallFilters } from './calls/filters';
import { readBoardFilters } from './board/filters';
import { readFileView } from './customers/sections';
import { readAgreementFilters } from './agreements/filters';
import { readEscalationFilters } from './escalations/filters';
import { readImportsView } from './imports/filters';
import { readInboxFilters } from './inbox/filters';
import { readReportFilters } from './reports/filters';
import { readSupervisionFilters } from './supervision/filters';
import { SETUP_STEPS, type SetupStep } from './first-run/setup-steps';
import { readMailsView, readPhonesView } from './sandbox/filters';
import { readTicketFilters } from './tickets/filters';
import { NotFoundPage } from './layout/NotFoundPage';
import { PageError } from './layout/PageError';
import { PageSkeleton } from './layout/PageSkeleton';
import { Shell } from './layout/Shell';
import { needAllWords } from './messages/dictionaries';
import { readVisitFilters } from './visits/filters';
import { PURPOSES } from './templates/purposes';
import type { Purpose } from './templates/templates.api';

/** A page with the words that it needs: the first pages come without those of the other rooms. */
function room<Module extends object, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  const withWords = async (): Promise<Module> => (await Promise.all([load(), needAllWords()]))[0];
  return lazyRouteComponent(withWords as () => Promise<Record<string, never>>, name as string);
}

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => ({ to: ownAddress(to) }),
  component: lazyRouteComponent(() => import('./auth/SignInPage'), 'SignInPage'),
});

interface PolicySearch {
  tab?: 'steps' | 'simulator' | 'versions';
  step?: string;
  yaml?: 'hidden' | 'shown';
}

/** All rooms: only for those who are signed in. */
const rooms = createRoute({
  getParentRoute: () => root,
  id: 'rooms',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { to: location.href === '/' ? undefined : location.href } });
    }
  },
});

const home = createRoute({
  getParentRoute: () => rooms,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/board' });
  },
});

const board = createRoute({
  getParentRoute: () => rooms,
  path: '/board',
  validateSearch: readBoardFilters,
  component: lazyRouteComponent(() => import('./board/BoardPage'), 'BoardPage'),
});

const calls = createRoute({
  getParentRoute: () => rooms,
  path: '/calls',
  validateSearch: readCallFilters,
  component: room(() => import('./calls/CallQueuePage'), 'CallQueuePage'),
});

const escalations = createRoute({
  getParentRoute: () => rooms,
  path: '/escalations',
  validateSearch: readEscalationFilters,
  component: room(() => import('./escalations/EscalationsPage'), 'EscalationsPage'),
});

const tickets = createRoute({
  getParentRoute: () => rooms,
  path: '/tickets',
  validateSearch: readTicketFilters,
  component: room(() => import('./tickets/TicketsPage'), 'TicketsPage'),
});

const ticket = createRoute({
  getParentRoute: () => rooms,
  path: '/tickets/$id',
  component: room(() => import('./tickets/TicketPage'), 'TicketPage'),
});

const agreements = createRoute({
  getParentRoute: () => rooms,
  path: '/agreements',
  validateSearch: readAgreementFilters,
  component: room(() => import('./agreements/AgreementsPage'), 'AgreementsPage'),
});

const agreement = createRoute({
  getParentRoute: () => rooms,
  path: '/agreements/$id',
  component: room(() => import('./agreements/AgreementPage'), 'AgreementPage'),
});

const followUp = createRoute({
  getParentRoute: () => rooms,
  path: '/follow-ups/$id',
  component: room(() => import('./follow-ups/FollowUpPage'), 'FollowUpPage'),
});

const customers = createRoute({
  getParentRoute: () => rooms,
  path: '/customers',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } => ({
    q: typeof q === 'string' && q !== '' ? q : undefined,
  }),
  component: room(() => import('./customers/CustomersPage'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => rooms,
  path: '/customers/$id',
  validateSearch: readFileView,
  component: room(() => import('./customers/CustomerPage'), 'CustomerPage'),
});

const inbox = createRoute({
  getParentRoute: () => rooms,
  path: '/inbox',
  validateSearch: readInboxFilters,
  component: room(() => import('./inbox/InboxPage'), 'InboxPage'),
});

const reports = createRoute({
  getParentRoute: () => rooms,
  path: '/reports',
  validateSearch: readReportFilters,
  component: room(() => import('./reports/ReportsPage'), 'ReportsPage'),
});

const surveyWaves = createRoute({
  getParentRoute: () => rooms,
  path: '/survey-waves',
  component: room(() => import('./waves/WavesPage'), 'WavesPage'),
});

const supervision = createRoute({
  getParentRoute: () => rooms,
  path: '/supervision',
  validateSearch: readSupervisionFilters,
  component: room(() => import('./supervision/SupervisionPage'), 'SupervisionPage'),
});

const review = createRoute({
  getParentRoute: () => rooms,
  path: '/supervision/$id',
  component: room(() => import('./supervision/ReviewPage'), 'ReviewPage'),
});

const policies = createRoute({
  getParentRoute: () => rooms,
  path: '/policies',
  validateSearch: ({ subject }: Record<string, unknown>): { subject?: 'sale' | 'ticket' | 'agreement' } => ({
    subject: subject === 'ticket' || subject === 'agreement' || subject === 'sale' ? subject : undefined,
  }),
  component: room(() => import('./policies/PoliciesPage'), 'PoliciesPage'),
});

const policy = createRoute({
  getParentRoute: () => rooms,
  path: '/policies/$key',
  validateSearch: ({ tab, step, yaml }: Record<string, unknown>): PolicySearch => ({
    tab: tab === 'simulator' || tab === 'versions' ? tab : undefined,
    step: typeof step === 'string' && step !== '' ? step : undefined,
    yaml: yaml === 'hidden' ? yaml : undefined,
  }),
  component: room(() => import('./policies/PolicyPage'), 'PolicyPage'),
});

const calendars = createRoute({
  getParentRoute: () => rooms,
  path: '/calendars',
  validateSearch: ({ key }: Record<string, unknown>): { key?: string } => ({
    key: typeof key === 'string' && key !== '' ? key : undefined,
  }),
  component: room(() => import('./calendars/CalendarsPage'), 'CalendarsPage'),
});

const contactRules = createRoute({
  getParentRoute: () => rooms,
  path: '/contact-rules',
  component: room(() => import('./contact-rules/ContactRulesPage'), 'ContactRulesPage'),
});

const firstRun = createRoute({
  getParentRoute: () => rooms,
  path: '/first-run',
  validateSearch: ({ at }: Record<string, unknown>): { at?: SetupStep } => ({
    at: SETUP_STEPS.find((step) => step === at),
  }),
  component: room(() => import('./first-run/FirstRunPage'), 'FirstRunPage'),
});

const visits = createRoute({
  getParentRoute: () => rooms,
  path: '/visits',
  validateSearch: readVisitFilters,
  component: room(() => import('./visits/VisitsPage'), 'VisitsPage'),
});

const staff = createRoute({
  getParentRoute: () => rooms,
  path: '/staff',
  component: room(() => import('./staff/StaffPage'), 'StaffPage'),
});

const tiers = createRoute({
  getParentRoute: () => rooms,
  path: '/tiers',
  component: room(() => import('./tiers/TiersPage'), 'TiersPage'),
});

const guides = createRoute({
  getParentRoute: () => rooms,
  path: '/guides',
  validateSearch: ({ guide }: Record<string, unknown>): { guide?: string } => ({
    guide: typeof guide === 'string' && guide !== '' ? guide : undefined,
  }),
  component: room(() => import('./guides/GuidesPage'), 'GuidesPage'),
});

const imports = createRoute({
  getParentRoute: () => rooms,
  path: '/imports',
  validateSearch: readImportsView,
  component: room(() => import('./imports/ImportsPage'), 'ImportsPage'),
});

const webhooks = createRoute({
  getParentRoute: () => rooms,
  path: '/webhooks',
  validateSearch: ({ webhook }: Record<string, unknown>): { webhook?: string } => ({
    webhook: typeof webhook === 'string' && webhook !== '' ? webhook : undefined,
  }),
  component: room(() => import('./webhooks/WebhooksPage'), 'WebhooksPage'),
});

const audit = createRoute({
  getParentRoute: () => rooms,
  path: '/audit',
  validateSearch: readAuditFilters,
  component: room(() => import('./audit/AuditPage'), 'AuditPage'),
});

const approvals = createRoute({
  getParentRoute: () => rooms,
  path: '/approvals',
  component: room(() => import('./approvals/ApprovalsPage'), 'ApprovalsPage'),
});

const templates = createRoute({
  getParentRoute: () => rooms,
  path: '/templates',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } => ({
    q: typeof q === 'string' && q !== '' ? q : undefined,
  }),
  component: room(() => import('./templates/TemplatesPage'), 'TemplatesPage'),
});

const sandboxPhones = createRoute({
  getParentRoute: () => rooms,
  path: '/sandbox/phones',
  validateSearch: readPhonesView,
  component: room(() => import('./sandbox/PhonesPage'), 'PhonesPage'),
});

const sandboxMail = createRoute({
  getParentRoute: () => rooms,
  path: '/sandbox/mail',
  validateSearch: readMailsView,
  component: room(() => import('./sandbox/MailsPage'), 'MailsPage'),
});

const template = createRoute({
  getParentRoute: () => rooms,
  path: '/templates/$key',
  validateSearch: ({ purpose }: Record<string, unknown>): { purpose?: Purpose } => ({
    purpose: PURPOSES.find((one) => one === purpose),
  }),
  component: room(() => import('./templates/TemplatePage'), 'TemplatePage'),
});

const tree = root.addChildren([
  signIn,
  rooms.addChildren([
    home,
    board,
    calls,
    escalations,
    tickets,
    ticket,
    agreements,
    agreement,
    followUp,
    customers,
    customer,
    inbox,
    visits,
    templates,
    template,
    reports,
    surveyWaves,
    supervision,
    review,
    policies,
    policy,
    calendars,
    contactRules,
    firstRun,
    staff,
    tiers,
    guides,
    approvals,
    imports,
    webhooks,
    audit,
    sandboxPhones,
    sandboxMail,
  ]),
]);

/** @param history where tests begin; the browser's address by default */
export function createConsoleRouter(queries: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    history,
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    // Search parameters are plain words (`?state=due`), so that addresses can be read, typed and shared.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: writeSearch,
  });
}

function writeSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** Only an address of this console may be gone to after signing in. */
function ownAddress(to: unknown): string | undefined {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : undefined;
}
