import { z } from 'zod';
import { httpServer, smtpServer } from './server.js';
import { MailStore } from './store.js';

const settings = z
  .object({
    MAIL_SINK_SMTP_PORT: z.coerce.number().int(),
    MAIL_SINK_HTTP_PORT: z.coerce.number().int(),
    MAIL_SINK_DATA: z.string().min(1),
  })
  .parse(process.env);

const store = new MailStore(settings.MAIL_SINK_DATA);
const smtp = smtpServer(store);
const http = httpServer(store);

// Without a listener this would end the sink for one client that hung up.
smtp.on('error', (error) => console.error(error.message));
smtp.listen(settings.MAIL_SINK_SMTP_PORT, '127.0.0.1', () =>
  http.listen(settings.MAIL_SINK_HTTP_PORT, '127.0.0.1'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
