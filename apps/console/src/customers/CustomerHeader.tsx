import { Avatar, Badge, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconClock,
  IconLanguage,
  IconMail,
  IconMapPin,
  IconPhone,
  IconUserShare,
  type TablerIcon,
} from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import type { ServiceFile } from '../api/types';
import { useNow } from '../clock/use-now';
import { initialsOf } from '../components/initials';
import { TierBadge } from '../components/TierBadge';
import { TypeLabel } from '../components/TypeLabel';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { OwnerLabel } from '../staff/OwnerLabel';
import { ConsentBadges } from './ConsentBadges';

/** Who it is, where, whose, and what may be sent. */
export function CustomerHeader({ file }: { file: ServiceFile }) {
  const { customer, deputy, zone } = file;
  const words = useWords();
  const times = useTimes();
  const intl = useIntl();
  const now = useNow();
  const { name, phone, phoneState, email, language, tier, type, country, region, owner, leftAt } = customer;
  const place = [region, intl.formatDisplayName(country, { type: 'region' }) ?? country]
    .filter(Boolean)
    .join(', ');
  return (
    <Group gap="md" align="flex-start" wrap="nowrap">
      <Avatar size={56} radius={999} color="pine" visibleFrom="xs" aria-hidden>
        {initialsOf(name)}
      </Avatar>
      <Stack gap={8} miw={0}>
        <Group gap={10}>
          <Title order={1} size="h3">
            {name}
          </Title>
          <TierBadge tier={tier} />
          <Badge color="gray">
            <TypeLabel type={type} />
          </Badge>
          {phoneState !== 'ok' && <Badge color="red">{words(`phone.${phoneState}`)}</Badge>}
          {leftAt && <Badge color="red">{words('customer.left', { at: times.date(leftAt) })}</Badge>}
        </Group>
        <Group gap="lg">
          <Fact icon={IconPhone} text={phone} />
          {email && <Fact icon={IconMail} text={email} />}
          <Fact
            icon={IconLanguage}
            text={intl.formatDisplayName(language, { type: 'language' }) ?? language}
          />
          <Fact icon={IconMapPin} text={place} />
          <Fact icon={IconClock} text={words('customer.local-time', { time: times.dateTime(now, zone) })} />
          <OwnerLabel owner={owner} />
          {deputy && <Fact icon={IconUserShare} text={words('file.deputy', { name: deputy.name })} />}
        </Group>
        <ConsentBadges file={file} />
      </Stack>
    </Group>
  );
}

function Fact({ icon: Icon, text }: { icon: TablerIcon; text: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} stroke={1.7} color="var(--mantine-color-dimmed)" aria-hidden />
      <Text size="sm" className="numbers" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Group>
  );
}
