import type { AddressInfo, Server, Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { smtpServer } from '../../tools/mail-sink/server.js';
import { MailStore, type StoredMail } from '../../tools/mail-sink/store.js';

export interface MailServer {
  /** `smtp://127.0.0.1:port` */
  url: string;
  close: () => Promise<void>;
}

/** The sink itself in this process: accepts everything and keeps it. */
export async function startMailSink(): Promise<MailServer & { mails: (to?: string) => StoredMail[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-mail-'));
  const store = new MailStore(folder);
  const server = smtpServer(store);
  const started = await listen(server);
  return {
    url: started.url,
    mails: (to) => store.list(to ?? null),
    close: async () => {
      await started.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server that answers as it is told, by the package that the sink is made with. */
export function startSmtpServer(options: SMTPServerOptions): Promise<MailServer> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options });
  server.on('error', () => undefined); // a client that hangs up is what is tested
  return listen(server);
}

/** An answer of the server's with its code, as its handlers hand it over. */
export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/**
 * A server that hangs up: at once, after the envelope, in the middle of the text, or after the whole text without an
 * answer, as one does that has taken it and then lost its line.
 */
export async function startCuttingServer(
  when: 'greeting' | 'data-command' | 'in-text' | 'after-text',
): Promise<MailServer & { texts: string[] }> {
  const texts: string[] = [];
  const server = createServer((socket) => talk(socket, when, texts));
  return { ...(await listen(server)), texts };
}

function talk(socket: Socket, when: string, texts: string[]): void {
  socket.on('error', () => undefined);
  if (when === 'greeting') return void socket.destroy();
  let text: string | null = null;
  socket.write('220 cutting ESMTP\r\n');
  socket.setEncoding('utf8').on('data', (chunk) => {
    if (text === null) {
      if (!/^DATA/im.test(String(chunk))) return void socket.write('250 fine\r\n');
      if (when === 'data-command') return void socket.destroy();
      text = '';
      return void socket.write('354 go ahead\r\n');
    }
    text += String(chunk);
    if (when === 'in-text') return void socket.destroy();
    if (!text.endsWith('\r\n.\r\n')) return;
    texts.push(text);
    socket.destroy();
  });
}

async function listen(server: Server | SMTPServer): Promise<MailServer> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const inner = server instanceof SMTPServer ? server.server : server;
  const { port } = inner.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
