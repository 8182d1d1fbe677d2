/** Words around a score, written as replies are compared (see words-compliance.ts). */

/** Number words, 0 to 10. The forms of Lithuanian are those that people use for marks: "penki", "penketas", "penkiais". */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  [
    ['zero', 'cero', 'nulis', 'nuli'],
    ['one', 'uno', 'un', 'una', 'vienas', 'viena', 'vienetas', 'vieneta'],
    ['two', 'dos', 'du', 'dvi', 'dvejetas', 'dvejeta', 'dviem'],
    ['three', 'tres', 'trys', 'tris', 'trejetas', 'trejeta', 'trimis'],
    ['four', 'cuatro', 'keturi', 'keturios', 'keturis', 'ketvertas', 'ketverta', 'keturiais'],
    ['five', 'cinco', 'penki', 'penkios', 'penkis', 'penketas', 'penketa', 'penkiais', 'penkiu'],
    ['six', 'seis', 'sesi', 'sesios', 'sesis', 'sesetas', 'seseta', 'sesiais'],
    ['seven', 'siete', 'septyni', 'septynios', 'septynis', 'septynetas', 'septyneta', 'septyniais', 'septyniu'],
    ['eight', 'ocho', 'astuoni', 'astuonios', 'astuonis', 'astuonetas', 'astuoneta', 'astuoniais'],
    ['nine', 'nueve', 'devyni', 'devynios', 'devynis', 'devynetas', 'devyneta', 'devyniais'],
    ['ten', 'diez', 'desimt', 'desimtukas', 'desimtuka', 'desimtimi', 'desimties'],
  ].flatMap((words, value) => words.map((word) => [word, value] as const)),
);

/** Number words that are mostly something else: articles, pronouns, and "ten", which is Lithuanian for "there". */
export const WEAK_NUMBER_WORDS: ReadonlySet<string> = new Set([
  'one',
  'uno',
  'un',
  'una',
  'vienas',
  'viena',
  'ten',
]);

/** Chinese numerals, 0 to 10. */
export const HAN_NUMBERS: ReadonlyMap<string, number> = new Map(
  ['零〇', '一壹', '二两兩贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖', '十拾'].flatMap(
    (signs, value) => [...signs].map((sign) => [sign, value] as const),
  ),
);

/** What a score may be followed by and still be a bare score: "5 stars". */
export const RATING_NOUNS: readonly string[] = [
  ...['stars', 'star', 'points', 'point', 'pts', 'pt'],
  ...['estrellas', 'estrella', 'puntos', 'punto'],
  ...[
    'balai',
    'balas',
    'balu',
    'balais',
    'taskai',
    'taskas',
    'tasku',
    'zvaigzdutes',
    'zvaigzdute',
    'zvaigzduciu',
    'zvaigzdes',
  ],
  ...['颗星', '顆星', '星', '分'],
];

/** A number before one of these counts something: "waited 3 hours". It is no score. */
export const UNITS: readonly string[] = [
  ...[
    'am',
    'pm',
    'a.m',
    'p.m',
    "o'clock",
    'minutes',
    'minute',
    'mins',
    'min',
    'hours',
    'hour',
    'hrs',
    'hr',
    'h',
    'days',
    'day',
  ],
  ...[
    'weeks',
    'week',
    'months',
    'month',
    'years',
    'year',
    'times',
    'time',
    'visits',
    'calls',
    'people',
    'guys',
    'euros',
    'eur',
    'euro',
  ],
  ...['texts', 'messages', 'sms', 'dollars', 'usd', '€', '$', '%', 'percent', 'km', 'x'],
  ...[
    'minutos',
    'minuto',
    'horas',
    'hora',
    'dias',
    'dia',
    'semanas',
    'semana',
    'meses',
    'mes',
    'anos',
    'ano',
    'veces',
    'vez',
  ],
  ...['visitas', 'llamadas', 'personas'],
  ...[
    'val',
    'valandas',
    'valandu',
    'valandos',
    'minutes',
    'minuciu',
    'dienas',
    'dienu',
    'dienos',
    'savaites',
    'savaiciu',
    'menesius',
  ],
  ...['menesiu', 'metus', 'metu', 'kartus', 'kartu', 'kartai', 'd', 'eurai', 'euru'],
  ...[
    '分钟',
    '分鐘',
    '小时',
    '小時',
    '个小时',
    '天',
    '周',
    '个月',
    '年',
    '次',
    '点',
    '點',
    '号',
    '月',
    '日',
    '个人',
    '人',
    '元',
    '块',
  ],
];

/** A number after one of these is a time, a place or a bound: "call me at 5", "more than 3". */
export const NO_SCORE_BEFORE: readonly string[] = [
  ...[
    'at',
    'after',
    'before',
    'until',
    'till',
    'by',
    'around',
    'room',
    'flat',
    'apt',
    'apartment',
    'unit',
    'floor',
    'house',
    'door',
  ],
  ...['a las', 'a la', 'las', 'antes de las', 'despues de las', 'piso', 'puerta', 'calle'],
  ...['po', 'iki', 'nuo', 'apie', 'butas', 'aukstas'],
];

/** A number after one of these is not what was given: "less than 3", "almost 5". Ask again. */
export const COMPARED_BEFORE: readonly string[] = [
  ...[
    'less than',
    'more than',
    'at least',
    'at most',
    'under',
    'over',
    'below',
    'above',
    'almost',
    'nearly',
    'between',
    'up to',
  ],
  ...['menos de', 'mas de', 'al menos', 'casi', 'entre', 'hasta'],
  ...['maziau nei', 'daugiau nei', 'bent', 'beveik', 'tarp', 'maziau negu', 'daugiau negu'],
  ...['不到', '超过', '少于', '多于', '差不多', '接近', '至少', '最多'],
];

/** Before a number, in the same clause, they deny it: "not a 5". */
export const NEGATIONS: readonly string[] = [
  ...[
    'not',
    'no',
    'never',
    'cannot',
    "don't",
    "can't",
    "won't",
    "isn't",
    "wasn't",
    "wouldn't",
    "couldn't",
    "didn't",
    'nowhere',
    'hardly',
  ],
  ...['ni', 'nunca', 'jamas', 'tampoco'],
  ...[
    'ne',
    'nera',
    'nebuvo',
    'neduodu',
    'neduociau',
    'negaliu',
    'negaleciau',
    'tikrai ne',
    'nevertas',
    'neverta',
    'nevertinu',
  ],
  ...['不是', '不给', '不能', '不会', '不值', '没有', '没到', '并非', '不止', '不', '没', '非'],
];
