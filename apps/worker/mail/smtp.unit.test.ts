import { afterEach, describe, expect, it } from 'vitest';
import {
  type MailServer,
  smtpError,
  startCuttingServer,
  startMailSink,
  startSmtpServer,
} from '../../../test/support/mail-server.js';
import { type OutgoingMail, sendBySmtp } from './smtp.js';

let server: MailServer | undefined;
afterEach(() => server?.close());

const buildMail = (facts: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: 'msg_1@example.com',
  from: { name: 'Nordlicht, <Sons>', address: 'care@example.com' },
  to: 'ona@example.com',
  subject: 'Ar viskas veikia?',
  text: 'Sveiki, Ona!',
  html: '<p>Sveiki, Ona!</p>',
  headers: { 'List-Unsubscribe': '<https://care.example.com/u/x>' },
  ...facts,
});
const send = (url: string, facts?: Partial<OutgoingMail>) =>
  sendBySmtp(buildMail(facts), { url, timeoutMs: 2_000 });

describe('A mail to a server that takes it', () => {
  it('arrives with its both forms, its headers and our message id', async () => {
    const sink = await startMailSink();
    server = sink;
    expect(await send(sink.url)).toEqual({ outcome: 'accepted', sid: 'msg_1@example.com' });
    expect(sink.mails('ona@example.com')).toMatchObject([
      {
        from: 'care@example.com',
        subject: 'Ar viskas veikia?',
        messageId: '<msg_1@example.com>',
        html: '<p>Sveiki, Ona!</p>',
      },
    ]);
    expect(sink.mails()[0]!.text.trim()).toBe('Sveiki, Ona!');
  });

  it('is handed over with the name and password of the address', async () => {
    const seen: unknown[] = [];
    server = await startSmtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        seen.push([username, password]);
        done(null, { user: username });
      },
      onData: (stream, _session, done) => stream.on('end', () => done()).resume(),
    });
    const url = server.url.replace('smtp://', 'smtp://care:p%40ss@');
    expect(await send(url)).toMatchObject({ outcome: 'accepted' });
    expect(seen).toEqual([['care', 'p@ss']]);
  });

  it('cannot smuggle a header in by its subject', async () => {
    const sink = await startMailSink();
    server = sink;
    await send(sink.url, { subject: 'Hello\r\nBcc: all@example.com' });
    expect(sink.mails()).toMatchObject([{ to: ['ona@example.com'], subject: 'Hello Bcc: all@example.com' }]);
  });
});

describe('What became of a mail that was not taken', () => {
  const onRcptTo = (code: number, text: string) => ({
    onRcptTo: (_: unknown, __: unknown, done: (error: Error) => void) => done(smtpError(code, text)),
  });
  const onMailFrom = (code: number, text: string) => ({
    onMailFrom: (_: unknown, __: unknown, done: (error: Error) => void) => done(smtpError(code, text)),
  });
  const onData = (code: number, text: string) => ({
    onData: (stream: NodeJS.ReadableStream, _: unknown, done: (error: Error) => void) => {
      stream.on('end', () => done(smtpError(code, text))).resume();
    },
  });

  it.each([
    [
      'nobody has this address',
      onRcptTo(550, '5.1.1 no such user'),
      { outcome: 'refused', errorCode: 550, addressGone: true },
    ],
    ['the address is full', onRcptTo(452, '4.2.2 mailbox full'), { outcome: 'retry', errorCode: 452 }],
    [
      'the server greylists',
      onRcptTo(451, '4.7.1 come back in five minutes'),
      { outcome: 'retry', errorCode: 451 },
    ],
    ['we are on a list of theirs', onRcptTo(550, '5.7.1 blocked'), { outcome: 'refused', errorCode: 550 }],
    ['the text looks like spam', onData(554, '5.7.1 spam'), { outcome: 'refused', errorCode: 554 }],
    [
      'the server is busy after the text',
      onData(451, '4.3.0 try later'),
      { outcome: 'retry', errorCode: 451 },
    ],
    [
      'our own address is refused: settings, not this mail',
      onMailFrom(550, '5.7.1 not your address'),
      { outcome: 'retry', errorCode: 550 },
    ],
  ])('%s', async (_, options, outcome) => {
    server = await startSmtpServer(options as object);
    const found = await send(server.url);
    expect(found).toMatchObject(outcome);
    expect('addressGone' in found).toBe('addressGone' in outcome);
  });

  it('a wrong password waits for somebody to mend it', async () => {
    server = await startSmtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(smtpError(535, '5.7.8 wrong password')),
    });
    const url = server.url.replace('smtp://', 'smtp://care:wrong@');
    expect(await send(url)).toMatchObject({ outcome: 'retry', errorCode: 535 });
  });

  it.each([
    ['greeting', 'retry'],
    ['data-command', 'retry'],
    ['in-text', 'unknown'],
    ['after-text', 'unknown'],
  ] as const)('a line that breaks at %s means %s', async (when, outcome) => {
    server = await startCuttingServer(when);
    expect(await send(server.url)).toMatchObject({ outcome });
  });

  it('nobody listens: it comes back later', async () => {
    const gone = await startSmtpServer({});
    await gone.close();
    server = undefined;
    expect(await send(gone.url)).toMatchObject({ outcome: 'retry' });
  });

  it('a server that never answers the text leaves it unknown', async () => {
    server = await startSmtpServer({
      closeTimeout: 1,
      onData: (stream) => void stream.resume(),
    });
    const outcome = await sendBySmtp(buildMail(), { url: server.url, timeoutMs: 300 });
    expect(outcome).toMatchObject({ outcome: 'unknown' });
  });
});
