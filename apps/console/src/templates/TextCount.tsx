import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useWords } from '../messages/use-words';
import type { Preview } from './templates.api';

interface TextCountProps {
  preview: Preview;
  /** Of one segment, in whatever money the reader thinks in; undefined: they did not say. */
  price: number | undefined;
  /** Takes the accents off the text; missing where it may not be changed. */
  onStrip?: () => void;
}

/** More than this is too dear and too long to read, as the API says too. */
const MOST_SEGMENTS = 3;
const A_THOUSAND = 1_000;

/** What a text takes with the longest values, why, and what it costs. */
export function TextCount({ preview, price, onStrip }: TextCountProps) {
  const words = useWords();
  const { encoding, units, segments, odd, withoutDiacritics } = preview;
  const saved = segments - withoutDiacritics.segments;
  return (
    <Stack gap={6}>
      <Group gap={6}>
        <Badge color={segments > MOST_SEGMENTS ? 'red' : segments > 1 ? 'yellow' : 'pine'}>
          {words('template.segments', { segments })}
        </Badge>
        <Badge color="gray">{encoding}</Badge>
        <Text size="xs" c="dimmed" className="numbers">
          {words('template.units', { units })}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" className="numbers">
        {price === undefined
          ? words('template.per-thousand', { segments: segments * A_THOUSAND })
          : words('template.per-thousand.cost', {
              segments: segments * A_THOUSAND,
              cost: segments * A_THOUSAND * price,
            })}
      </Text>
      {encoding === 'UCS-2' && odd.length <= 12 && (
        <Text size="xs">{words('template.odd', { characters: odd.join(' ') })}</Text>
      )}
      {saved > 0 && (
        <Group gap={8}>
          <Text size="xs">
            {words('template.strip.saves', { saved, segments: withoutDiacritics.segments })}
          </Text>
          {onStrip && (
            <Button size="compact-xs" variant="light" onClick={onStrip}>
              {words('template.strip')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
