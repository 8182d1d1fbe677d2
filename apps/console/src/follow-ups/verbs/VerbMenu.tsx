import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowRight,
  IconCheck,
  IconClockPause,
  IconDots,
  IconPhoneCheck,
  IconPlayerSkipForward,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FollowUp } from '../../api/types';
import { useWords } from '../../messages/use-words';
import { VERBS, type VerbName, mayDo } from './verb-rules';

export const VERB_ICONS: Record<VerbName, TablerIcon> = {
  complete: IconCheck,
  outcome: IconPhoneCheck,
  snooze: IconClockPause,
  assign: IconUserPlus,
  skip: IconPlayerSkipForward,
};

interface VerbMenuProps {
  followUp: FollowUp;
  onVerb: (verb: VerbName) => void;
}

/** All that may be done to one row. */
export function VerbMenu({ followUp, onVerb }: VerbMenuProps) {
  const words = useWords();
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={words('verb.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to={`/follow-ups/${followUp.id}`}
          leftSection={<IconArrowRight size={16} aria-hidden />}
        >
          {words('verb.open')}
        </Menu.Item>
        {VERBS.filter((verb) => mayDo(verb, followUp)).map((verb) => {
          const Icon = VERB_ICONS[verb];
          return (
            <Menu.Item key={verb} leftSection={<Icon size={16} aria-hidden />} onClick={() => onVerb(verb)}>
              {words(`verb.${verb}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
