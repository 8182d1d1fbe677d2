import { Chip, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../messages/use-words';
import { TIMELINE_KINDS, readKinds } from './sections';

/** Which kinds of entries the timeline shows; none chosen are all of them. */
export function TimelineKinds({ customer, kind }: { customer: string; kind: string | undefined }) {
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Chip.Group
      multiple
      value={readKinds(kind)}
      onChange={(kinds) =>
        void navigate({
          to: '/customers/$id',
          params: { id: customer },
          search: { section: 'timeline', kind: kinds.length > 0 ? kinds.join(',') : undefined },
          replace: true,
          resetScroll: false,
        })
      }
    >
      <Group gap={6} mb="md" role="group" aria-label={words('file.kinds')}>
        {TIMELINE_KINDS.map((one) => (
          <Chip key={one} value={one} size="xs">
            {words(`timeline.${one}`)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
