import pg from 'pg';

/** Hears the notices of one channel of PostgreSQL. A connection that broke is made anew by the next `ensure`. */
export class Listener {
  private client: pg.Client | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
    private readonly onNotice: (payload: string) => void,
  ) {}

  /** Connects if need be. @returns whether the connection is a new one, so that notices may have been missed */
  async ensure(): Promise<boolean> {
    if (this.client) return false;
    const client = new pg.Client({ connectionString: this.databaseUrl });
    client.on('error', () => this.forget(client));
    client.on('end', () => this.forget(client));
    client.on('notification', ({ payload }) => this.onNotice(payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${pg.escapeIdentifier(this.channel)}`);
    this.client = client;
    return true;
  }

  async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined); // it is going away either way
  }

  private forget(client: pg.Client): void {
    if (this.client === client) this.client = undefined;
  }
}
