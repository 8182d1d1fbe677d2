import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** What the voice says in one language. */
interface Words {
  /** Which voice speaks. Lithuanian has no language of its own at the provider, only voices. */
  voice: VoiceResponse.SayAttributes;
  /** To the member of staff who asked to be connected. */
  connect: (customer: string) => string;
  notConnected: string;
  notAllowed: string;
  /** To the customer: who calls, why, the question, and how not to be called again. */
  question: (company: string, product: string | undefined) => string;
  again: string;
  thanks: string;
  sorry: string;
  willCall: string;
  noMoreCalls: string;
}

const en: Words = {
  voice: { voice: 'Google.en-US-Standard-C', language: 'en-US' },
  connect: (customer) => `Your call to ${customer}. Press 1 to be connected.`,
  notConnected: 'You were not connected. Goodbye.',
  notAllowed: 'This customer may not be called now. Goodbye.',
  question: (company, product) =>
    `Hello, this is an automatic call from ${company} with one question about ${product ?? 'our service'}. ` +
    'How satisfied are you, from 1 to 5? 5 is very satisfied. Please press a key from 1 to 5. ' +
    'Press 9 not to be called again.',
  again: 'Please press a key from 1 to 5, or 9 not to be called again.',
  thanks: 'Thank you for your answer. Goodbye.',
  sorry: 'We are sorry about that. If you would like us to call you back, press 1. Otherwise just hang up.',
  willCall: 'Thank you. We will call you back. Goodbye.',
  noMoreCalls: 'You will not be called again. Goodbye.',
};

const es: Words = {
  voice: { voice: 'Google.es-ES-Standard-A', language: 'es-ES' },
  connect: (customer) => `Su llamada a ${customer}. Pulse 1 para conectar.`,
  notConnected: 'No se ha conectado la llamada. Adiós.',
  notAllowed: 'Ahora no se puede llamar a este cliente. Adiós.',
  question: (company, product) =>
    `Hola, esta es una llamada automática de ${company} con una pregunta sobre ${product ?? 'nuestro servicio'}. ` +
    '¿Cuál es su grado de satisfacción, del 1 al 5? 5 es muy satisfecho. Pulse una tecla del 1 al 5. ' +
    'Pulse 9 para que no volvamos a llamarle.',
  again: 'Pulse una tecla del 1 al 5, o 9 para que no volvamos a llamarle.',
  thanks: 'Gracias por su respuesta. Adiós.',
  sorry: 'Lo sentimos. Si desea que le devolvamos la llamada, pulse 1. Si no, puede colgar.',
  willCall: 'Gracias. Le llamaremos. Adiós.',
  noMoreCalls: 'No volveremos a llamarle. Adiós.',
};

const zh: Words = {
  voice: { voice: 'Google.cmn-CN-Standard-A', language: 'cmn-CN' },
  connect: (customer) => `您要拨打给${customer}。请按1接通。`,
  notConnected: '电话没有接通。再见。',
  notAllowed: '现在不能给这位客户打电话。再见。',
  question: (company, product) =>
    `您好，这是${company}的自动来电，想就${product ?? '我们的服务'}问您一个问题。` +
    '您的满意度是几分？1到5分，5分表示非常满意。请按1到5。如不希望再接到来电，请按9。',
  again: '请按1到5。如不希望再接到来电，请按9。',
  thanks: '感谢您的回答。再见。',
  sorry: '非常抱歉。如果希望我们给您回电，请按1。否则请挂机。',
  willCall: '谢谢。我们会给您回电。再见。',
  noMoreCalls: '我们不会再给您打电话。再见。',
};

const lt: Words = {
  voice: { voice: 'Google.lt-LT-Standard-A' },
  connect: (customer) => `Jūsų skambutis. Klientas: ${customer}. Paspauskite 1, kad sujungtume.`,
  notConnected: 'Skambutis nesujungtas. Viso gero.',
  notAllowed: 'Šiam klientui dabar skambinti negalima. Viso gero.',
  question: (company, product) =>
    `Laba diena, tai automatinis ${company} skambutis. ` +
    `Turime vieną klausimą${product ? ` apie: ${product}` : ' apie mūsų darbą'}. ` +
    'Kiek esate patenkinti nuo 1 iki 5? 5 reiškia labai patenkinti. Paspauskite skaičių nuo 1 iki 5. ' +
    'Jei nenorite, kad dar skambintume, paspauskite 9.',
  again: 'Paspauskite skaičių nuo 1 iki 5 arba 9, jei nenorite, kad dar skambintume.',
  thanks: 'Ačiū už atsakymą. Viso gero.',
  sorry:
    'Labai apgailestaujame. Jei norite, kad jums paskambintume, paspauskite 1. Jei ne, galite padėti ragelį.',
  willCall: 'Ačiū. Mes jums paskambinsime. Viso gero.',
  noMoreCalls: 'Daugiau jums neskambinsime. Viso gero.',
};

const ALL: Readonly<Record<string, Words>> = { en, es, zh, lt };

/** The words of the first of these languages that the voice speaks; English where it speaks none. */
export function wordsIn(...languages: readonly (string | null | undefined)[]): Words {
  for (const language of languages) {
    const words = language ? ALL[language.toLowerCase().split('-')[0]!] : undefined;
    if (words) return words;
  }
  return en;
}
