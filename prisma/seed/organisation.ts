/** The invented company. Its number lies in the range that Ofcom keeps free for drama. */
export const ORGANISATION = {
  id: 1,
  name: 'Nordlicht Heating & Home',
  zone: 'Europe/London',
  country: 'GB',
  language: 'en',
  phone: '+44 20 7946 0018',
};

/** What stands for an organisation until its administrator says who it is. */
export const UNDESCRIBED = {
  id: 1,
  name: 'Our company',
  zone: 'UTC',
  country: 'GB',
  language: 'en',
  phone: null,
  begunEmpty: true,
};

export interface TeamSeed {
  readonly key: string;
  readonly name: string;
  /** Keys of staff. */
  readonly lead: string;
  readonly manager: string;
  /** Goes out to customers: in which calendar, and how often a day. */
  readonly calendar?: string;
  readonly visitsPerDay?: number;
}

export interface StaffSeed {
  readonly key: string;
  readonly name: string;
  readonly role: 'staff' | 'manager' | 'operator' | 'admin';
  readonly languages: readonly string[];
  readonly team?: string;
  /** Has a sign-in from the start; the others get theirs from an administrator. */
  readonly signIn?: true;
}

export const TEAMS: readonly TeamSeed[] = [
  { key: 'sales', name: 'Sales', lead: 'laura-bennett', manager: 'helen-marsh' },
  {
    ...{ key: 'field', name: 'Field service', lead: 'tomas-vaitkus', manager: 'helen-marsh' },
    ...{ calendar: 'field-hours', visitsPerDay: 5 },
  },
  { key: 'care', name: 'Customer care', lead: 'carmen-ortega', manager: 'daniel-koh' },
];

export const STAFF: readonly StaffSeed[] = [
  { key: 'ingrid-solberg', name: 'Ingrid Solberg', role: 'admin', languages: ['en'], signIn: true },
  { key: 'grace-hall', name: 'Grace Hall', role: 'operator', languages: ['en', 'es'], signIn: true },
  { key: 'helen-marsh', name: 'Helen Marsh', role: 'manager', languages: ['en'], signIn: true },
  { key: 'daniel-koh', name: 'Daniel Koh', role: 'manager', languages: ['en', 'zh'], team: 'care' },
  { key: 'laura-bennett', name: 'Laura Bennett', role: 'staff', languages: ['en'], team: 'sales' },
  { key: 'omar-reyes', name: 'Omar Reyes', role: 'staff', languages: ['es', 'en'], team: 'sales' },
  { key: 'tomas-vaitkus', name: 'Tomas Vaitkus', role: 'staff', languages: ['lt', 'en'], team: 'field' },
  { key: 'ruta-kazlauskaite', name: 'Rūta Kazlauskaitė', role: 'staff', languages: ['lt'], team: 'field' },
  {
    key: 'carmen-ortega',
    name: 'Carmen Ortega',
    role: 'staff',
    languages: ['es', 'en'],
    team: 'care',
    signIn: true,
  },
  { key: 'wei-lin', name: 'Wei Lin', role: 'staff', languages: ['zh', 'en'], team: 'care' },
];

/** The address a staff member signs in with: `first.last@example.com`. */
export function emailOf({ key }: Pick<StaffSeed, 'key'>): string {
  return `${key.replaceAll('-', '.')}@example.com`;
}
