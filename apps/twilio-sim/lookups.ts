import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Router, type Request } from 'express';
import { TwilioError } from './errors.js';
import type { Account, Store } from './store.js';

export const LINE_TYPES = [
  'landline',
  'mobile',
  'fixedVoip',
  'nonFixedVoip',
  'personal',
  'tollFree',
  'premium',
  'sharedCost',
  'uan',
  'voicemail',
  'pager',
  'unknown',
] as const;
export type LineType = (typeof LINE_TYPES)[number];

/** What the control side has said about numbers; a number of which nothing was said is a mobile. */
export class LineTypes {
  #known = new Map<string, { type: LineType; carrierName: string | null }>();

  set(phoneNumber: string, about: { type: LineType; carrierName: string | null }): void {
    this.#known.set(phoneNumber, about);
  }

  of(phoneNumber: string): { type: LineType; carrierName: string | null } {
    return this.#known.get(phoneNumber) ?? { type: 'mobile', carrierName: null };
  }

  forget(): void {
    this.#known.clear();
  }
}

/** Lookups v2: fetch of one number, with `line_type_intelligence` where it is asked for. */
export function lookupRoutes(store: Store, lineTypes: LineTypes): Router {
  const router = Router();
  router.get('/PhoneNumbers/:number', (request: Request<{ number: string }>, response) => {
    if (!isKnown(store, request.headers.authorization)) throw new TwilioError(20003);
    const fields = String(request.query.Fields ?? '').split(',');
    const country = request.query.CountryCode as 'US' | undefined;
    response.json(lookUp(lineTypes, request.params.number, fields, country));
  });
  return router;
}

function isKnown(store: Store, header: string | undefined): boolean {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const password = rest.join(':');
  const may = ({ sid, authToken, apiKeys }: Account) =>
    (user === sid && password === authToken) ||
    apiKeys.some((key) => key.sid === user && key.secret === password);
  return [...store.accounts.values()].some(may);
}

function lookUp(lineTypes: LineTypes, given: string, fields: string[], country: 'US' | undefined): object {
  const parsed = parsePhoneNumberFromString(given, country);
  const isValid = parsed?.isValid() ?? false;
  const number = parsed?.number ?? given;
  const line = lineTypes.of(number);
  const nothing = [
    'sms_pumping_risk',
    'sim_swap',
    'reassigned_number',
    'pre_fill',
    'phone_number_quality_score',
    'line_status',
    'identity_match',
    'caller_name',
    'call_forwarding',
  ];
  return {
    calling_country_code: parsed?.countryCallingCode ?? null,
    country_code: parsed?.country ?? null,
    phone_number: number,
    national_format: parsed?.formatNational() ?? null,
    valid: isValid,
    validation_errors: isValid ? [] : [parsed ? 'INVALID_LENGTH' : 'NOT_A_NUMBER'],
    ...Object.fromEntries(nothing.map((field) => [field, null])),
    line_type_intelligence:
      fields.includes('line_type_intelligence') && isValid
        ? {
            carrier_name: line.carrierName,
            error_code: null,
            mobile_country_code: null,
            mobile_network_code: null,
            type: line.type === 'unknown' ? null : line.type,
          }
        : null,
    url: `https://lookups.twilio.com/v2/PhoneNumbers/${number}`,
  };
}
