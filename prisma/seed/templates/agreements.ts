import type { TemplateSeed } from './template-seed.js';

/** Reminders of dates of agreements. They name no date: the `{due}` of a reminder is the day on which it is sent. */
export const AGREEMENTS: readonly TemplateSeed[] = [
  {
    template: 'term-ends-in-two-months',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, your service agreement runs out in about two months. Questions? Call {phone}. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, su contrato de servicio vence en unos dos meses. ¿Dudas? Llame al {phone}. {company}. Baja: STOP.',
      zh: '{name}，您好！您的服务协议本期约两个月后到期。如有疑问或变更，请致电{phone}。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Jūsų priežiūros sutartis baigsis maždaug po dviejų mėnesių. Klausimai: {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'term-ends-in-a-month',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, your service agreement runs out in about a month. We will call you before. Questions: {phone}. {company}. Reply STOP to opt out.',
      es: 'Hola {name}, su contrato de servicio vence en un mes, más o menos. Le llamaremos antes. Dudas: {phone}. {company}. Baja: STOP.',
      zh: '{name}，您好！您的服务协议本期约一个月后到期，届时我们会先致电给您。咨询电话：{phone}。{company}。回复STOP退订。',
      lt: 'Sveiki, {name}! Jūsų priežiūros sutartis baigsis maždaug po mėnesio. Prieš tai paskambinsime. {phone}. {company}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'safety-check-soon',
    purpose: 'safety',
    texts: {
      en: 'Hi {name}, the yearly safety check of your {product} is due in about two weeks. Please call {phone} for a date. {company}',
      es: 'Hola {name}, la revisión anual de seguridad de su {product} toca en unas dos semanas. Llame al {phone} para fijar fecha. {company}',
      zh: '{name}，您好！您的{product}约两周后应做年度安全检查。预约请致电{phone}。{company}',
      lt: 'Sveiki, {name}! Po dviejų savaičių – metinis saugos patikrinimas: {product}. Dėl laiko skambinkite {phone}. {company}',
    },
  },
  {
    // Told by a handover to the customers who should know; {staff} is who looks after them from now on.
    template: 'new-contact',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, from now on {staff} looks after you at {company}. Questions? Call {phone}. Reply STOP to opt out.',
      es: 'Hola {name}, desde ahora {staff} le atiende en {company}. ¿Dudas? Llame al {phone}. Baja: STOP.',
      zh: '{name}，您好！今后由{company}的{staff}为您服务。如有疑问请致电{phone}。回复STOP退订。',
      lt: 'Sveiki, {name}! Nuo šiol Jumis rūpinasi {staff} ({company}). Klausimai: {phone}. Atsisakyti: STOP.',
    },
  },
];
