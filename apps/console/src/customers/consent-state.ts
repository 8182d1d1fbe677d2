interface ConsentRow {
  channel: string;
  purpose: string;
  granted: boolean;
  at: string;
}

/** The rows of a consent ledger that are in force: the newest for each channel and purpose. */
export function consentsInForce<Row extends ConsentRow>(ledger: readonly Row[]): Row[] {
  const newest = new Map<string, Row>();
  for (const row of ledger) {
    const key = `${row.channel} ${row.purpose}`;
    const known = newest.get(key);
    if (!known || Date.parse(row.at) >= Date.parse(known.at)) newest.set(key, row);
  }
  const rows = [...newest.values()];
  // A later word on everything makes older ones on single purposes void.
  return rows.filter(
    (row) =>
      row.purpose === 'all' ||
      !rows.some(
        (all) =>
          all.purpose === 'all' && all.channel === row.channel && Date.parse(all.at) > Date.parse(row.at),
      ),
  );
}
