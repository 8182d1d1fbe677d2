/** The first lines of a file, enough to choose columns by. */
export interface FileHead {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Bytes that are looked at; the rest of the file never passes through the console's memory. */
const LOOKED_AT = 64 * 1024;
const ROWS = 5;
const DELIMITERS = [',', ';', '\t'];

/** @returns null for a file that is not UTF-8 or has no line below a header */
export async function readHead(file: Blob): Promise<FileHead | null> {
  try {
    const bytes = await file.slice(0, LOOKED_AT).arrayBuffer();
    // `stream`: the last character may be cut in two.
    return parseHead(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return null;
  }
}

/**
 * The header and the first lines of CSV as spreadsheets write it. The API reads the file itself, with a parser for all
 * of it; that one weighs ten times as much as this page.
 */
export function parseHead(text: string): FileHead | null {
  const [header, ...rows] = parse(text, delimiterOf(text), ROWS + 1);
  if (!header || rows.length === 0) return null;
  return { columns: header.map((cell) => cell.trim()), rows };
}

function parse(text: string, delimiter: string, most: number): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRecord = (): void => {
    cells.push(cell);
    if (cells.some((one) => one !== '')) records.push(cells);
    [cells, cell] = [[], ''];
  };
  for (let at = 0; at < text.length && records.length < most; at++) {
    const sign = text[at]!;
    if (isQuoted && sign === '"' && text[at + 1] === '"') cell += text[at++];
    else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (isQuoted) cell += sign;
    else if (sign === delimiter) [cells, cell] = [[...cells, cell], ''];
    else if (sign === '\n') endRecord();
    else if (sign !== '\r') cell += sign;
  }
  if (records.length < most && (cells.length > 0 || cell !== '')) endRecord();
  return records;
}

/** The delimiter that the header has most of, outside of quotes, as the API finds it. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0]!.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
