export interface AnswerWords {
  title: string;
  comment: string;
  send: string;
  thanksTitle: string;
  thanks: string;
  closedTitle: string;
  closed: string;
}

/** The page on which an answer is confirmed. */
export const ANSWER_WORDS: Readonly<Record<string, AnswerWords>> = {
  en: {
    title: 'Your answer',
    comment: 'What would you like to add? (not needed)',
    send: 'Send the answer',
    thanksTitle: 'Thank you!',
    thanks: 'We have noted your answer.',
    closedTitle: 'This question is closed',
    closed: 'Answers to it are no longer taken. Thank you all the same.',
  },
  es: {
    title: 'Su respuesta',
    comment: '¿Quiere añadir algo? (no es necesario)',
    send: 'Enviar la respuesta',
    thanksTitle: '¡Gracias!',
    thanks: 'Hemos anotado su respuesta.',
    closedTitle: 'Esta pregunta está cerrada',
    closed: 'Ya no se aceptan respuestas. Gracias de todos modos.',
  },
  zh: {
    title: '您的回答',
    comment: '还有什么想补充的吗？（可不填）',
    send: '发送回答',
    thanksTitle: '谢谢您！',
    thanks: '您的回答我们已经记下。',
    closedTitle: '此问题已结束',
    closed: '我们不再接收对此问题的回答。仍然感谢您。',
  },
  lt: {
    title: 'Jūsų atsakymas',
    comment: 'Ką norėtumėte pridurti? (nebūtina)',
    send: 'Siųsti atsakymą',
    thanksTitle: 'Ačiū!',
    thanks: 'Jūsų atsakymą užsirašėme.',
    closedTitle: 'Šis klausimas uždarytas',
    closed: 'Atsakymai nebepriimami. Vis tiek ačiū.',
  },
};

export interface UnsubscribeWords {
  title: string;
  question: string;
  confirm: string;
  doneTitle: string;
  done: string;
  preferences: string;
}

/** The page on which no more mails are asked for. */
export const UNSUBSCRIBE_WORDS: Readonly<Record<string, UnsubscribeWords>> = {
  en: {
    title: 'No more e-mails?',
    question: 'We then send you no more e-mails at all.',
    confirm: 'No more e-mails',
    doneTitle: 'It is noted',
    done: 'We send you no more e-mails.',
    preferences: 'Choose what we may send you',
  },
  es: {
    title: '¿Ningún correo más?',
    question: 'Ya no le enviaremos ningún correo electrónico.',
    confirm: 'Ningún correo más',
    doneTitle: 'Queda anotado',
    done: 'No le enviaremos más correos electrónicos.',
    preferences: 'Elija qué podemos enviarle',
  },
  zh: {
    title: '不再接收邮件？',
    question: '此后我们不会再给您发送任何电子邮件。',
    confirm: '不再接收邮件',
    doneTitle: '已记下',
    done: '我们不会再给您发送电子邮件。',
    preferences: '选择我们可以发送的内容',
  },
  lt: {
    title: 'Nebegauti laiškų?',
    question: 'Tada nebesiųsime Jums jokių el. laiškų.',
    confirm: 'Nebegauti laiškų',
    doneTitle: 'Užsirašėme',
    done: 'El. laiškų Jums nebesiųsime.',
    preferences: 'Pasirinkite, ką galime Jums siųsti',
  },
};
