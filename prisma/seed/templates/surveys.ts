import type { TemplateSeed } from './template-seed.js';

/** Questions. Each names its scale and both its ends, and how to end the messages. */
export const SURVEYS: readonly TemplateSeed[] = [
  {
    template: 'csat',
    purpose: 'survey',
    texts: {
      en: 'Hi {name}, {company} here. How satisfied are you with our work? Reply with a number from 1 (bad) to 5 (great). Reply STOP to opt out.',
      es: 'Hola {name}, somos {company}. ¿Qué tal nuestro trabajo? Responda del 1 (mal) al 5 (genial). Baja: STOP.',
      zh: '{name}，您好！这里是{company}。您对我们的服务满意吗？请回复1（很差）到5（很好）的数字。回复STOP退订。',
      lt: 'Sveiki, {name}! Čia {company}. Kaip vertinate mūsų darbą? Atsakykite skaičiumi nuo 1 (blogai) iki 5 (puikiai). Atsisakyti: STOP.',
    },
  },
  {
    template: 'csat-reminder',
    purpose: 'survey',
    texts: {
      en: 'Hi {name}, a short reminder from {company}: how was our work, from 1 (bad) to 5 (great)? One number is enough. Reply STOP to opt out.',
      es: 'Hola {name}, le recordamos desde {company}: ¿qué tal nuestro trabajo, del 1 (mal) al 5 (genial)? Basta la cifra. Baja: STOP.',
      zh: '{name}，您好！{company}想再问一下：您给我们的服务打几分？1（很差）到5（很好），回复数字即可。回复STOP退订。',
      lt: 'Sveiki, {name}! {company} primena: kaip vertinate mūsų darbą nuo 1 (blogai) iki 5 (puikiai)? Užtenka skaičiaus. Atsisakyti: STOP.',
    },
  },
  {
    template: 'ask-again',
    purpose: 'survey',
    texts: {
      en: 'Hi {name}, {company} here. You were not happy with us, and we put it right. How satisfied are you now, from 1 (bad) to 5 (great)? Reply STOP to opt out.',
      es: 'Hola {name}, somos {company}. No quedó contento y lo hemos arreglado. ¿Qué tal ahora, del 1 (mal) al 5 (genial)? Baja: STOP.',
      zh: '{name}，您好！这里是{company}。上次您对我们不满意，我们已作处理。您现在满意吗？请回复1（很差）到5（很好）的数字。回复STOP退订。',
      lt: 'Sveiki, {name}! Čia {company}. Buvote nepatenkinti, mes tai ištaisėme. Kaip vertinate dabar, nuo 1 (blogai) iki 5 (puikiai)? Atsisakyti: STOP.',
    },
  },
  {
    template: 'nps',
    purpose: 'survey',
    texts: {
      en: 'Hi {name}, {company} here. How likely are you to recommend us to a friend? Reply from 0 (not at all) to 10 (surely). Reply STOP to opt out.',
      es: 'Hola {name}, somos {company}. ¿Nos recomienda a sus amigos? Responda del 0 (nada) al 10 (del todo). Baja: STOP.',
      zh: '{name}，您好！这里是{company}。您有多大可能向朋友推荐我们？请回复0（不可能）到10（一定会）。回复STOP退订。',
      lt: 'Sveiki, {name}! Čia {company}. Ar rekomenduotumėte mus draugui? Atsakykite nuo 0 (tikrai ne) iki 10 (tikrai taip). Atsisakyti: STOP.',
    },
  },
  {
    template: 'ces',
    purpose: 'survey',
    texts: {
      en: 'Hi {name}, {company} here. How easy was it to get help from us? Reply from 1 (very hard) to 7 (very easy). Reply STOP to opt out.',
      es: 'Hola {name}, somos {company}. ¿Fue fácil recibir nuestra ayuda? Responda del 1 (muy difícil) al 7 (muy fácil). Baja: STOP.',
      zh: '{name}，您好！这里是{company}。您觉得获得我们的帮助容易吗？请回复1（非常困难）到7（非常容易）。回复STOP退订。',
      lt: 'Sveiki, {name}! Čia {company}. Ar lengva buvo gauti mūsų pagalbą? Atsakykite nuo 1 (labai sunku) iki 7 (labai lengva). Atsisakyti: STOP.',
    },
  },
  {
    template: 'problem-solved',
    // Part of the repair, not an opinion that is asked for: a question about it must not wait for other surveys.
    purpose: 'service',
    texts: {
      en: 'Hi {name}, {company} here. Is your problem really solved? Reply 1 if it is, 2 if it is not. Reply STOP to opt out.',
      es: 'Hola {name}, somos {company}. ¿Se ha resuelto de verdad su problema? Responda 1 si se ha resuelto, 2 si no. Baja: STOP.',
      zh: '{name}，您好！这里是{company}。您的问题真的解决了吗？已解决请回复1，没有解决请回复2。回复STOP退订。',
      lt: 'Sveiki, {name}! Čia {company}. Ar Jūsų problema tikrai išspręsta? Jei taip, atsakykite 1, jei ne – 2. Atsisakyti: STOP.',
    },
  },
];
