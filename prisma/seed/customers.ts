/** One invented customer. Numbers lie where countries keep ranges free for fiction, else in rows of zeros. */
export interface CustomerSeed {
  readonly externalId: string;
  readonly name: string;
  readonly phone: string;
  readonly language: 'en' | 'es' | 'zh' | 'lt';
  readonly type: 'retail' | 'business' | 'channel' | 'internal';
  readonly tier: 'platinum' | 'gold' | 'iron' | 'lead';
  readonly country: string;
  readonly region?: string;
  readonly zone: string;
  readonly email?: string;
  /** Key of a staff member; nobody looks after the others. */
  readonly owner?: string;
  readonly site?: string;
  readonly asset?: AssetSeed;
  /** What they said yes to when they bought. */
  readonly consents?: readonly ('survey' | 'marketing')[];
}

export interface AssetSeed {
  readonly product: { readonly code: string; readonly name: string };
  readonly serialNumber: string;
  readonly installedDaysAgo: number;
}

type Rest = Omit<CustomerSeed, 'externalId' | 'language' | 'zone' | 'country'>;

const uk = (id: string, rest: Rest): CustomerSeed => ({
  externalId: id,
  language: 'en',
  country: 'GB',
  zone: 'Europe/London',
  ...rest,
});
const us = (id: string, zone: string, rest: Rest): CustomerSeed => ({
  externalId: id,
  language: 'en',
  country: 'US',
  zone,
  ...rest,
});
const es = (id: string, rest: Rest): CustomerSeed => ({
  externalId: id,
  language: 'es',
  country: 'ES',
  zone: 'Europe/Madrid',
  ...rest,
});
const lt = (id: string, rest: Rest): CustomerSeed => ({
  externalId: id,
  language: 'lt',
  country: 'LT',
  zone: 'Europe/Vilnius',
  ...rest,
});
const zh = (id: string, country: string, zone: string, rest: Rest): CustomerSeed => ({
  externalId: id,
  language: 'zh',
  country,
  zone,
  ...rest,
});

const boiler = (serialNumber: string, installedDaysAgo: number): AssetSeed => ({
  product: { code: 'boiler-24-combi', name: 'Combi boiler 24' },
  serialNumber,
  installedDaysAgo,
});
const heatPump = (serialNumber: string, installedDaysAgo: number): AssetSeed => ({
  product: { code: 'heat-pump-9', name: 'Heat pump 9 kW' },
  serialNumber,
  installedDaysAgo,
});

