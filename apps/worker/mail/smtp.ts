import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type MailOutcome, classifyMailFailure } from './outcome.js';

/** A mail as it goes over the line. */
export interface OutgoingMail {
  /** Without the angle brackets; it carries our own message id. */
  messageId: string;
  from: { name: string; address: string };
  replyTo?: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
}

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user, password and port; nodemailer's options may follow as a query. */
  url: string;
  timeoutMs: number;
}

/**
 * Hands one mail to the mail server, over a connection of its own: so it is known how far this mail got when the line
 * breaks, and nothing that goes wrong with one touches another. Never throws, never tries again.
 */
export async function sendBySmtp(mail: OutgoingMail, { url, timeoutMs }: SmtpOptions): Promise<MailOutcome> {
  const { auth, ...server } = parseConnectionUrl(url);
  const connection = new SMTPConnection({
    ...server,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  let bodyBegun = false;
  try {
    const written = await write(mail);
    const body = new Readable({
      // Asked for when the server has answered DATA with "go ahead".
      read() {
        bodyBegun = true;
        this.push(written);
        this.push(null);
      },
    });
    await step(connection, (done) => connection.connect(done));
    if (auth) await step(connection, (done) => connection.login(auth, done));
    const envelope = { from: mail.from.address, to: [mail.to] };
    await step(connection, (done) => connection.send(envelope, body, done));
    return { outcome: 'accepted', sid: mail.messageId };
  } catch (error) {
    return classifyMailFailure(error, bodyBegun);
  } finally {
    connection.close();
  }
}

/** One step of the conversation; a fault of the line ends it as well as the server's no. */
function step(
  connection: SMTPConnection,
  begin: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.removeAllListeners('error');
    connection.on('error', reject);
    begin((error) => (error ? reject(error) : resolve()));
  });
}

function write({ messageId, headers, ...mail }: OutgoingMail): Promise<Buffer> {
  return new MailComposer({
    ...mail,
    messageId: `<${messageId}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    // What customers and templates say is never a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
