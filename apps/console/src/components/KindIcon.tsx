import { ThemeIcon, Tooltip } from '@mantine/core';
import {
  IconClipboardCheck,
  IconMapPin,
  IconMessage,
  IconMessageQuestion,
  IconPhone,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Kind } from '../api/types';
import { useWords } from '../messages/use-words';

const ICONS: Record<Kind, TablerIcon> = {
  sms: IconMessage,
  survey: IconMessageQuestion,
  call: IconPhone,
  visit: IconMapPin,
  review: IconClipboardCheck,
};

export function KindIcon({ kind, size = 28 }: { kind: Kind; size?: number }) {
  const words = useWords();
  const Icon = ICONS[kind];
  return (
    <Tooltip label={words(`kind.${kind}`)}>
      <ThemeIcon
        variant="light"
        color="gray"
        size={size}
        radius="md"
        role="img"
        aria-label={words(`kind.${kind}`)}
      >
        <Icon size={Math.round(size * 0.58)} stroke={1.7} aria-hidden />
      </ThemeIcon>
    </Tooltip>
  );
}
