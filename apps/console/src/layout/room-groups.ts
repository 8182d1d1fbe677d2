import {
  IconBook,
  IconCalendarTime,
  IconCertificate,
  IconChartLine,
  IconEyeCheck,
  IconFlame,
  IconGavel,
  IconHistory,
  IconInbox,
  IconLayoutList,
  IconMessage2,
  IconPhoneCall,
  IconRoute,
  IconShieldCheck,
  IconStairs,
  IconTableImport,
  IconTicket,
  IconTruck,
  IconUserCog,
  IconUsers,
  IconWaveSine,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { MessageId } from '../messages/en';

export interface Room {
  to: Extract<NonNullable<LinkProps['to']>, `/${string}`>;
  label: MessageId;
  icon: TablerIcon;
}

export interface RoomGroup {
  label: MessageId;
  rooms: readonly Room[];
}

/** All rooms in the order of a day's work: what waits, for whom, how it went, and what it goes by. */
export const ROOM_GROUPS: readonly RoomGroup[] = [
  {
    label: 'rooms.work',
    rooms: [
      { to: '/board', label: 'room.board', icon: IconLayoutList },
      { to: '/calls', label: 'room.calls', icon: IconPhoneCall },
      { to: '/inbox', label: 'room.inbox', icon: IconInbox },
      { to: '/escalations', label: 'room.escalations', icon: IconFlame },
      { to: '/tickets', label: 'room.tickets', icon: IconTicket },
      { to: '/visits', label: 'room.visits', icon: IconTruck },
      { to: '/approvals', label: 'room.approvals', icon: IconGavel },
    ],
  },
  {
    label: 'rooms.customers',
    rooms: [
      { to: '/customers', label: 'room.customers', icon: IconUsers },
      { to: '/agreements', label: 'room.agreements', icon: IconCertificate },
      { to: '/tiers', label: 'room.tiers', icon: IconStairs },
    ],
  },
  {
    label: 'rooms.team',
    rooms: [
      { to: '/reports', label: 'room.reports', icon: IconChartLine },
      { to: '/survey-waves', label: 'waves.title', icon: IconWaveSine },
      { to: '/supervision', label: 'room.supervision', icon: IconEyeCheck },
      { to: '/staff', label: 'room.staff', icon: IconUserCog },
    ],
  },
  {
    label: 'rooms.rules',
    rooms: [
      { to: '/policies', label: 'room.policies', icon: IconRoute },
      { to: '/templates', label: 'room.templates', icon: IconMessage2 },
      { to: '/guides', label: 'room.guides', icon: IconBook },
      { to: '/calendars', label: 'room.calendars', icon: IconCalendarTime },
      { to: '/contact-rules', label: 'room.contact-rules', icon: IconShieldCheck },
    ],
  },
  {
    label: 'rooms.systems',
    rooms: [
      { to: '/imports', label: 'room.imports', icon: IconTableImport },
      { to: '/webhooks', label: 'room.webhooks', icon: IconWebhook },
      { to: '/audit', label: 'room.audit', icon: IconHistory },
    ],
  },
];

/** What the thumb reaches at the foot of a phone; the rest opens from "More". */
export const AT_THE_FOOT: readonly Room['to'][] = ['/board', '/calls', '/inbox', '/visits'];
