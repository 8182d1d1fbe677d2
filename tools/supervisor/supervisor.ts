import { join } from 'node:path';
import { ensureDatabase, postgresUrl, preparePostgres } from '../servers/postgres.js';
import { temporalServer, waitForTemporal } from '../servers/temporal.js';
import { Child, type ChildEvents, type ChildSpec } from './child.js';
import { ChildrenRecord } from './children-record.js';
import {
  type Addresses,
  addressesOf,
  applicationEnvironment,
  type Ports,
  portWishes,
  twilioAccount,
  twilioSimEnvironment,
} from './environment.js';
import { logLine, readable } from './log.js';
import { runToEnd } from './one-shot.js';
import { nodeCommand, nodePart, postgresPart, temporalPart } from './parts.js';
import { choosePorts } from './ports.js';
import {
  describeRunning,
  removeRunning,
  type SignIn,
  signInsSchema,
  welcome,
  writeRunning,
} from './running.js';
import type { Settings } from './settings.js';
import { openState, saveState, type State } from './state.js';

const DATABASE = 'aftercare';

/** Starts the parts in order, keeps them alive, and stops them in the reverse order. */
export class Supervisor {
  private readonly children: Child[] = [];
  private readonly record: ChildrenRecord;
  private readonly stopped = new AbortController();
  private readonly state: State;
  private ports!: Ports;

  constructor(
    private readonly root: string,
    private readonly dataFolder: string,
    private readonly settings: Settings,
    /** Called once when a part cannot be kept alive. */
    private readonly onGiveUp: (reason: string) => void,
  ) {
    this.record = new ChildrenRecord(join(dataFolder, 'children.json'));
    this.state = openState(join(dataFolder, 'state.json'));
  }

  /** Resolves when everything is ready and said so. */
  async start(): Promise<void> {
    removeRunning(this.runningFile);
    await this.record.endLeftOvers((line) => this.say(line));
    this.ports = await choosePorts(portWishes(this.settings), this.state.ports);
    saveState(join(this.dataFolder, 'state.json'), { ...this.state, ports: this.ports });

    const databaseUrl = await this.startDatabase();
    await this.startTemporal();
    const { root, settings, state, ports } = this;
    const environment = applicationEnvironment({ root, settings, state, ports, databaseUrl });
    await this.migrate(environment);
    await this.startOutsideWorld();
    await this.startApplications(environment);
    this.announce(await this.seed(environment));
  }

  /** Ends everything in order. Resolves when nothing is left. */
  async stop(): Promise<void> {
    this.stopped.abort(new Error('Aftercare is stopping'));
    removeRunning(this.runningFile);
    for (const child of [...this.children].reverse()) {
      if (child.pid !== null) this.say(`stopping ${child.spec.name}`);
      await child.stop();
    }
  }

  /** Ends everything at once. */
  kill(): void {
    this.stopped.abort(new Error('Aftercare was killed'));
    removeRunning(this.runningFile);
    for (const child of [...this.children].reverse()) child.kill();
  }

  private async startDatabase(): Promise<string> {
    if (this.settings.DATABASE_URL) return this.settings.DATABASE_URL;
    const wanted = join(this.dataFolder, 'postgres');
    const cluster = await preparePostgres(wanted, this.state.postgresPassword);
    if (cluster.folder !== wanted) {
      this.say(
        `PostgreSQL may not run as root and its user cannot enter ${this.dataFolder}: data in ${cluster.folder}`,
      );
    }
    await this.startPart(postgresPart(cluster, this.ports.postgres));
    await ensureDatabase(postgresUrl(cluster, this.ports.postgres, 'postgres'), DATABASE);
    return postgresUrl(cluster, this.ports.postgres, DATABASE);
  }

  private async startTemporal(): Promise<void> {
    const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = this.settings;
    if (address) return waitForTemporal(address, namespace, this.stopped.signal);
    const { ports, dataFolder } = this;
    await this.startPart(temporalPart(temporalServer(this.root), { ports, dataFolder, namespace }));
  }

  private async migrate(environment: Record<string, string>): Promise<void> {
    this.say('bringing the database up to date');
    await this.runToEnd('migrate', 'prisma/migrate.mjs', environment, ['apply']);
  }

