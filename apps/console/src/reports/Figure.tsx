import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import type { Estimate } from './reports.api';

interface FigureProps {
  of: Estimate | null;
  /** A share is said in percent, a score as it is. */
  share?: boolean;
}

/** A figure with how many it stands on; few are marked, so that a hint is not taken for a fact. */
export function Figure({ of, share = false }: FigureProps) {
  const words = useWords();
  const { formatNumber } = useIntl();
  if (of === null) return <Text size="sm" c="dimmed" span>–</Text>; // prettier-ignore
  const say = (value: number) =>
    share
      ? formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })
      : formatNumber(value, { maximumFractionDigits: 1 });
  const range = words('reports.range', { low: say(of.low), high: say(of.high) });
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" fw={600} span className="numbers">
        {say(of.value)}
      </Text>
      <Text size="xs" c="dimmed" span className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {`${range} · n ${formatNumber(of.n)}`}
      </Text>
      {of.few && (
        <Tooltip label={words('reports.few.why')}>
          <Badge size="xs" color="orange">
            {words('reports.few')}
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}
