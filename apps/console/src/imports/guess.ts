import type { FileHead } from './read-head';

/** Field to the columns that are put together for it. */
export type Columns = Readonly<Record<string, readonly string[]>>;
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** What columns are called in other systems, in four languages; the first that fits wins. Compared without signs and case. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  externalId:
    'externalid id no nr number numero número numeris code invoice invoiceid invoiceno order orderid saleid ticketid ticketno agreementid contractid customerid customerno clientid klientonr kodas 编号 单号'.split(
      ' ',
    ),
  name: 'name fullname customername firstname lastname nombre apellido apellidos vardas pavarde pavardė vardaspavardė 姓名 名称'.split(
    ' ',
  ),
  phone:
    'phone phonenumber tel telephone mobile cell telefono teléfono movil móvil telefonas 电话 手机'.split(
      ' ',
    ),
  email: 'email mail emailaddress correo correoelectronico elpastas elpaštas 邮箱 电子邮件'.split(' '),
  language: 'language lang idioma kalba 语言'.split(' '),
  type: 'type customertype tipo tipas 类型'.split(' '),
  tier: 'tier level segment nivel lygis 等级'.split(' '),
  country: 'country countrycode pais país salis šalis valstybė 国家'.split(' '),
  region: 'region state province estado provincia regionas 省 州'.split(' '),
  zone: 'zone timezone tz zonahoraria laikojuosta 时区'.split(' '),
  channels: 'channels canales kanalai 渠道'.split(' '),
  owner: 'owner agent accountmanager responsable atsakingas 负责人'.split(' '),
  customer:
    'customer customerid customerno client clientid cliente klientas klientoid klientonr buyer who 客户 客户编号'.split(
      ' ',
    ),
  soldAt:
    'soldat solddate saledate invoicedate orderdate date when fecha data pardavimodata 日期 销售日期'.split(
      ' ',
    ),
  deliveredAt: 'deliveredat deliverydate delivered entrega pristatyta 交付日期'.split(' '),
  openedAt: 'openedat opened createdat created date fecha data sukurta 日期'.split(' '),
  subject: 'subject title about summary asunto tema 主题'.split(' '),
  kind: 'kind type tipo rūšis 种类'.split(' '),
  reason: 'reason cause motivo priežastis 原因'.split(' '),
  priority: 'priority prioridad prioritetas 优先级'.split(' '),
  products: 'products items productos prekės 产品'.split(' '),
  productCode: 'productcode sku itemcode article articulo prekėskodas 产品编号'.split(' '),
  productName: 'productname product item producto prekė 产品名称'.split(' '),
  quantity: 'quantity qty cantidad kiekis 数量'.split(' '),
  warrantyMonths: 'warrantymonths warranty garantia garantía garantija 保修'.split(' '),
  amount: 'amount total sum importe suma 金额'.split(' '),
  price: 'price amount precio kaina 价格'.split(' '),
  currency: 'currency moneda valiuta 货币'.split(' '),
  soldBy: 'soldby salesperson seller vendedor pardavėjas 销售员'.split(' '),
  startsOn: 'startson start startdate from inicio pradžia 开始'.split(' '),
  endsOn: 'endson end enddate until fin pabaiga 结束'.split(' '),
  term: 'term duration plazo terminas 期限'.split(' '),
  autoRenew: 'autorenew autorenewal renews 自动续约'.split(' '),
  renewFor: 'renewfor'.split(' '),
  notice: 'notice noticeperiod preaviso 通知期'.split(' '),
};

/** First and last name are put together. */
const PARTS_OF_NAME = /^(first|last|given|family)name$|^(nombre|apellidos?|vardas|pavard[eė])$/;

/**
 * Which columns most likely tell which fields. Each column is used once, in the order of the fields; a customer's id is
 * looked for before the record's own, so that an `Id` is not taken for somebody else's.
 */
export function guessColumns(fields: readonly string[], columns: readonly string[]): Columns {
  const free = new Map(columns.map((column) => [column, plain(column)]));
  const guessed: Record<string, string[]> = {};
  const isFree = (field: string, name: string) =>
    [...free].find(([, word]) => word !== '' && word === name && !(field in guessed))?.[0];
  const take = (field: string, column: string): void => {
    (guessed[field] ??= []).push(column);
    free.delete(column);
  };
  const ordered = fields.includes('customer') ? ['customer', ...fields] : fields;
  for (const field of ordered) {
    const own = field.startsWith('customer.') ? field.slice('customer.'.length) : field;
    // Whole customers are told by columns that name them so; the record's own columns come first.
    const names = field.startsWith('customer.')
      ? (NAMES[own] ?? []).filter((name) => name !== 'id').map((name) => `customer${name}`)
      : [plain(field), ...(NAMES[field] ?? [])];
    for (const name of names) {
      const column = isFree(field, name);
      if (column !== undefined) take(field, column);
    }
  }
  const parts = [...free].filter(([, word]) => PARTS_OF_NAME.test(word)).map(([column]) => column);
  if (fields.includes('name') && PARTS_OF_NAME.test(plain(guessed['name']?.[0] ?? '')))
    parts.forEach((column) => take('name', column));
  if (guessed['name']) guessed['name'].sort((one, other) => columns.indexOf(one) - columns.indexOf(other));
  return guessed;
}

/** How dates of a file are written, where a day above twelve tells; undefined where none does. */
export function guessDateOrder({ rows }: FileHead): DateOrder | undefined {
  for (const cell of rows.flat()) {
    const [, first, second] = /^(\d{1,2})[-./](\d{1,2})[-./]\d{4}\b/.exec(cell.trim()) ?? [];
    if (Number(first) > 12) return 'dmy';
    if (Number(second) > 12) return 'mdy';
  }
  return undefined;
}

/** What a line says of a field by the chosen columns. */
export function exampleOf(head: FileHead, columns: readonly string[], row = 0): string {
  return columns.map((column) => head.rows[row]?.[head.columns.indexOf(column)]?.trim() ?? '').join(' ');
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
