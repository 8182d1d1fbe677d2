/**
 * The arrows between the folders (ARCHITECTURE.md, "Who may import what") as ESLint rules.
 *
 * Patterns name a folder and end in `**\/*.ts`: with a bare `**` the `.ts` files may silently not be linted.
 * test/boundaries.test.ts plants violations and checks that they are reported.
 */

/** Tests, and what only they use. */
const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'apps/*/testing/**'];

const WHY = {
  apps: 'Nobody imports from an application; only test/ may.',
  pure: 'workflows/domain is pure: its siblings only, no framework, no server, no Node.',
  workflowCode: 'Workflow code may use @temporalio/workflow, @temporalio/common and our own workflows/ only.',
  relative: 'Inside workflows/ imports are relative: package names do not resolve in the workflow bundle.',
  luxon: 'Dates are computed in workflows/domain/time.ts alone.',
  holidays: 'Holidays are looked up in workflows/documents/holidays.ts alone.',
  console: 'The console may import workflows/domain and nothing else of ours.',
  sim: 'twilio-sim knows nothing of our code.',
  database: 'prisma/ holds the client and shared queries; it knows neither applications nor Temporal.',
  worker: 'The worker is a plain program: no Nest, and workflow code only through its bundle.',
  api: 'The API starts workflows by type; it runs none.',
  feature: "A feature does not import another feature's controller or schema.",
};

const pattern = (regex, message, options = {}) => ({ regex, message, ...options });

const LUXON = pattern('^luxon(/|$)', WHY.luxon);
const HOLIDAYS = pattern('^date-holidays(/|$)', WHY.holidays);
const APPLICATIONS = pattern('^@aftercare/(api|worker|console|twilio-sim|test|bench)(/|$)', WHY.apps);
/** Relative ways into an application, from another application or from anywhere else. */
const INTO_APPS = pattern('^(\\.\\./)+(apps|test)/', WHY.apps);
const INTO_SISTER_APP = pattern('^(\\.\\./)+(api|worker|console|twilio-sim)/', WHY.apps);
const EVERYWHERE = [LUXON, HOLIDAYS, APPLICATIONS, INTO_APPS];

const NODE =
  '^(node:|(assert|buffer|child_process|crypto|dns|events|fs|http|https|net|os|path|stream|tls|url|util)(/|$))';
const FRAMEWORKS = '^(@nestjs|@prisma|@swc|express|pg|pino|twilio|better-auth|react)(/|$)';
const OUT_OF_WORKFLOWS = '^(\\.\\./)+(apps|prisma|tools|test)/';

