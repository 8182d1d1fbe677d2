import { ScrollArea, Table } from '@mantine/core';
import { useWords } from '../messages/use-words';
import type { FileHead } from './read-head';

/** The first lines of a file as they stand there. */
export function FilePreview({ head: { columns, rows } }: { head: FileHead }) {
  const words = useWords();
  return (
    <ScrollArea
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': words('imports.preview') }}
    >
      <Table miw={Math.max(320, columns.length * 120)} fz="xs" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells, row) => (
            <Table.Tr key={row}>
              {columns.map((column, at) => (
                <Table.Td key={column}>{cells[at]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
