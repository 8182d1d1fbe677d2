/** The page of a visit in the customer's language. */
export interface VisitWords {
  title: string;
  cancelled: string;
  done: string;
  who: (staff: string) => string;
  add: string;
  cannot: (phone: string) => string;
  gone: string;
  goneText: string;
}

export const VISIT_WORDS: Readonly<Record<string, VisitWords>> = {
  en: {
    title: 'Your visit',
    cancelled: 'This visit is called off.',
    done: 'This visit is done. Thank you.',
    who: (staff) => `${staff} will come to you.`,
    add: 'Add to my calendar',
    cannot: (phone) => `If you cannot be there, reply R to our message or call ${phone}.`,
    gone: 'This link no longer works',
    goneText: 'Our latest message to you has a new one.',
  },
  es: {
    title: 'Su visita',
    cancelled: 'Esta visita está anulada.',
    done: 'Esta visita ya se hizo. Gracias.',
    who: (staff) => `Irá ${staff}.`,
    add: 'Añadir a mi calendario',
    cannot: (phone) => `Si no puede estar, responda R a nuestro mensaje o llame al ${phone}.`,
    gone: 'Este enlace ya no funciona',
    goneText: 'En nuestro último mensaje hay uno nuevo.',
  },
  zh: {
    title: '上门服务',
    cancelled: '这次上门服务已取消。',
    done: '这次上门服务已完成，谢谢您。',
    who: (staff) => `上门人员：${staff}。`,
    add: '添加到我的日历',
    cannot: (phone) => `如不方便，请回复短信R或致电${phone}。`,
    gone: '此链接已失效',
    goneText: '请查看我们最近的短信中的新链接。',
  },
  lt: {
    title: 'Jūsų vizitas',
    cancelled: 'Šis vizitas atšauktas.',
    done: 'Šis vizitas atliktas. Ačiū.',
    who: (staff) => `Pas Jus atvyks ${staff}.`,
    add: 'Įtraukti į mano kalendorių',
    cannot: (phone) => `Jei negalite, atsakykite į žinutę R arba skambinkite ${phone}.`,
    gone: 'Ši nuoroda nebeveikia',
    goneText: 'Naują rasite paskutinėje mūsų žinutėje.',
  },
};
