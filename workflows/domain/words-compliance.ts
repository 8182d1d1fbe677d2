/**
 * Words of compliance in all languages: they count whatever language the customer was written to.
 *
 * Everything here is written as replies are compared: lower case and without diacritics. A space matches any run
 * of spaces or hyphens, an apostrophe may be missing.
 */

/** A whole reply of one of these ends all messages. The first line is Twilio's own list, which Twilio acts on by itself. */
export const OPT_OUT_WORDS: readonly string[] = [
  ...['stop', 'unsubscribe', 'end', 'quit', 'stopall', 'revoke', 'optout', 'cancel'],
  ...['stop all', 'opt out', 'stop it', 'remove', 'remove me', 'no more', "don't text", 'do not text'],
  ...[
    'baja',
    'dar de baja',
    'darme de baja',
    'alto',
    'pare',
    'paren',
    'parar',
    'basta',
    'no mas',
    'desuscribir',
  ],
  ...['退订', '退訂', 'td', '退', '停止', '停', '取消订阅', '取消訂閱', '拒收', '不要了', '别发了', '別發了'],
  ...['stabdyti', 'sustabdyti', 'stabdykite', 'sustabdykite', 'atsisakyti', 'atsisakau', 'nutraukti'],
  ...['nutraukite', 'nebereikia', 'uztenka', 'liaukites', 'baikite', 'baikit'],
];

/**
 * "Cancel" in the languages in which Twilio does not act on it. They end messages too, except as the answer to
 * "will you be there?": there the visit is meant, and staff are told that more may have been.
 */
export const CANCEL_WORDS: readonly string[] = [
  ...['cancelar', 'cancela', 'cancelen', 'anular'],
  ...['取消'],
  ...['atsaukti', 'atsaukiu', 'atsaukite'],
];

/** Only these two, and only as the whole reply: "yes" must never subscribe anybody. */
export const OPT_IN_WORDS: readonly string[] = ['start', 'unstop'];

export const HELP_WORDS: readonly string[] = ['help', 'info', 'ayuda', '帮助', '幫助', 'pagalba'];

