import type { Channel } from '@aftercare/workflows/domain/contact-rules.js';

/** What a customer may switch. Safety is not asked for, and a confirmation answers what they just did. */
export const SWITCHABLE = ['service', 'survey', 'marketing'] as const;
export type Switchable = (typeof SWITCHABLE)[number];

export interface PreferenceWords {
  title: string;
  intro: (company: string) => string;
  purposes: Readonly<Record<Switchable, { name: string; hint: string }>>;
  channels: Readonly<Record<Channel, string>>;
  yes: string;
  no: string;
  safety: string;
  /** Texts were stopped by an answer that the carrier acts on as well. */
  blocked: (number: string) => string;
  language: string;
  save: string;
  saved: string;
  stopTitle: string;
  stopText: string;
  stop: string;
  stopped: string;
  goneTitle: string;
  gone: string;
}

/** Their own names, for people who cannot read the page. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  lt: 'Lietuvių',
  zh: '中文',
};

/** The page in its languages. What it says beside a switch is also what the ledger keeps. */
export const PREFERENCE_WORDS: Readonly<Record<string, PreferenceWords>> = {
  en: {
    title: 'What may we send you?',
    intro: (company) =>
      `${company} writes to you about your purchases and visits. Tick what you want to receive.`,
    purposes: {
      service: { name: 'Service', hint: 'Dates of visits, what is due, answers to your requests' },
      survey: { name: 'Questions', hint: 'Short questions about our work' },
      marketing: { name: 'Offers', hint: 'Offers and recommendations' },
    },
    channels: { sms: 'Text message (SMS)', whatsapp: 'WhatsApp', email: 'E-mail', call: 'Phone call' },
    yes: 'yes',
    no: 'no',
    safety: 'We send warnings that concern your safety in any case, unless you stop everything.',
    blocked: (number) =>
      `Your network blocks our texts since you answered STOP. To get them again, also text START to ${number}.`,
    language: 'Language of our messages',
    save: 'Save',
    saved: 'Your choices are saved.',
    stopTitle: 'No more messages',
    stopText: 'We then send you nothing more, in none of these ways.',
    stop: 'Stop everything',
    stopped: 'It is noted: we send you nothing more.',
    goneTitle: 'This link no longer works',
    gone: 'Please use the link in our latest message, or ask us for a new one.',
  },
  es: {
    title: '¿Qué podemos enviarle?',
    intro: (company) => `${company} le escribe sobre sus compras y visitas. Marque lo que quiere recibir.`,
    purposes: {
      service: {
        name: 'Servicio',
        hint: 'Fechas de visitas, lo que toca hacer, respuestas a sus solicitudes',
      },
      survey: { name: 'Preguntas', hint: 'Preguntas breves sobre nuestro trabajo' },
      marketing: { name: 'Ofertas', hint: 'Ofertas y recomendaciones' },
    },
    channels: {
      sms: 'Mensaje de texto (SMS)',
      whatsapp: 'WhatsApp',
      email: 'Correo electrónico',
      call: 'Llamada',
    },
    yes: 'sí',
    no: 'no',
    safety: 'Los avisos sobre su seguridad se envían siempre, salvo que lo detenga todo.',
    blocked: (number) =>
      `Su operador bloquea nuestros mensajes desde que respondió STOP. Para recibirlos de nuevo, envíe también START al ${number}.`,
    language: 'Idioma de nuestros mensajes',
    save: 'Guardar',
    saved: 'Sus preferencias se han guardado.',
    stopTitle: 'Ningún mensaje más',
    stopText: 'Ya no le enviaremos nada, por ninguno de estos medios.',
    stop: 'Detener todo',
    stopped: 'Queda anotado: no le enviaremos nada más.',
    goneTitle: 'Este enlace ya no funciona',
    gone: 'Use el enlace de nuestro último mensaje o pídanos uno nuevo.',
  },
  zh: {
    title: '我们可以给您发送什么？',
    intro: (company) => `${company}会就您的购买和上门服务与您联系。请勾选您愿意接收的内容。`,
    purposes: {
      service: { name: '服务', hint: '上门时间、到期事项、对您请求的答复' },
      survey: { name: '问题', hint: '关于我们服务的简短问题' },
      marketing: { name: '优惠', hint: '优惠与推荐' },
    },
    channels: { sms: '短信', whatsapp: 'WhatsApp', email: '电子邮件', call: '电话' },
    yes: '是',
    no: '否',
    safety: '关系到您安全的提醒我们始终会发送，除非您停止全部消息。',
    blocked: (number) => `您回复STOP后，运营商已拦截我们的短信。如要重新接收，请另外发送START到${number}。`,
    language: '消息语言',
    save: '保存',
    saved: '您的选择已保存。',
    stopTitle: '不再接收消息',
    stopText: '此后我们不会再以上述任何方式给您发送消息。',
    stop: '停止全部',
    stopped: '已记下：我们不会再给您发送消息。',
    goneTitle: '此链接已失效',
    gone: '请使用我们最近一条消息中的链接，或向我们索取新链接。',
  },
  lt: {
    title: 'Ką galime Jums siųsti?',
    intro: (company) => `${company} rašo Jums apie pirkinius ir vizitus. Pažymėkite, ką norite gauti.`,
    purposes: {
      service: {
        name: 'Aptarnavimas',
        hint: 'Vizitų laikas, kas turi būti atlikta, atsakymai į Jūsų prašymus',
      },
      survey: { name: 'Klausimai', hint: 'Trumpi klausimai apie mūsų darbą' },
      marketing: { name: 'Pasiūlymai', hint: 'Pasiūlymai ir rekomendacijos' },
    },
    channels: { sms: 'SMS žinutė', whatsapp: 'WhatsApp', email: 'El. laiškas', call: 'Skambutis' },
    yes: 'taip',
    no: 'ne',
    safety: 'Įspėjimus dėl Jūsų saugumo siunčiame visada, nebent sustabdysite viską.',
    blocked: (number) =>
      `Kai atsakėte STOP, Jūsų operatorius blokuoja mūsų žinutes. Kad vėl jas gautumėte, dar išsiųskite START numeriu ${number}.`,
    language: 'Mūsų žinučių kalba',
    save: 'Išsaugoti',
    saved: 'Jūsų pasirinkimai išsaugoti.',
    stopTitle: 'Daugiau jokių žinučių',
    stopText: 'Tada nebesiųsime Jums nieko nė vienu iš šių būdų.',
    stop: 'Stabdyti viską',
    stopped: 'Užsirašėme: daugiau nieko Jums nesiųsime.',
    goneTitle: 'Ši nuoroda nebeveikia',
    gone: 'Naudokite nuorodą iš naujausios mūsų žinutės arba paprašykite naujos.',
  },
};
