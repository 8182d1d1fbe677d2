import type { TemplateSeed } from './template-seed.js';

/** What people get who wait for us: after a complaint, a promise, a missed call; and warnings that cannot wait. */
export const CASES: readonly TemplateSeed[] = [
  {
    template: 'welcome',
    purpose: 'service',
    texts: {
      en: 'Welcome, {name}! {staff} at {company} looks after you. Questions: {phone}. Reply STOP to opt out.',
      es: '¡Bienvenido, {name}! {staff}, de {company}, le atiende. Dudas: {phone}. Baja: STOP.',
      zh: '{name}，欢迎您！{company}的{staff}为您服务。有问题请致电{phone}。回复STOP退订。',
      lt: 'Sveiki, {name}! Jumis rūpinsis {staff} ({company}). Klausimai: {phone}. Atsisakyti: STOP.',
    },
  },
  {
    template: 'call-missed',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, we tried to call you about your {product}. Call us at {phone}, or reply with a time that suits you. {company}',
      es: 'Hola {name}, le hemos llamado por su {product}. Llámenos al {phone} o responda con una hora que le venga bien. {company}',
      zh: '{name}，您好！我们曾就您的{product}给您打电话。请致电{phone}，或回复您方便的时间。{company}',
      lt: 'Sveiki, {name}! Skambinome dėl: {product}. Skambinkite {phone} arba parašykite, kada Jums patogu. {company}',
    },
  },
  {
    // Read out by whoever calls, and never sent.
    template: 'check-call-script',
    purpose: 'service',
    texts: {
      en: 'Hello {name}, this is {staff} from {company}. Does everything work well with your {product}? How satisfied are you, from 1 to 5?',
      es: 'Hola {name}, soy {staff}, de {company}. ¿Funciona todo bien con su {product}? ¿Cómo de satisfecho queda, del 1 al 5?',
      zh: '{name}，您好！我是{company}的{staff}。您的{product}一切正常吗？您的满意度是几分，1到5分？',
      lt: 'Sveiki, {name}! Čia {staff} iš {company}. Ar viskas gerai su: {product}? Kiek esate patenkinti, nuo 1 iki 5?',
    },
  },
  {
    template: 'complaint-received',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, we have your complaint and are sorry. {staff} looks after it and will contact you. Questions: {phone}. {company}',
      es: 'Hola {name}, hemos recibido su queja y lo sentimos. {staff} se ocupa y le contactará. Dudas: {phone}. {company}',
      zh: '{name}，您好！您的投诉我们已收到，非常抱歉。{staff}会负责处理并与您联系。咨询：{phone}。{company}',
      lt: '{name}, gavome Jūsų skundą ir atsiprašome. Juo rūpinasi {staff} ir su Jumis susisieks. Klausimai: {phone}. {company}',
    },
  },
  {
    template: 'complaint-resolved',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, we believe your complaint is settled. Is something still wrong? Reply here or call {phone}. Thank you for telling us. {company}',
      es: 'Hola {name}, creemos que su queja está resuelta. ¿Algo sigue mal? Responda o llame al {phone}. Gracias por decírnoslo. {company}',
      zh: '{name}，您好！我们认为您的投诉已解决。如仍有问题，请回复或致电{phone}。感谢您的反馈。{company}',
      lt: '{name}, manome, kad Jūsų skundas išspręstas. Jei kas dar negerai, atsakykite arba skambinkite {phone}. {company}',
    },
  },
  {
    template: 'promise-kept',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, we have done what we promised you. Is something missing? Call {phone}. {staff}, {company}',
      es: 'Hola {name}, hemos cumplido lo que le prometimos. ¿Falta algo? Llame al {phone}. {staff}, {company}',
      zh: '{name}，您好！我们答应您的事已办好。如有遗漏，请致电{phone}。{company} {staff}',
      lt: '{name}, padarėme, ką žadėjome. Jei ko trūksta, skambinkite {phone}. {staff}, {company}',
    },
  },
  {
    template: 'promise-moved',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, what we promised you will take until {due, date, long}. We are sorry. If that does not suit you, call {phone}. {staff}, {company}',
      es: 'Hola {name}, lo que le prometimos se retrasa al {due, date, long}. Lo sentimos. Si no le conviene, llame al {phone}. {staff}, {company}',
      zh: '{name}，您好！答应您的事要到{due, date, long}才能完成，非常抱歉。如不方便，请致电{phone}。{company} {staff}',
      lt: '{name}, ką žadėjome, padarysime iki {due, date, long}. Atsiprašome. Jei netinka, skambinkite {phone}. {staff}, {company}',
    },
  },
  {
    template: 'product-recall',
    purpose: 'safety',
    texts: {
      en: 'Important, {name}: your {product} is recalled by its maker. Please stop using it and call {phone}. It costs you nothing. {company}',
      es: 'Importante, {name}: el fabricante retira su {product}. Deje de usarlo y llame al {phone}. No le costará nada. {company}',
      zh: '重要提醒，{name}：您的{product}被厂家召回。请停止使用并致电{phone}，不收任何费用。{company}',
      lt: 'Svarbu, {name}: gamintojas atšaukia {product}. Nebenaudokite ir skambinkite {phone}. Jums tai nieko nekainuos. {company}',
    },
  },
  {
    template: 'safety-warning',
    purpose: 'safety',
    texts: {
      en: 'Important, {name}: a check of your {product} found something unsafe. Do not use it until we have seen it. Call {phone}. {company}',
      es: 'Importante, {name}: la revisión de su {product} halló algo inseguro. No lo use hasta que lo veamos. Llame al {phone}. {company}',
      zh: '重要提醒，{name}：检查发现您的{product}存在安全隐患。在我们处理之前请勿使用，请致电{phone}。{company}',
      lt: 'Svarbu, {name}: patikra rado pavojų: {product}. Nenaudokite, kol apžiūrėsime. Skambinkite {phone}. {company}',
    },
  },
  {
    template: 'yearly-talk',
    purpose: 'service',
    texts: {
      en: 'Hi {name}, once a year I would like to hear how we do for you. May I call on {due, date, long}? Reply with a better time if not. {staff}, {company}',
      es: 'Hola {name}, cada año pregunto a mis clientes si les servimos bien. ¿Le puedo llamar el {due, date, long}? {staff}, {company}',
      zh: '{name}，您好！我想每年听一次您对我们的意见。{due, date, long}给您打电话可以吗？不便请回复合适的时间。{company} {staff}',
      lt: '{name}, kartą per metus noriu išgirsti, kaip Jums sekasi su mumis. Ar galiu skambinti {due, date, long}? {staff}, {company}',
    },
  },
];
