import { createServer, type Server, type ServerResponse } from 'node:http';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
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

/** `GET /mails` (`?to=` narrows it) and `GET /health`. */
export function httpServer(store: MailStore): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET') answer(response, 405, { error: 'Only GET is understood.' });
    else if (url.pathname === '/health') answer(response, 200, { status: 'ok' });
    else if (url.pathname === '/mails')
      answer(response, 200, { items: store.list(url.searchParams.get('to')) });
    else answer(response, 404, { error: 'There are /mails and /health.' });
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
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
