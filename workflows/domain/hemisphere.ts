/** Which half of the earth: winter comes in December or in June. */
export type Hemisphere = 'north' | 'south';

/** Zones that lie south of the equator, by their beginning. */
const SOUTHERN_ZONES: readonly string[] = [
  ...['Australia/', 'Antarctica/', 'America/Argentina/', 'America/Buenos_Aires', 'America/Santiago'],
  ...[
    'America/Punta_Arenas',
    'America/Coyhaique',
    'America/Montevideo',
    'America/Asuncion',
    'America/La_Paz',
  ],
  ...['America/Lima', 'America/Guayaquil', 'America/Sao_Paulo', 'America/Bahia', 'America/Recife'],
  ...['America/Fortaleza', 'America/Maceio', 'America/Araguaina', 'America/Belem', 'America/Santarem'],
  ...[
    'America/Cuiaba',
    'America/Campo_Grande',
    'America/Manaus',
    'America/Porto_Velho',
    'America/Rio_Branco',
  ],
  ...['America/Eirunepe', 'America/Noronha', 'Africa/Johannesburg', 'Africa/Harare', 'Africa/Lusaka'],
  ...['Africa/Maputo', 'Africa/Windhoek', 'Africa/Gaborone', 'Africa/Maseru', 'Africa/Mbabane'],
  ...['Africa/Blantyre', 'Africa/Luanda', 'Africa/Lubumbashi', 'Africa/Kinshasa', 'Africa/Kigali'],
  ...[
    'Africa/Bujumbura',
    'Africa/Nairobi',
    'Africa/Dar_es_Salaam',
    'Indian/Antananarivo',
    'Indian/Mauritius',
  ],
  ...['Indian/Reunion', 'Indian/Mahe', 'Indian/Comoro', 'Indian/Mayotte', 'Asia/Jakarta', 'Asia/Makassar'],
  ...['Asia/Jayapura', 'Asia/Dili', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Fiji', 'Pacific/Noumea'],
  ...['Pacific/Port_Moresby', 'Pacific/Bougainville', 'Pacific/Guadalcanal', 'Pacific/Efate', 'Pacific/Apia'],
  ...['Pacific/Tongatapu', 'Pacific/Tahiti', 'Pacific/Marquesas', 'Pacific/Rarotonga', 'Pacific/Easter'],
  ...['Atlantic/Stanley', 'Atlantic/South_Georgia', 'Atlantic/St_Helena'],
];

/** Countries that lie south of the equator, or mostly. */
const SOUTHERN_COUNTRIES: ReadonlySet<string> = new Set(
  (
    'AO AR AU BI BO BR BW CD CK CL EC FJ FK ID KM LS MG MU MW MZ NA NC NZ PE PF PG PY RE RW SB SC SZ TL TO TZ UY ' +
    'VU WS ZA ZM ZW'
  ).split(' '),
);

/** The hemisphere of a place: by its zone, which is finer, else by its country, else the northern one. */
export function hemisphereOf(zone: string | undefined, country: string | undefined): Hemisphere {
  if (zone !== undefined && zone.includes('/') && !zone.startsWith('Etc/'))
    return SOUTHERN_ZONES.some((name) => zone.startsWith(name)) ? 'south' : 'north';
  return country !== undefined && SOUTHERN_COUNTRIES.has(country) ? 'south' : 'north';
}
