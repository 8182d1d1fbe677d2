import { z } from 'zod';
import { instantOut } from '../common/schemas.js';

/** What the mail sink keeps. */
export const sinkSchema = z.object({
  items: z.array(
    z.object({
      receivedAt: z.string(),
      from: z.string(),
      to: z.array(z.string()),
      subject: z.string(),
      text: z.string(),
      html: z.string().nullable(),
      messageId: z.string().nullable(),
      headers: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

export const mailsQuerySchema = z.object({
  /** Only those to this address. */
  to: z.string().max(320).optional(),
});
export type MailsQuery = z.infer<typeof mailsQuerySchema>;
export const mailNumberSchema = z.coerce.number().int().min(1);

const headSchema = z.object({
  /** The n-th mail that came, counted from one. */
  number: z.int(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  /** In real time: a mail server knows no other. */
  receivedAt: instantOut,
});

/** Newest first. */
export const caughtMailsSchema = z.object({ items: z.array(headSchema) }).meta({ id: 'CaughtMails' });
export const caughtMailSchema = headSchema
  .extend({
    text: z.string(),
    html: z.string().nullable(),
    /** Addresses that the mail leads to, each once. */
    links: z.array(z.string()),
    /** What its one-click unsubscribe header says. */
    unsubscribe: z.string().nullable(),
  })
  .meta({ id: 'CaughtMail' });
export type CaughtMails = z.infer<typeof caughtMailsSchema>;
export type CaughtMail = z.infer<typeof caughtMailSchema>;
