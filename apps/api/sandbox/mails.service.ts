import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { toInstantText } from '../common/schemas.js';
import type { Config } from '../config.js';
import { CONFIG } from '../tokens.js';
import { type CaughtMail, type CaughtMails, type MailsQuery, sinkSchema } from './mails.schema.js';
import { askStandIn } from './stand-in.js';

const SHOWN = 200;

type Kept = z.infer<typeof sinkSchema>['items'][number];

/** The mails that the sandbox's mail sink has caught. */
@Injectable()
export class MailsService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async list({ to }: MailsQuery): Promise<CaughtMails> {
    const mails = await this.ask();
    const wanted = to?.trim().toLowerCase();
    const items = mails
      .map((mail, index) => toHead(mail, index + 1))
      .filter((mail) => !wanted || mail.to.some((address) => address.includes(wanted)));
    return { items: items.reverse().slice(0, SHOWN) };
  }

  /** @throws `mail.not-found` */
  async read(number: number): Promise<CaughtMail> {
    const mail = (await this.ask())[number - 1];
    if (!mail) throw new DomainError('mail.not-found', 'No such mail has come');
    return {
      ...toHead(mail, number),
      ...{ text: mail.text, html: mail.html, links: linksOf(mail) },
      unsubscribe: mail.headers?.['list-unsubscribe'] ?? null,
    };
  }

  private async ask(): Promise<Kept[]> {
    return (await askStandIn(this.config.mailSinkUrl, '/mails', sinkSchema, { name: 'mail sink' })).items;
  }
}

function toHead({ from, to, subject, receivedAt }: Kept, number: number): CaughtMails['items'][number] {
  return { number, from, to, subject, receivedAt: toInstantText(new Date(receivedAt)) };
}

/** Web addresses of the plain text, which our mails have in full. */
function linksOf({ text }: Kept): string[] {
  return [
    ...new Set([...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([link]) => link.replace(/[.,;]$/, ''))),
  ];
}
