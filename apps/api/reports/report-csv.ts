import { DomainError } from '@aftercare/workflows/domain/errors.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * One table of a report as lines for a file: the first one holds the columns. What is nested has a dot in its name
 * (`share.value`, `share.n`), so that a figure never stands without the number it stands on.
 *
 * @param table name of one of the report's tables; default: its first
 * @throws `report.invalid` (400) for a table that this report does not have
 */
export function tableOf(report: object, table: string | undefined): { name: string; lines: string[][] } {
  const tables = Object.entries(report).filter((entry): entry is [string, Row[]] => Array.isArray(entry[1]));
  const found = table === undefined ? tables[0] : tables.find(([name]) => name === table);
  if (!found)
    throw new DomainError('report.invalid', 'There is no such table', {
      errors: [{ path: '/table', message: `must be one of ${tables.map(([name]) => name).join(', ')}` }],
    });
  const rows = found[1].map(flatten);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    name: found[0],
    lines: [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))],
  };
}

function flatten(row: Row): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [name, value] of Object.entries(row)) {
    if (Array.isArray(value)) value.forEach((part: Row) => addPart(cells, name, part));
    else if (value !== null && typeof value === 'object')
      for (const [inner, cell] of Object.entries(flatten(value as Row))) cells[`${name}.${inner}`] = cell;
    else cells[name] = value === null || value === undefined ? '' : String(value);
  }
  return cells;
}

/** A list within a line (a distribution, months) becomes columns, named by the first field of each of its parts. */
function addPart(cells: Record<string, string>, name: string, part: Row): void {
  const [[, key] = ['', ''], ...rest] = Object.entries(part);
  for (const [inner, cell] of Object.entries(flatten(Object.fromEntries(rest))))
    cells[`${name}.${String(key)}.${inner}`] = cell;
}
