import { z } from 'zod';
import type { MailReportInput } from './mail.schema.js';

/**
 * Webhooks of mail providers, by their public descriptions. Each reader answers undefined for what is not its
 * provider's, and no report for events that say nothing of an address (opened, clicked, still trying).
 */
type ReadProvider = (body: unknown) => MailReportInput[] | undefined;

/** Providers add fields without notice, so unknown ones are left alone. */
const reader =
  <Schema extends z.ZodType>(
    schema: Schema,
    toReports: (body: z.infer<Schema>) => (MailReportInput | null)[],
  ): ReadProvider =>
  (body) => {
    const read = schema.safeParse(body);
    return read.success ? toReports(read.data).filter((report) => report !== null) : undefined;
  };

/** `<msg_01k…@example.com>` carries our id; some providers put a Message-ID of their own in its place. */
export function findOurMessageId(text: string | undefined): string | undefined {
  return /\bmsg_[0-9a-z]{26}\b/.exec(text ?? '')?.[0];
}

const address = z.email();
const rfc3339 = (text: string | undefined): number | undefined => {
  const at = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
};
const cut = (text: string | undefined): string | undefined => text?.trim().slice(0, 2000) || undefined;

const POSTMARK_KINDS: Readonly<Record<string, MailReportInput['kind']>> = {
  HardBounce: 'hard',
  BadEmailAddress: 'hard',
  ManuallyDeactivated: 'hard',
  SpamComplaint: 'complaint',
};

/** https://postmarkapp.com/developer/webhooks/bounce-webhook */
const postmark = reader(
  z.looseObject({
    RecordType: z.enum(['Bounce', 'SpamComplaint', 'Delivery']),
    Type: z.string().optional(),
    Email: address.optional(),
    Recipient: address.optional(),
    ID: z.union([z.number(), z.string()]).optional(),
    MessageID: z.string().optional(),
    Metadata: z.record(z.string(), z.string()).optional(),
    Description: z.string().optional(),
    Details: z.string().optional(),
    BouncedAt: z.string().optional(),
    DeliveredAt: z.string().optional(),
  }),
  ({ RecordType, Type = '', Email, Recipient, ID, MessageID, Metadata, ...body }) => {
    const to = Email ?? Recipient;
    if (to === undefined) return [];
    const bounced = POSTMARK_KINDS[Type] ?? 'soft';
    const kind = { Bounce: bounced, SpamComplaint: 'complaint' as const, Delivery: 'delivered' as const }[
      RecordType
    ];
    return [
      {
        kind,
        address: to,
        messageId: findOurMessageId(Metadata?.['message-id']),
        detail: cut(body.Details ?? body.Description),
        at: rfc3339(body.BouncedAt ?? body.DeliveredAt),
        id: `postmark:${RecordType}:${ID ?? MessageID}`,
      },
    ];
  },
);

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
const sendgrid = reader(
  z
    .array(
      z.looseObject({
        email: address,
        event: z.string(),
        type: z.string().optional(),
        reason: z.string().optional(),
        timestamp: z.number(),
        sg_event_id: z.string(),
        'smtp-id': z.string().optional(),
      }),
    )
    .min(1),
  (events) =>
    events.map(({ email, event, type, reason, timestamp, sg_event_id: id, 'smtp-id': messageId }) => {
      const kinds: Readonly<Record<string, MailReportInput['kind']>> = {
        // "blocked" bounces are about the sender or the moment.
        bounce: type === 'blocked' ? 'soft' : 'hard',
        spamreport: 'complaint',
        delivered: 'delivered',
      };
      const kind = kinds[event];
      if (!kind) return null;
      return {
        kind,
        address: email,
        messageId: findOurMessageId(messageId),
        detail: cut(reason),
        at: timestamp * 1_000,
        id: `sendgrid:${id}`,
      };
    }),
);

/** https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure */
const mailgun = reader(
  z.looseObject({
    'event-data': z.looseObject({
      event: z.string(),
      severity: z.string().optional(),
      id: z.string(),
      timestamp: z.number(),
      recipient: address,
      message: z.looseObject({ headers: z.looseObject({ 'message-id': z.string().optional() }) }).optional(),
      'delivery-status': z
        .looseObject({ message: z.string().nullish(), description: z.string().nullish() })
        .optional(),
    }),
  }),
  ({ 'event-data': data }) => {
    const kinds: Readonly<Record<string, MailReportInput['kind']>> = {
      failed: data.severity === 'permanent' ? 'hard' : 'soft',
      complained: 'complaint',
      delivered: 'delivered',
    };
    const kind = kinds[data.event];
    const status = data['delivery-status'];
    if (!kind) return [];
    return [
      {
        kind,
        address: data.recipient,
        messageId: findOurMessageId(data.message?.headers['message-id']),
        detail: cut(status?.description || status?.message || undefined),
        at: Math.round(data.timestamp * 1_000),
        id: `mailgun:${data.id}`,
      },
    ];
  },
);

const sesMail = z.looseObject({
  messageId: z.string(),
  commonHeaders: z.looseObject({ messageId: z.string().optional() }).optional(),
});
const sesNotification = z.looseObject({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: sesMail,
  bounce: z
    .looseObject({
      bounceType: z.string(),
      timestamp: z.string(),
      bouncedRecipients: z.array(
        z.looseObject({ emailAddress: address, diagnosticCode: z.string().optional() }),
      ),
    })
    .optional(),
  complaint: z
    .looseObject({
      timestamp: z.string(),
      complainedRecipients: z.array(z.looseObject({ emailAddress: address })),
    })
    .optional(),
  delivery: z.looseObject({ timestamp: z.string(), recipients: z.array(address) }).optional(),
});

/** https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html, inside a notification of SNS */
const ses = reader(
  z.looseObject({ Type: z.string(), MessageId: z.string(), Message: z.string() }),
  ({ Type, MessageId, Message }) => {
    const read = Type === 'Notification' ? sesNotification.safeParse(parseJson(Message)) : undefined;
    if (!read?.success) return [];
    const { mail, bounce, complaint, delivery } = read.data;
    const messageId = findOurMessageId(mail.commonHeaders?.messageId);
    const report = (kind: MailReportInput['kind'], to: string, timestamp: string, detail?: string) => ({
      kind,
      address: to,
      messageId,
      detail: cut(detail),
      at: rfc3339(timestamp),
      id: `ses:${MessageId}:${to}`,
    });
    return [
      ...(bounce?.bouncedRecipients ?? []).map(({ emailAddress, diagnosticCode }) =>
        report(
          bounce!.bounceType === 'Permanent' ? 'hard' : 'soft',
          emailAddress,
          bounce!.timestamp,
          diagnosticCode,
        ),
      ),
      ...(complaint?.complainedRecipients ?? []).map(({ emailAddress }) =>
        report('complaint', emailAddress, complaint!.timestamp),
      ),
      ...(delivery?.recipients ?? []).map((to) => report('delivered', to, delivery!.timestamp)),
    ];
  },
);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const PROVIDERS: readonly ReadProvider[] = [postmark, sendgrid, mailgun, ses];
