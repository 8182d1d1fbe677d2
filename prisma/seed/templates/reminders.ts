import type { TemplateSeed } from './template-seed.js';

/** Thanks, dates to remember, visits. Those that offer something, rather than remind of it, are marketing. */
export const REMINDERS: readonly TemplateSeed[] = [
  {
    template: 'thank-you',
    purpose: 'service',
    texts: {
      en: 'Thank you, {name}! We hope you enjoy your {product}. If anything is wrong, call {phone}. {company}. Reply STOP to opt out.',
      es: '¡Gracias, {name}! Esperamos que disfrute de: {product}. Si algo falla, llame al {phone}. {company}. Baja: STOP.',
      zh: '谢谢您，{name}！希望您喜欢{product}。如有任何问题，请致电{phone}。{company}。回复STOP退订。',
      lt: 'Ačiū, {name}! Tikimės, kad džiaugsitės: {product}. Jei kas negerai, skambinkite {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'ask-for-a-review',
    purpose: 'marketing',
    texts: {
      en: 'Thank you for the good mark, {name}! Would you tell others about it? {link} {company}. Reply STOP to opt out.',
      es: '¡Gracias por la buena nota, {name}! ¿Se lo contaría a otras personas? {link} {company}. Baja: STOP.',
      zh: '谢谢您的好评，{name}！愿意告诉更多人吗？{link} {company}。回复STOP退订。',
      lt: 'Ačiū už gerą įvertinimą, {name}! Gal papasakotumėte ir kitiems? {link} {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'before-winter',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, winter is near: it is time to have your {product} checked. Call {phone} for a date. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, se acerca el invierno: toca revisar su {product}. Llame al {phone} para fijar fecha. {company}. Baja: STOP.',
      zh: '{name}，您好！冬天快到了，您的{product}该检查了。预约请致电{phone}。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Artėja žiema, laikas patikrinti: {product}. Dėl laiko skambinkite {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'before-summer',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, summer is near: it is time to have your {product} checked. Call {phone} for a date. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, se acerca el verano: toca revisar su {product}. Llame al {phone} para fijar fecha. {company}. Baja: STOP.',
      zh: '{name}，您好！夏天快到了，您的{product}该检查了。预约请致电{phone}。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Artėja vasara, laikas patikrinti: {product}. Dėl laiko skambinkite {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'renew',
    purpose: 'marketing',
    texts: {
      en: 'Hi {name}, your service agreement with {company} ends on {due, date, long}. Shall we renew it? Call {phone}. Reply STOP to opt out.',
      es: 'Hola {name}, su contrato de mantenimiento con {company} termina el {due, date, long}. ¿Lo renovamos? Llame al {phone}. Baja: STOP.',
      zh: '{name}，您好！您与{company}的服务协议将于{due, date, long}到期。需要续签吗？请致电{phone}。回复STOP退订。',
      lt: 'Sveiki, {name}! Jūsų priežiūros sutartis su {company} baigiasi {due, date, long}. Pratęskime? Skambinkite {phone}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'warranty-ends',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, the warranty of your {product} ends on {due, date, long}. If anything is wrong, tell us before: {phone}. {company}. Reply STOP to opt out.',
      es: '{name}, su {product} tiene garantía hasta el {due, date, long}. ¿Algo falla? Llame al {phone}. {company}. Baja: STOP.',
      zh: '{name}，您好！您的{product}保修期将于{due, date, long}结束。如有问题，请在此之前致电{phone}。{company}。回复STOP退订。',
      lt: '{name}, {product}: garantija iki {due, date, long}. Jei kas negerai, skambinkite {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'visit-proposal',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, may we come on {due, date, long} at {due, time, short}? Reply 1 if it suits you, 2 if it does not, R for another time. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, ¿le va bien una visita el {due, date, long} a las {due, time, short}? Responda 1 si puede, 2 si no, R para otra fecha. {company}. Baja: STOP.',
      zh: '{name}，您好！我们{due, date, long} {due, time, short}上门可以吗？可以请回复1，不行请回复2，改期请回复R。{company}。回复STOP退订。',
      lt: '{name}, ar tiktų vizitas {due, date, long} {due, time, short}? Tinka – 1, netinka – 2, kitas laikas – R. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'visit-tomorrow',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, {staff} from {company} will come tomorrow, {due, date, long}, at {due, time, short}. If you cannot be there, reply R or call {phone}.',
      es: 'Hola {name}, {staff} de {company} irá mañana, {due, date, long}, a las {due, time, short}. Si no puede estar, responda R o llame al {phone}.',
      zh: '{name}，您好！{company}的{staff}将于明天（{due, date, long}）{due, time, short}上门。如不方便，请回复R或致电{phone}。',
      lt: '{name}, rytoj, {due, date, long} {due, time, short}, atvyks {staff} ({company}). Jei negalite, atsakykite R arba skambinkite {phone}.',
    },
  },
  {
    template: 'safety-check',
    purpose: 'safety',
    texts: {
      en: 'Hi {name}, the safety check of your {product} is due by {due, date, long}. Please call {phone} for a date. {company}',
      es: 'Hola {name}, la revisión de seguridad de su {product} vence el {due, date, long}. Llame al {phone}. {company}',
      zh: '{name}，您好！您的{product}须在{due, date, long}前完成安全检查。请致电{phone}预约。{company}',
      lt: '{name}, iki {due, date, long} reikia saugos patikros: {product}. Dėl laiko skambinkite {phone}. {company}',
    },
  },
];
