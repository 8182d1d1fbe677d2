import type { TemplateSeed } from './template-seed.js';

/** Texts that answer what a customer has just written. */
export const ANSWERS: readonly TemplateSeed[] = [
  {
    template: 'reply-thanks',
    purpose: 'confirmation',
    texts: {
      en: 'Thank you, {name}. We have noted your answer. {company}',
      es: 'Gracias, {name}. Hemos anotado su respuesta. {company}',
      zh: '谢谢您，{name}！您的回复我们已经记下。{company}',
      lt: 'Ačiū, {name}. Jūsų atsakymą užsirašėme. {company}',
    },
  },
  {
    template: 'reply-sorry',
    purpose: 'confirmation',
    texts: {
      en: 'Thank you for telling us, {name}. We are sorry: a person from {company} will contact you soon.',
      es: 'Gracias por decírnoslo, {name}. Lo sentimos: una persona de {company} le contactará pronto.',
      zh: '感谢您告诉我们，{name}。非常抱歉，{company}的工作人员会尽快联系您。',
      lt: 'Ačiū, kad pasakėte, {name}. Atsiprašome: su Jumis netrukus susisieks {company} darbuotojas.',
    },
  },
  {
    template: 'reply-call',
    purpose: 'confirmation',
    texts: {
      en: 'Thank you for writing, {name}. Somebody from {company} will call you as soon as possible.',
      es: 'Gracias por escribirnos, {name}. Alguien de {company} le llamará lo antes posible.',
      zh: '谢谢您的来信，{name}。{company}的工作人员会尽快给您打电话。',
      lt: 'Ačiū, kad parašėte, {name}. {company} darbuotojas paskambins Jums kuo greičiau.',
    },
  },
  {
    template: 'reply-praise',
    purpose: 'confirmation',
    texts: {
      en: 'Thank you, {name}! We are glad to hear it and will pass it on to our colleague. {company}',
      es: '¡Gracias, {name}! Nos alegra leerlo y se lo transmitiremos a nuestro compañero. {company}',
      zh: '谢谢您，{name}！我们很高兴，并会转告我们的同事。{company}',
      lt: 'Ačiū, {name}! Džiaugiamės ir perduosime kolegai. {company}',
    },
  },
  {
    template: 'reply-tell-more',
    purpose: 'confirmation',
    texts: {
      en: 'Thank you for writing, {name}. Could you tell us a little more, so that we can help? {company}',
      es: 'Gracias por escribirnos, {name}. ¿Puede contarnos algo más para que podamos ayudarle? {company}',
      zh: '谢谢您的来信，{name}。能否再详细说明一下，以便我们帮助您？{company}',
      lt: 'Ačiū, kad parašėte, {name}. Gal galite papasakoti daugiau, kad galėtume padėti? {company}',
    },
  },
  {
    template: 'reask-csat',
    purpose: 'confirmation',
    texts: {
      en: 'Sorry, we did not understand. Please reply with one number from 1 (bad) to 5 (great). {company}',
      es: 'Perdone, no lo hemos entendido. Responda con un solo número del 1 (mal) al 5 (genial). {company}',
      zh: '抱歉，我们没有看懂。请只回复一个数字：1（很差）到5（很好）。{company}',
      lt: 'Atsiprašome, nesupratome. Atsakykite vienu skaičiumi nuo 1 (blogai) iki 5 (puikiai). {company}',
    },
  },
  {
    template: 'reask-nps',
    purpose: 'confirmation',
    texts: {
      en: 'Sorry, we did not understand. Please reply with one number from 0 (not at all) to 10 (surely). {company}',
      es: 'Perdone, no lo hemos entendido. Responda con un solo número del 0 (nada) al 10 (del todo). {company}',
      zh: '抱歉，我们没有看懂。请只回复一个数字：0（不可能）到10（一定会）。{company}',
      lt: 'Atsiprašome, nesupratome. Atsakykite vienu skaičiumi nuo 0 (tikrai ne) iki 10 (tikrai taip). {company}',
    },
  },
  {
    template: 'reask-ces',
    purpose: 'confirmation',
    texts: {
      en: 'Sorry, we did not understand. Please reply with one number from 1 (very hard) to 7 (very easy). {company}',
      es: 'Perdone, no lo hemos entendido. Responda con un solo número del 1 (muy difícil) al 7 (muy fácil). {company}',
      zh: '抱歉，我们没有看懂。请只回复一个数字：1（非常困难）到7（非常容易）。{company}',
      lt: 'Atsiprašome, nesupratome. Atsakykite vienu skaičiumi nuo 1 (labai sunku) iki 7 (labai lengva). {company}',
    },
  },
  {
    template: 'reask-yes-no',
    purpose: 'confirmation',
    texts: {
      en: 'Sorry, we did not understand. Please reply 1 if the problem is solved, 2 if it is not. {company}',
      es: 'Perdone, no lo hemos entendido. Responda 1 si el problema está resuelto, 2 si no. {company}',
      zh: '抱歉，我们没有看懂。问题已解决请回复1，没有解决请回复2。{company}',
      lt: 'Atsiprašome, nesupratome. Jei problema išspręsta, atsakykite 1, jei ne – 2. {company}',
    },
  },
  {
    template: 'reask-confirm',
    purpose: 'confirmation',
    texts: {
      en: 'Sorry, we did not understand. Please reply 1 if the visit suits you, 2 if it does not, R for another time. {company}',
      es: 'Perdone, no lo hemos entendido. Responda 1 si le viene bien la visita, 2 si no, R para otra fecha. {company}',
      zh: '抱歉，我们没有看懂。时间合适请回复1，不合适请回复2，改期请回复R。{company}',
      lt: 'Atsiprašome, nesupratome. Jei vizito laikas tinka, atsakykite 1, jei ne – 2, dėl kito laiko – R. {company}',
    },
  },
  {
    template: 'opt-out-help',
    purpose: 'confirmation',
    texts: {
      en: '{company}: we write to you about your purchases and visits. Questions: {phone}. Reply STOP to get no more messages, START to get them again.',
      es: '{company}: le escribimos sobre sus compras y visitas. Dudas: {phone}. Responda STOP para no recibir más mensajes, START para recibirlos de nuevo.',
      zh: '{company}：我们就您的购买和上门服务给您发短信。咨询电话：{phone}。回复STOP退订，回复START重新接收。',
      lt: '{company}: rašome Jums apie pirkinius ir vizitus. Klausimai: {phone}. STOP – žinučių nebegauti, START – vėl gauti.',
    },
  },
];
