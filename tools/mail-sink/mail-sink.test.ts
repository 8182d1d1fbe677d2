import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { httpServer, smtpServer } from './server.js';
import { MailStore, type StoredMail } from './store.js';

let folder: string;
let close: () => void;
let smtpPort: number;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aftercare-mail-'));
  const store = new MailStore(folder);
  const [smtp, http] = [smtpServer(store), httpServer(store)];
  smtpPort = await listening(smtp.listen(0, '127.0.0.1'));
  url = `http://127.0.0.1:${await listening(http.listen(0, '127.0.0.1'))}`;
  close = () => {
    smtp.close();
    http.close();
  };
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true, force: true });
});

function listening(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.once('listening', () => resolve((server.address() as AddressInfo).port)),
  );
}

/** Speaks SMTP by hand: waits for each answer before the next line. */
async function send(to: string, body: string): Promise<void> {
  const socket = connect(smtpPort, '127.0.0.1');
  const lines = [
    'HELO test',
    'MAIL FROM:<care@example.com>',
    `RCPT TO:<${to}>`,
    'DATA',
    `${body}\r\n.`,
    'QUIT',
  ];
  for await (const answer of socket.setEncoding('utf8')) {
    expect(String(answer)).toMatch(/^[23]/);
    const line = lines.shift();
    if (line !== undefined) socket.write(`${line}\r\n`);
  }
}

async function mails(query = ''): Promise<StoredMail[]> {
  const answer = await fetch(`${url}/mails${query}`);
  return ((await answer.json()) as { items: StoredMail[] }).items;
}

it('keeps what it is sent, also over a restart', async () => {
  await send(
    'Ona@example.com',
    'Subject: =?utf-8?Q?Ar_viskas_veikia=3F?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAčiū!',
  );
  await send('bo@example.com', 'Subject: Hi\r\n\r\nHello');

  expect(await mails()).toHaveLength(2);
  const [mail] = await mails('?to=ona@example.com');
  expect(mail).toMatchObject({
    from: 'care@example.com',
    to: ['ona@example.com'],
    subject: 'Ar viskas veikia?',
  });
  expect(mail!.text.trim()).toBe('Ačiū!');
  expect(new MailStore(folder).list(null)).toHaveLength(2);
});

it('shows what came to people: a list, and each mail with its HTML in a frame that runs nothing', async () => {
  const html =
    'Content-Type: text/html; charset=utf-8\r\n\r\n<html><head></head><body><b>Hi</b><script>1</script>';
  await send('ona@example.com', `Subject: <b>bold</b>\r\nReply-To: care@example.com\r\n${html}`);
  const list = await (await fetch(`${url}/?to=ona@example.com`)).text();
  expect(list).toContain('<a href="/mails/1">&lt;b&gt;bold&lt;/b&gt;</a>');
  const answer = await fetch(`${url}/mails/1`);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  expect(page).toContain('care@example.com');
  expect(page).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  expect(page).toContain('&lt;b&gt;Hi&lt;/b&gt;');
  expect(page).not.toContain('<script>');
  expect((await fetch(`${url}/mails/2`)).status).toBe(404);
});

it('answers 404 and 405 where there is nothing', async () => {
  expect((await fetch(`${url}/other`)).status).toBe(404);
  expect((await fetch(`${url}/mails`, { method: 'DELETE' })).status).toBe(405);
  expect((await fetch(`${url}/health`)).status).toBe(200);
});
