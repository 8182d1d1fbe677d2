import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import { useIntl } from 'react-intl';

export interface TrendProps {
  kind: 'line' | 'bar';
  /** Each with `label` and a value for each series; null where nothing is known. */
  data: readonly Record<string, string | number | null>[];
  series: readonly { name: string; label: string; color: string }[];
  /** Values are shares. */
  share?: boolean;
}

/** Drawn by the chart library; loaded only where a chart is seen. */
export function Trend({ kind, data, series, share = false }: TrendProps) {
  const { formatNumber } = useIntl();
  const shared = {
    h: 240,
    data: data as Record<string, string | number | null>[],
    dataKey: 'label',
    series: [...series],
    withLegend: series.length > 1,
    // In the order of the series; by itself the library sorts the words.
    legendProps: { itemSorter: null },
    valueFormatter: (value: number) =>
      share
        ? formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })
        : formatNumber(value, { maximumFractionDigits: 1 }),
    xAxisProps: { tickFormatter: (label: string) => label.split(' (')[0] ?? label },
  };
  return kind === 'line' ? (
    <LineChart
      {...shared}
      curveType="monotone"
      connectNulls={false}
      yAxisProps={share ? { domain: [0, 1] } : { allowDecimals: false }}
    />
  ) : (
    <BarChart {...shared} type="stacked" yAxisProps={{ allowDecimals: false }} />
  );
}
