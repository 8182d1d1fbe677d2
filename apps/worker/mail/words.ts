interface MailWords {
  /** Above the answers. */
  readonly answer: string;
  readonly preferences: string;
  readonly unsubscribe: string;
}

/** What an e-mail says besides its text. */
export const MAIL_WORDS: Readonly<Record<string, MailWords>> = {
  en: {
    answer: 'Choose your answer:',
    preferences: 'Choose what we may send you',
    unsubscribe: 'No more e-mails from us',
  },
  es: {
    answer: 'Elija su respuesta:',
    preferences: 'Elija qué podemos enviarle',
    unsubscribe: 'No recibir más correos nuestros',
  },
  zh: {
    answer: '请选择您的回答：',
    preferences: '选择我们可以发送的内容',
    unsubscribe: '不再接收我们的邮件',
  },
  lt: {
    answer: 'Pasirinkite atsakymą:',
    preferences: 'Pasirinkite, ką galime Jums siųsti',
    unsubscribe: 'Nebegauti mūsų laiškų',
  },
};
