import type { TemplateSeed } from './template-seed.js';

/** Announcements of renewals, offers that are answered by a digit, and winning back. */
export const OFFERS: readonly TemplateSeed[] = [
  {
    template: 'renewal-notice',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, your service agreement renews by itself. If you do not want that, tell us by {due, date, long}: {phone}. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, su contrato de servicio se renueva solo. Si no lo desea, avise hasta el {due, date, long}: {phone}. {company}. Baja: STOP.',
      zh: '{name}，您好！您的服务协议将自动续期。如不需要，请于{due, date, long}前告知我们：{phone}。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Priežiūros sutartis pratęsiama savaime. Jei nenorite, praneškite iki {due, date, long}: {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'renewal-offer',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, shall we renew your service agreement for another term? Reply 1 for yes, 2 for no, or LATER. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, ¿renovamos su contrato de servicio por otro periodo? Responda 1 sí, 2 no, o MÁS TARDE. {company}. Baja: STOP.',
      zh: '{name}，您好！是否为您的服务协议续期？回复1同意，回复2不同意，回复“下周提醒我”稍后再说。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Ar pratęsti priežiūros sutartį? 1 – taip, 2 – ne, arba VĖLIAU. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'win-back-offer',
    purpose: 'marketing',
    texts: {
      en: 'Hi {name}, your service agreement has run out. Shall we start it again from today? Reply 1 for yes, 2 for no. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, su contrato de servicio ha vencido. ¿Lo retomamos desde hoy? Responda 1 sí, 2 no. {company}. Baja: STOP.',
      zh: '{name}，您好！您的服务协议已到期。是否从今天起恢复？回复1同意，回复2不同意。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Jūsų priežiūros sutartis baigėsi. Ar atnaujinti nuo šiandien? 1 – taip, 2 – ne. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'care-offer',
    purpose: 'marketing',
    texts: {
      en: 'Hi {name}, the warranty of your {product} ends soon. A yearly check keeps it safe: reply 1 for a service agreement, 2 for no. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, acaba la garantía de su {product}. ¿Un contrato con revisión anual? Responda 1 sí, 2 no. {company}. Baja: STOP.',
      zh: '{name}，您好！您的{product}保修即将到期。每年检查一次更安心：回复1签订服务协议，回复2不需要。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Netrukus baigiasi garantija: {product}. Kasmetė patikra: 1 – sudaryti sutartį, 2 – ne. {company}. Atsisakyti: STOP.',
    },
  },
];
