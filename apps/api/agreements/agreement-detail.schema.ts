import { z } from 'zod';
import { reasonSchema } from '../common/reason.schema.js';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { instantOut, instantSchema, localDateOut, localDateSchema, textSchema } from '../common/schemas.js';
import { openedPlanSchema } from '../subjects/subjects.schema.js';
import { agreementSchema, termSchema } from './agreements.schema.js';

/** What was promised to be sent before a term renews, and the proof that it was. */
export const noticeSchema = z
  .object({
    term: z.int(),
    endsOn: localDateOut,
    /** What asks for it: a law by its code and source, or the agreement itself (`contract`). */
    rules: z.array(z.object({ code: z.string(), source: z.string() })),
    /** First and last day on which it may leave, in the zone of the agreement. */
    sendFrom: localDateOut.nullable(),
    sendBy: localDateOut,
    /** The last day on which the customer may refuse the renewal. */
    refuseUntil: localDateOut,
    zone: z.string(),
    /**
     * planned; sent: the carrier has it; delivered; by-hand-due: it could not be sent, a person has to give it; by-hand-done;
     * missing: its time is over and nothing proves that it was given.
     */
    state: z.enum(['planned', 'sent', 'delivered', 'by-hand-due', 'by-hand-done', 'missing']),
    /** Whether the first proof lies inside the window; null while there is none. */
    inTime: z.boolean().nullable(),
    givenAt: instantOut.nullable(),
    followUp: z.string().nullable(),
    /** The work of staff in its place. */
    byHand: z
      .object({ id: z.string(), state: z.string(), dueAt: instantOut, comment: z.string().nullable() })
      .nullable(),
    messages: z.array(
      z.object({
        id: z.string(),
        channel: z.string(),
        to: z.string().nullable(),
        language: z.string().nullable(),
        subject: z.string().nullable(),
        /** The exact words that left. */
        body: z.string().nullable(),
        template: z.string(),
        templateVersion: z.int().nullable(),
        state: z.string(),
        sid: z.string().nullable(),
        errorCode: z.int().nullable(),
        sendAt: instantOut,
        acceptedAt: instantOut.nullable(),
        endedAt: instantOut.nullable(),
        reasons: z.array(reasonSchema),
        /** What of the consent ledger allowed or forbade it. */
        evidence: z.unknown(),
        attempts: z.array(
          z.object({
            number: z.int(),
            state: z.string(),
            startedAt: instantOut,
            endedAt: instantOut.nullable(),
            error: z.string().nullable(),
            errorCode: z.int().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'RenewalNotice' });
export const noticesSchema = z.object({ items: z.array(noticeSchema) }).meta({ id: 'RenewalNotices' });
export type NoticeView = z.infer<typeof noticeSchema>;
export type NoticesView = z.infer<typeof noticesSchema>;

export const offerTermsSchema = z.strictObject({
  kind: z.enum(['renewal', 'upgrade', 'agreement']),
  term: termSchema.optional(),
  products: z
    .array(z.strictObject({ code: textSchema(100), name: textSchema(200) }))
    .min(1)
    .max(50)
    .optional(),
  price: z.number().min(0).max(1e12).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters')
    .optional(),
  autoRenew: z.boolean().optional(),
  notice: termSchema.optional(),
});

export const newOfferSchema = z
  .strictObject({
    terms: offerTermsSchema,
    /** The text that makes it; its purpose (service or marketing) decides what consent it needs. */
    template: textSchema(100),
    /** How long it stands, counted from sending. */
    standsFor: termSchema.default('P14D'),
  })
  .check(({ value, issues }) => {
    const { kind, term, price, currency } = value.terms;
    if (kind !== 'renewal' && term === undefined)
      issues.push({ code: 'custom', path: ['terms', 'term'], message: 'is needed', input: term });
    if (price !== undefined && currency === undefined)
      issues.push({ code: 'custom', path: ['terms', 'currency'], message: 'is needed', input: currency });
  });
export type NewOffer = z.infer<typeof newOfferSchema>;

export const offerSchema = z
  .object({
    id: z.string(),
    customer: z.object({ id: z.string(), name: z.string(), tier: z.string() }),
    agreement: z.string().nullable(),
    sale: z.string().nullable(),
    followUp: z.string(),
    kind: z.enum(['renewal', 'upgrade', 'agreement']),
    terms: z.record(z.string(), z.unknown()),
    template: z.string(),
    /** open: it stands; expired: nobody answered in time; withdrawn: it became pointless. */
    state: z.enum(['open', 'accepted', 'declined', 'expired', 'withdrawn']),
    /** Null: its text has not left (consent, quiet hours), or will never. */
    offeredAt: instantOut.nullable(),
    expiresAt: instantOut.nullable(),
    /** The customer asked to be reminded then. */
    remindAt: instantOut.nullable(),
    decidedAt: instantOut.nullable(),
    decidedBy: z.string().nullable(),
    /** The agreement that was made or renewed. */
    madeAgreement: z.string().nullable(),
    createdAt: instantOut,
  })
  .meta({ id: 'Offer' });
export const offerPageSchema = pageOf(offerSchema).meta({ id: 'OfferPage' });
export type OfferView = z.infer<typeof offerSchema>;

export const offerQuerySchema = pageQuerySchema.extend({
  state: offerSchema.shape.state.optional(),
  customer: z.string().max(100).optional(),
  agreement: z.string().max(100).optional(),
});
export type OfferQuery = z.infer<typeof offerQuerySchema>;

const commentSchema = textSchema(5_000).optional();
export const decideOfferSchema = z.strictObject({ comment: commentSchema }).default({});
export type DecideOffer = z.infer<typeof decideOfferSchema>;
export const remindLaterSchema = z.strictObject({ until: instantSchema, comment: commentSchema });
export type RemindLater = z.infer<typeof remindLaterSchema>;

export const agreementVerbSchema = z.strictObject({ comment: commentSchema }).default({});
export type AgreementVerbBody = z.infer<typeof agreementVerbSchema>;
export const renewSchema = z
  .strictObject({ endsOn: localDateSchema.optional(), comment: commentSchema })
  .default({});
export type Renew = z.infer<typeof renewSchema>;

/** Everything about one agreement. */
export const agreementDetailSchema = agreementSchema
  .extend({
    zone: z.string(),
    plans: z.array(openedPlanSchema),
    /** Oldest first; the last one is the present. */
    terms: z.array(
      z.object({
        term: z.int(),
        startsOn: localDateOut,
        endsOn: localDateOut,
        noticeOn: localDateOut.nullable(),
      }),
    ),
    suspensions: z.array(z.object({ from: instantOut, until: instantOut.nullable() })),
    events: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        at: instantOut,
        by: z.string(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    offers: z.array(offerSchema),
    /** Of the present term, where one is owed. */
    notice: noticeSchema.omit({ messages: true }).nullable(),
    verbs: z.array(z.enum(['renew', 'suspend', 'resume', 'cancel', 'offer'])),
  })
  .meta({ id: 'AgreementDetail' });
export type AgreementDetail = z.infer<typeof agreementDetailSchema>;
