/** What stands around a guide on the page of a customer. */
export interface GuideWords {
  read: string;
  helped: string;
  yes: string;
  no: string;
  thanks: string;
  /** In its own language. */
  name: string;
  languages: string;
}

export const GUIDE_WORDS: Readonly<Record<string, GuideWords>> = {
  en: {
    ...{ read: 'Show the guide', helped: 'Did it help?', yes: 'Yes', no: 'No' },
    ...{ thanks: 'Thank you for your answer.', name: 'English', languages: 'Other languages' },
  },
  es: {
    ...{ read: 'Ver la guía', helped: '¿Le ha servido?', yes: 'Sí', no: 'No' },
    ...{ thanks: 'Gracias por su respuesta.', name: 'Español', languages: 'Otros idiomas' },
  },
  zh: {
    ...{ read: '查看指南', helped: '对您有帮助吗？', yes: '有', no: '没有' },
    ...{ thanks: '感谢您的回答。', name: '中文', languages: '其他语言' },
  },
  lt: {
    ...{ read: 'Rodyti patarimą', helped: 'Ar tai padėjo?', yes: 'Taip', no: 'Ne' },
    ...{ thanks: 'Ačiū už atsakymą.', name: 'Lietuvių', languages: 'Kitos kalbos' },
  },
};
