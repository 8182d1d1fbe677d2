import { createServer, type Server, type ServerResponse } from 'node:http';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { listPage, mailPage } from './pages.js';
import type { MailStore, StoredMail } from './store.js';

/** A mail server for the loopback address that accepts everything, delivers nothing and keeps it all. */
export function smtpServer(store: MailStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    // There is no certificate, and nothing leaves the machine.
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onData: (stream, session, done) => {
      simpleParser(stream)
        .then((mail) => store.add(storedMail(mail, session)))
        .then(() => done(), done);
    },
  });
}

/**
 * For people `/` and `/mails/<n>`, for programs `GET /mails`, both narrowed by `?to=`; and `GET /health`.
 */
export function httpServer(store: MailStore): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const to = url.searchParams.get('to') || null;
    const number = /^\/mails\/(\d+)$/.exec(url.pathname)?.[1];
    const mail = number === undefined ? undefined : store.find(Number(number));
    if (request.method !== 'GET') answer(response, 405, { error: 'Only GET is understood.' });
    else if (url.pathname === '/health') answer(response, 200, { status: 'ok' });
    else if (url.pathname === '/mails') answer(response, 200, { items: store.list(to) });
    else if (url.pathname === '/') answerPage(response, listPage(store, to));
    else if (mail) answerPage(response, mailPage(mail));
    else answer(response, 404, { error: 'There are /, /mails, /mails/<n> and /health.' });
  });
}

function storedMail(mail: ParsedMail, session: SMTPServerSession): StoredMail {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    receivedAt: new Date().toISOString(),
    from: mailFrom ? mailFrom.address : '',
    // The envelope, and not the header, says who gets it.
    to: rcptTo.map(({ address }) => address.toLowerCase()),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    messageId: mail.messageId ?? null,
    headers: Object.fromEntries(
      mail.headerLines.map(({ key, line }) => [
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replace(/\s+/g, ' ')
          .trim(),
      ]),
    ),
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function answerPage(response: ServerResponse, page: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      // What stands in a mail runs nothing and fetches nothing here.
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'",
    })
    .end(page);
}