// prettier-ignore
export const CUSTOMERS: readonly CustomerSeed[] = [
  uk('C-1001', { name: 'Amelia Hughes', phone: '+447700900101', type: 'retail', tier: 'gold', owner: 'laura-bennett', site: '14 Larch Close, Leeds', asset: boiler('NB24-10017', 1090), consents: ['marketing'] }),
  uk('C-1002', { name: 'George Whitfield', phone: '+447700900102', type: 'retail', tier: 'iron', owner: 'laura-bennett' }),
  uk('C-1003', { name: 'Priya Nair', phone: '+447700900103', type: 'retail', tier: 'gold', owner: 'carmen-ortega', site: '3 Mill Lane, York', asset: heatPump('HP9-20411', 350) }),
  uk('C-1004', { name: 'Calder Street Dental', phone: '+447700900104', type: 'business', tier: 'platinum', owner: 'laura-bennett', site: '22 Calder Street, Hull', asset: heatPump('HP9-20388', 405), email: 'office@calder-dental.example', consents: ['marketing'] }),
  uk('C-1005', { name: 'Tom Ashworth', phone: '+447700900105', type: 'retail', tier: 'lead' }),
  uk('C-1006', { name: 'Fiona Mackay', phone: '+447700900106', type: 'retail', tier: 'iron', owner: 'tomas-vaitkus', region: 'GB-SCT', site: '8 Harbour View, Leith', asset: boiler('NB24-10052', 370) }),
  us('C-2001', 'America/New_York', { name: 'Marcus Bell', phone: '+12125550131', type: 'retail', tier: 'gold', region: 'US-NY', owner: 'omar-reyes' }),
  us('C-2002', 'America/Chicago', { name: 'Lakeside Bakery', phone: '+13125550142', type: 'business', tier: 'platinum', region: 'US-IL', owner: 'omar-reyes', site: '410 Lakeside Avenue, Chicago', asset: heatPump('HP9-20502', 100), consents: ['marketing'] }),
  us('C-2003', 'America/Los_Angeles', { name: 'Dana Whitaker', phone: '+14155550153', type: 'retail', tier: 'iron', region: 'US-CA' }),
  us('C-2004', 'America/Denver', { name: 'Ellen Brandt', phone: '+13035550164', type: 'retail', tier: 'lead', region: 'US-CO', owner: 'carmen-ortega' }),
  es('C-3001', { name: 'Lucía Fernández', phone: '+34600000101', type: 'retail', tier: 'gold', region: 'ES-MD', owner: 'omar-reyes', site: 'Calle del Olmo 7, Madrid', asset: boiler('NB24-10120', 340) }),
  es('C-3002', { name: 'Javier Morales', phone: '+34600000102', type: 'retail', tier: 'iron', region: 'ES-CT', owner: 'carmen-ortega' }),
  es('C-3003', { name: 'Hotel Miramonte', phone: '+34600000103', type: 'business', tier: 'platinum', region: 'ES-AN', owner: 'omar-reyes', site: 'Paseo del Mar 2, Málaga', asset: heatPump('HP9-20233', 359), consents: ['marketing', 'survey'] }),
  { externalId: 'C-3004', name: 'Ana Sofía Rangel', phone: '+525555550104', language: 'es', country: 'MX', zone: 'America/Mexico_City', type: 'retail', tier: 'iron' },
  es('C-3005', { name: 'Climas del Sur', phone: '+34600000105', type: 'channel', tier: 'gold', region: 'ES-AN', owner: 'omar-reyes' }),
  zh('C-4001', 'SG', 'Asia/Singapore', { name: '陈美玲', phone: '+6580000101', type: 'retail', tier: 'gold', owner: 'wei-lin' }),
  zh('C-4002', 'SG', 'Asia/Singapore', { name: '林志强', phone: '+6580000102', type: 'retail', tier: 'iron', owner: 'wei-lin', site: '18 Jalan Kayu, Singapore', asset: heatPump('HP9-20610', 20) }),
  zh('C-4003', 'US', 'America/Los_Angeles', { name: '王丽', phone: '+16265550175', type: 'retail', tier: 'gold', region: 'US-CA', owner: 'wei-lin', consents: ['marketing'] }),
  zh('C-4004', 'CN', 'Asia/Shanghai', { name: '上海暖居贸易', phone: '+8613000000104', type: 'channel', tier: 'platinum', owner: 'daniel-koh' }),
  lt('C-5001', { name: 'Rasa Petrauskienė', phone: '+37060000101', type: 'retail', tier: 'gold', owner: 'ruta-kazlauskaite', site: 'Liepų g. 12, Vilnius', asset: boiler('NB24-10099', 358), consents: ['survey', 'marketing'] }),
  lt('C-5002', { name: 'Jonas Stankevičius', phone: '+37060000102', type: 'retail', tier: 'iron', owner: 'ruta-kazlauskaite', consents: ['survey'] }),
  lt('C-5003', { name: 'Eglė Mažeikaitė', phone: '+37060000103', type: 'retail', tier: 'lead', owner: 'tomas-vaitkus' }),
  lt('C-5004', { name: 'UAB Šilti namai', phone: '+37060000104', type: 'business', tier: 'platinum', owner: 'tomas-vaitkus', site: 'Savanorių pr. 88, Kaunas', asset: heatPump('HP9-20177', 500), consents: ['survey'] }),
  lt('C-5005', { name: 'Mantas Urbonas', phone: '+37060000105', type: 'retail', tier: 'iron' }),
];
