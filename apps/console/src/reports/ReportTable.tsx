import { Table, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';
import { Figure } from './Figure';
import type { Estimate } from './reports.api';
import { useNames } from './use-names';

type ColumnOf<M> = M extends `reports.col.${infer C}` ? C : never;
/** Every column has its heading in the words of this room. */
export type Column = ColumnOf<MessageId>;

interface ReportTableProps {
  /** What it holds, for those who cannot see where it stands. */
  caption: string;
  columns: readonly Column[];
  rows: readonly object[];
}

/** Columns that are shares; other estimates are scores. */
const SHARES: readonly string[] = ['response', 'share', 'onTime'];
const MOST = 200;

/** Lines of a report as the API answers them. */
export function ReportTable({ caption, columns, rows }: ReportTableProps) {
  const words = useWords();
  if (rows.length === 0) return <Text size="sm" c="dimmed">{words('reports.none')}</Text>; // prettier-ignore
  return (
    <Table.ScrollContainer minWidth={Math.min(900, columns.length * 110)}>
      <Table withRowBorders verticalSpacing={6} fz="sm">
        <Table.Caption>
          {rows.length > MOST ? words('reports.first', { n: MOST, all: rows.length }) : caption}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {words(`reports.col.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, MOST).map((row, index) => (
            <Table.Tr key={index}>
              {columns.map((column) => (
                <Table.Td key={column} className="numbers">
                  <Cell column={column} row={row as Record<string, unknown>} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({ column, row }: { column: Column; row: Record<string, unknown> }) {
  const { formatNumber } = useIntl();
  const words = useWords();
  const inWords = useNames();
  const value = row[column];
  if (value !== null && typeof value === 'object') {
    const isShare = SHARES.includes(column) || (column === 'score' && row.question === 'yes-no');
    return <Figure of={value as Estimate} share={isShare} />;
  }
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return formatNumber(value, { maximumFractionDigits: 2 });
  if (typeof value === 'boolean') return value ? words('reports.yes') : words('reports.no');
  return column === 'name' ? inWords(String(value)) : String(value);
}
