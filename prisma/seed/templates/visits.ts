import type { TemplateSeed } from './template-seed.js';

/** Times to choose from, what was booked, and what was done. */
export const VISITS: readonly TemplateSeed[] = [
  {
    template: 'visit-slots',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, it is time for the visit to your {product}. Reply with the number that suits you: {slots}. None? Reply 0. {company}',
      es: 'Hola {name}, toca la visita: {product}. Responda con la cifra que le convenga: {slots}. ¿Ninguna? Responda 0. {company}',
      zh: '{name}，您好！您的{product}该上门服务了。请回复合适时间的数字：{slots}。都不合适请回复0。{company}',
      lt: '{name}, vizitas: {product}. Tinkamo laiko nr.: {slots}. Netinka – 0. {company}',
    },
  },
  {
    template: 'visit-slots-reminder',
    purpose: 'service',
    texts: {
      en: '{name}, which time suits you for the visit to your {product}? Please reply with its number: {slots}. None? Reply 0. {company}',
      es: '{name}, ¿qué hora le va bien? {product}. Responda con la cifra: {slots}. ¿Ninguna? Responda 0. {company}',
      zh: '{name}，提醒您：{product}上门服务哪个时间合适？请回复数字：{slots}。都不合适请回复0。{company}',
      lt: '{name}, primename: {product}. Tinkamo laiko nr.: {slots}. Netinka – 0. {company}',
    },
  },
  {
    template: 'visit-slots-again',
    purpose: 'service',
    texts: {
      en: '{name}, here are other times for your {product}. Reply with the number that suits you: {slots}. None? Reply 0 and we call you. {company}',
      es: '{name}, otras horas para: {product}. Responda con la cifra que le convenga: {slots}. ¿Ninguna? Responda 0 y le llamamos. {company}',
      zh: '{name}，这是{product}上门服务的其他时间。请回复合适的数字：{slots}。都不合适请回复0，我们会致电您。{company}',
      lt: '{name}, kiti laikai: {product}. Tinkamo nr.: {slots}. Netinka – 0. {company}',
    },
  },
  {
    template: 'visit-booked',
    purpose: 'service',
    texts: {
      en: 'Thank you, {name}. {staff} from {company} comes on {due, date, long} at {due, time, short}. For your calendar: {visit} If you cannot be there, reply R.',
      es: 'Gracias, {name}. {staff} de {company} llega el {due, date, long} a las {due, time, short}. Para su agenda: {visit} Si no puede, responda R.',
      zh: '谢谢您，{name}！{company}的{staff}将于{due, date, long} {due, time, short}上门。日历：{visit} 如不方便请回复R。',
      lt: 'Ačiū, {name}. {staff} ({company}) atvyks {due, date, long} {due, time, short}. {visit} Negalite? Atsakykite R.',
    },
  },
  {
    template: 'visit-moved',
    purpose: 'service',
    texts: {
      en: '{name}, your visit has moved: {staff} from {company} now comes on {due, date, long} at {due, time, short}. {visit} If you cannot be there, reply R.',
      es: '{name}, su visita cambia: {staff} de {company} llega el {due, date, long} a las {due, time, short}. {visit} Si no puede, responda R.',
      zh: '{name}，上门时间有变：{company}的{staff}改于{due, date, long} {due, time, short}上门。{visit} 如不方便请回复R。',
      lt: '{name}, naujas laikas: {staff} ({company}) – {due, date, long} {due, time, short}. {visit} Negalite? Atsakykite R.',
    },
  },
  {
    template: 'visit-cancelled',
    purpose: 'service',
    texts: {
      en: '{name}, the visit on {due, date, long} at {due, time, short} is called off. We are sorry. Questions: {phone}. {company}',
      es: '{name}, la visita del {due, date, long} a las {due, time, short} queda anulada. Lo sentimos. Dudas: {phone}. {company}',
      zh: '{name}，{due, date, long} {due, time, short}的上门服务已取消，非常抱歉。咨询电话：{phone}。{company}',
      lt: '{name}, vizitas {due, date, long} {due, time, short} neįvyks. Atsiprašome. Klausimai: {phone}. {company}',
    },
  },
  {
    template: 'visit-report',
    purpose: 'service',
    texts: {
      en: '{name}, the visit to your {product} is done. {summary} {company}',
      es: '{name}, hemos hecho la visita: {product}. {summary} {company}',
      zh: '{name}，您的{product}上门服务已完成。{summary} {company}',
      lt: '{name}, vizitas atliktas: {product}. {summary} {company}',
    },
  },
  {
    template: 'reask-slot',
    purpose: 'confirmation',
    texts: {
      en: 'Sorry, we did not understand. Please reply with the number of the time that suits you, or 0 if none does. {company}',
      es: 'Perdone, no lo hemos entendido. Responda con el número de la hora que le convenga, o 0 si ninguna. {company}',
      zh: '抱歉，我们没有看懂。请回复合适时间的数字，都不合适请回复0。{company}',
      lt: 'Atsiprašome, nesupratome. Atsakykite tinkamo laiko numeriu arba 0, jei netinka nė vienas. {company}',
    },
  },
];
