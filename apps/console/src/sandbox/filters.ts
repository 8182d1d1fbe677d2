/** Which phone is held; as the address keeps it. */
export interface PhonesView {
  phone?: string;
}

export function readPhonesView({ phone }: Record<string, unknown>): PhonesView {
  return { phone: typeof phone === 'string' && /^\+\d{6,15}$/.test(phone) ? phone : undefined };
}

/** Whose mails are shown, and which one is open; as the address keeps it. */
export interface MailsView {
  to?: string;
  /** The n-th mail that came. */
  mail?: number;
}

export function readMailsView({ to, mail }: Record<string, unknown>): MailsView {
  const number = Number(mail);
  return {
    to: typeof to === 'string' && to !== '' ? to : undefined,
    mail: Number.isInteger(number) && number > 0 ? number : undefined,
  };
}
