import { Stack, Text, Tooltip } from '@mantine/core';
import { useTimes } from './use-times';

/** A moment on the wall clock of the place it is about, with that place's zone. */
export function LocalTime({ at, zone }: { at: string; zone: string }) {
  const times = useTimes();
  return (
    <Tooltip label={`${zone} · ${times.offset(at, zone)}`}>
      <Stack gap={0}>
        <Text size="sm" className="numbers">
          {times.dateTime(at, zone)}
        </Text>
        <Text size="xs" c="dimmed">
          {placeOf(zone)} {times.offset(at, zone)}
        </Text>
      </Stack>
    </Tooltip>
  );
}

/** `America/Argentina/Buenos_Aires` → `Buenos Aires` */
function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