/** Wordings that ask for no more messages wherever they stand in the reply. */
export const OPT_OUT_PHRASES: readonly string[] = [
  ...['unsubscribe', 'optout', 'opt out', 'opt me out', 'opting out', 'leave me alone', 'lose my number'],
  ...combine(
    ['stop', 'quit', 'cease', 'end', 'cancel'],
    [
      'texting',
      'messaging',
      'sending',
      'contacting',
      'writing',
      'bothering',
      'spamming',
      'calling',
      'surveying',
    ],
  ),
  ...combine(
    ['end', 'cancel', 'quit', 'no more', 'no further', "don't want any", 'do not want any', 'revoke'],
    ['messages', 'texts', 'sms', 'surveys', 'these messages', 'these texts', 'all messages', 'more messages'],
  ),
  ...combine(
    ["don't", 'do not', 'never', 'please not'],
    [
      'text me',
      'message me',
      'contact me',
      'sms me',
      'text this number',
      'contact us',
      'text us',
      'bother me',
    ],
  ),
  ...combine(
    ["don't", 'do not'],
    ['send me any', 'send me more', 'send me messages', 'send me texts', 'send any more'],
  ),
  ...combine(
    ['remove', 'delete', 'erase'],
    ['me from', 'my number', 'my phone', 'this number', 'my contact'],
  ),
  ...[
    'take me off',
    'remove me',
    'cancel my subscription',
    'revoke my consent',
    'revoke consent',
    'i revoke',
  ],
  ...['withdraw my consent', 'withdraw consent'],

  ...['dar de baja', 'darme de baja', 'deme de baja', 'denme de baja', 'dame de baja', 'dadme de baja'],
  ...combine(
    ['no me'],
    [
      'escriban',
      'escriba',
      'escribas',
      'manden',
      'mande',
      'mandes',
      'envien',
      'envie',
      'envies',
      'contacten',
    ],
  ),
  ...combine(['no me'], ['contacte', 'molesten', 'moleste', 'molestes', 'llamen', 'llame', 'llames']),
  ...combine(
    ['dejen de', 'deje de', 'deja de', 'dejad de', 'paren de', 'pare de'],
    [
      'escribir',
      'escribirme',
      'enviar',
      'enviarme',
      'mandar',
      'mandarme',
      'molestar',
      'molestarme',
      'llamar',
    ],
  ),
  ...combine(['no quiero', 'no deseo'], ['recibir', 'mas mensajes', 'mas sms', 'sus mensajes']),
  ...combine(
    ['no mas', 'basta de', 'cancelar los', 'cancelen los', 'cancelar'],
    ['mensajes', 'sms', 'textos'],
  ),
  ...combine(['borren', 'borre', 'eliminen', 'elimine', 'quiten'], ['mi numero', 'mi telefono', 'mis datos']),
  ...combine(
    ['no quiero que me'],
    ['escriban', 'escriba', 'manden', 'mande', 'envien', 'envie', 'contacten', 'llamen'],
  ),
  ...[
    'me doy de baja',
    'quitenme de',
    'cancelar suscripcion',
    'cancelar la suscripcion',
    'dejenme en paz',
    'dejeme en paz',
  ],

  ...[
    '退订',
    '退訂',
    '拒收',
    '取消订阅',
    '取消訂閱',
    '停止发送',
    '停止發送',
    '停发',
    '请勿再发',
    '请勿发送',
    '请勿打扰',
  ],
  ...[
    '不要再发',
    '不要再發',
    '别再发',
    '別再發',
    '不要发',
    '别发',
    '不要给我发',
    '别给我发',
    '不要再给我',
    '别再给我',
  ],
  ...[
    '不要再联系',
    '别再联系',
    '不要联系我',
    '别联系我',
    '不要打扰',
    '不要再打扰',
    '别打扰',
    '别烦我',
    '不想收到',
    '不想再收到',
  ],

  ...[
    'nebesiuskite',
    'nebesiusk',
    'nebesiusti',
    'nesiuskite',
    'nesiusk',
    'nesiuskit',
    'nebesiuskit',
    'neberasykit',
  ],
  ...[
    'neberasykite',
    'neberasyk',
    'nerasykite',
    'nerasyk',
    'nebeskambinkite',
    'neskambinkite',
    'nebesiuntinekite',
  ],
  ...['nebetrukdykite', 'netrukdykite', 'nesusisiekite', 'nebesusisiekite', 'palikite mane ramybeje'],
  ...combine(
    ['nebenoriu', 'nenoriu', 'nenorime'],
    ['gauti', 'zinuciu', 'jusu zinuciu', 'sms', 'daugiau zinuciu'],
  ),
  ...combine(
    ['atsisakau', 'atsisakyti', 'stabdykite', 'sustabdykite', 'sustabdyti', 'nutraukite'],
    ['zinuciu', 'sms', 'zinutes', 'prenumeratos'],
  ),
  ...combine(
    ['baikite', 'nustokite', 'liaukites'],
    ['siusti', 'rasyti', 'siuntineti', 'skambinti', 'man siusti', 'man rasyti'],
  ),
  ...combine(['istrinkite', 'pasalinkite', 'isbraukite'], ['mano numeri', 'mane is', 'mano telefona']),
  ...['atsaukiu sutikima', 'atsaukti sutikima', 'atsaukiu savo sutikima'],
];

/** After these the word "stop" speaks of something else: "the leak does not stop". */
export const NOT_STOP_BEFORE: readonly string[] = [
  ...[
    'not',
    "won't",
    "doesn't",
    "didn't",
    "don't",
    "can't",
    "couldn't",
    "wouldn't",
    'cannot',
    'never',
    'non',
  ],
  ...['bus', 'tram', 'full', 'without', '不', '没'],
];

/** Before these too: "can you stop by", "the stop valve". */
export const NOT_STOP_AFTER: readonly string[] = [
  ...['by', 'in', 'over', 'off', 'valve', 'cock', 'button', 'light', 'sign', 'leaking', 'working', 'running'],
  ...['dripping', 'beeping'],
];

/** Neither answer nor request: taken off both ends before exact lists are asked. Alone they answer nothing. */
export const COURTESIES: readonly string[] = [
  ...[
    'please',
    'pls',
    'plz',
    'thanks',
    'thank you',
    'thank you very much',
    'thx',
    'ty',
    'many thanks',
    'cheers',
  ],
  ...['hi', 'hello', 'hey', 'dear', 'sir', 'madam', 'regards'],
  ...['por favor', 'gracias', 'muchas gracias', 'hola', 'buenas', 'buenos dias', 'buenas tardes', 'saludos'],
  ...['谢谢', '谢谢你', '谢谢您', '多谢', '感谢', '謝謝', '请', '你好', '您好'],
  ...['prasau', 'aciu', 'dekoju', 'labai aciu', 'dekui', 'labas', 'laba diena', 'sveiki'],
];

/** Each first word with each second one. */
export function combine(first: readonly string[], second: readonly string[]): string[] {
  return first.flatMap((a) => second.map((b) => `${a} ${b}`));
}