/** What workflow code, pure or not, may never import. */
const WORKFLOWS = [
  pattern(NODE, WHY.workflowCode),
  pattern(FRAMEWORKS, WHY.workflowCode),
  pattern('^@temporalio/(?!workflow$|common(/|$))', WHY.workflowCode),
  pattern('^@aftercare/', WHY.relative),
  pattern(OUT_OF_WORKFLOWS, WHY.workflowCode),
];
const DOMAIN = [
  pattern(NODE, WHY.pure),
  pattern(FRAMEWORKS, WHY.pure),
  pattern('^(@temporalio|@aftercare)/', WHY.pure),
  pattern('^(\\.\\./)+(documents|templates)/', WHY.pure),
  pattern('^(\\.\\./)+(index|contract|activities|[^/]+\\.workflow)\\.js$', WHY.pure),
  pattern(OUT_OF_WORKFLOWS, WHY.pure),
];
const WHOLE_API = [
  ...EVERYWHERE,
  INTO_SISTER_APP,
  pattern('^@temporalio/(worker|activity|workflow|testing)(/|$)', WHY.api),
  pattern('^@aftercare/workflows/.*\\.workflow\\.js$', WHY.api, { allowTypeImports: true }),
];
const API = [
  ...WHOLE_API,
  // subjects/ holds what sales, tickets and agreements have in common.
  pattern('^\\.\\./(?!common/|auth/|subjects/)[^/]+/[^/]+\\.(controller|schema)\\.js$', WHY.feature),
];
const WORKER = [
  ...EVERYWHERE,
  INTO_SISTER_APP,
  pattern('^@nestjs/', WHY.worker),
  pattern('^@temporalio/workflow$', WHY.worker),
  pattern('^@aftercare/workflows/.*\\.workflow\\.js$', WHY.worker, { allowTypeImports: true }),
];
const CONSOLE = [
  ...EVERYWHERE,
  // The console has a folder api/ of its own; the other one is further away.
  pattern('^(\\.\\./)+(worker|twilio-sim)/|^(\\.\\./){3,}api/', WHY.apps),
  pattern('^@aftercare/(?!workflows/domain/)', WHY.console),
  pattern('^(\\.\\./)+(workflows|prisma|tools)/', WHY.console),
  pattern('^(@temporalio|@nestjs|@prisma)/', WHY.console),
];
const SIM = [
  LUXON,
  HOLIDAYS,
  pattern('^@aftercare/', WHY.sim),
  pattern('^(\\.\\./)+(api|worker|console|workflows|prisma|tools|test|apps)/', WHY.sim),
];
const DATABASE = [
  ...EVERYWHERE,
  pattern('^(@temporalio|@nestjs)/', WHY.database),
  pattern('^@aftercare/tools/', WHY.database),
];

/** The ways in which code could learn the time, or the zone of the machine, by itself. */
const CLOCK = [
  [
    "CallExpression[callee.object.name='Date'][callee.property.name='now'], CallExpression[callee.object.name='performance']",
    'The clock is not read in workflows/: `now` is an argument.',
  ],
  [
    "NewExpression[callee.name='Date'], CallExpression[callee.name='Date']",
    'Date knows only the zone of the machine: use Instant and workflows/domain/time.ts.',
  ],
  [
    "NewExpression[callee.object.name='Intl'][callee.property.name='DateTimeFormat']:not(:has(Property[key.name='timeZone']))",
    'Intl without a timeZone uses the zone of the machine.',
  ],
  [
    'CallExpression[callee.property.name=/^(toLocaleDateString|toLocaleTimeString|[gs]et(FullYear|Month|Date|Day|Hours|Minutes))$/]',
    'This uses the zone of the machine: see workflows/domain/time.ts.',
  ],
  [
    "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local)$/]",
    'The clock is not read in workflows/: `now` is an argument.',
  ],
  [
    "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    'What is decided must come out the same every time: use a hash of an id.',
  ],
].map(([selector, message]) => ({ selector, message }));

const imports = (files, patterns, ignores = TESTS) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

/** Order matters: for a file that several entries name, the last one counts. */
export const boundaries = [
  imports(['tools/**/*.ts', 'deploy/**/*.ts'], EVERYWHERE),
  imports(['prisma/**/*.ts'], DATABASE),
  imports(['apps/api/**/*.ts'], API),
  // A customer's service file is what all features know of one customer, in one answer.
  imports(['apps/api/service-file/**/*.ts'], WHOLE_API),
  imports(['apps/worker/**/*.ts'], WORKER),
  imports(['apps/console/**/*.ts', 'apps/console/**/*.tsx'], CONSOLE),
  imports(['apps/twilio-sim/**/*.ts'], SIM),
  imports(['workflows/**/*.ts'], [...WORKFLOWS, LUXON, HOLIDAYS]),
  imports(['workflows/documents/holidays.ts'], [...WORKFLOWS, LUXON]),
  imports(['workflows/domain/**/*.ts'], [...DOMAIN, LUXON, HOLIDAYS]),
  imports(['workflows/domain/time.ts'], [...DOMAIN, HOLIDAYS]),
  { files: ['workflows/**/*.ts'], ignores: TESTS, rules: { 'no-restricted-syntax': ['error', ...CLOCK] } },
];