  /** What stands for the world outside: phones and mailboxes. */
  private async startOutsideWorld(): Promise<void> {
    const { twilioSim, mail } = this.addresses;
    if (mail) {
      const environment = {
        MAIL_SINK_SMTP_PORT: String(this.ports.smtp),
        MAIL_SINK_HTTP_PORT: String(this.ports.mail),
        MAIL_SINK_DATA: join(this.dataFolder, 'mails'),
      };
      await this.startProgram('mail', 'tools/dist/mail-sink/main.js', environment, `${mail}/health`);
    }
    if (twilioSim) {
      const { dataFolder, state, ports } = this;
      const environment = twilioSimEnvironment({ dataFolder, state, ports });
      await this.startProgram(
        'twilio-sim',
        'apps/twilio-sim/dist/main.js',
        environment,
        `${twilioSim}/_sim/health`,
      );
    }
  }

  private async startApplications(environment: Record<string, string>): Promise<void> {
    const { api, worker } = this.addresses;
    await this.startProgram('api', 'apps/api/dist/main.js', environment, `${api}/ready`);
    // A send that is under way is finished first, or its message would have to be looked up later.
    await this.startProgram('worker', 'apps/worker/dist/main.js', environment, `${worker}/ready`, 30_000);
  }

  /** Safe at every start: the seed itself knows whether it was there before. */
  private async seed(environment: Record<string, string>): Promise<SignIn[]> {
    this.say('filling in the company');
    // Invented customers must never be sent a real message.
    const demo = { SEED_DEMO: String(this.settings.mode === 'sandbox') };
    const lines = await this.runToEnd('seed', 'prisma/dist/seed/main.js', { ...environment, ...demo });
    return signInsOf(lines);
  }

  private announce(signIns: SignIn[]): void {
    const { apiKeys } = this.state;
    const twilio = twilioAccount(this.settings, this.state);
    const running = describeRunning(this.addresses, { apiKeys, twilio, signIns });
    writeRunning(this.runningFile, running);
    console.log(`\n${welcome(running, this.addresses.mail)}\n`);
  }

  private startProgram(
    name: string,
    script: string,
    environment: Record<string, string>,
    readyUrl: string,
    graceMs = 10_000,
  ): Promise<void> {
    return this.startPart(nodePart(name, script, { environment, readyUrl, graceMs, root: this.root }));
  }

  private async startPart(spec: ChildSpec): Promise<void> {
    this.stopped.signal.throwIfAborted();
    this.say(`starting ${spec.name}`);
    const child = new Child(spec, this.events);
    this.children.push(child);
    await child.start();
  }

  private runToEnd(name: string, script: string, environment: Record<string, string>, args: string[] = []) {
    const command = nodeCommand(this.root, script, environment);
    command.args.push(...args);
    // The seed's last line is for us and holds passwords.
    const onLine = (line: string): void =>
      void (line.startsWith('{"signIns"') || logLine(name, readable(line)));
    return runToEnd(name, command, { onLine, signal: this.stopped.signal });
  }

  private readonly events: ChildEvents = {
    line: (name, line) => logLine(name, readable(line)),
    started: (spec, pid) =>
      this.record.add({ name: spec.name, pid, place: this.placeOf(spec), stopSignal: spec.stopSignal }),
    ended: (_spec, pid) => this.record.remove(pid),
    gaveUp: (spec, lastWords) =>
      this.onGiveUp(`${spec.name} keeps dying. Its last words:\n${lastWords.map(readable).join('\n')}`),
  };

  private placeOf(spec: ChildSpec): number {
    return this.children.findIndex((child) => child.spec === spec);
  }

  private get addresses(): Addresses {
    return addressesOf(this.settings, this.ports);
  }

  private get runningFile(): string {
    return join(this.dataFolder, 'running.json');
  }

  private say(line: string): void {
    logLine('aftercare', line);
  }
}

function signInsOf(lines: string[]): SignIn[] {
  const last = lines.findLast((line) => line.startsWith('{"signIns"'));
  if (!last) throw new Error('The seed did not say who can sign in.');
  return signInsSchema.parse((JSON.parse(last) as { signIns: unknown }).signIns);
}
