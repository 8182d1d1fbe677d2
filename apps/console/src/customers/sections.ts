import type { ServiceFile, TimelineItem } from '../api/types';

/** The parts of a service file, in the order in which they stand above it. */
export const SECTIONS = [
  'overview',
  'timeline',
  'tickets',
  'promises',
  'visits',
  'calls',
  'messages',
  'scores',
  'agreements',
  'sales',
  'assets',
  'consent',
] as const;
export type FileSection = (typeof SECTIONS)[number];

export const TIMELINE_KINDS: readonly TimelineItem['kind'][] = [
  'message',
  'reply',
  'call',
  'follow-up',
  'ticket',
  'escalation',
  'sale',
  'agreement',
  'consent',
  'event',
];

/** What of a service file is shown; as the address keeps it. */
export interface FileView {
  section?: Exclude<FileSection, 'overview'>;
  /** Kinds of the timeline, with commas between; all of them without it. */
  kind?: string;
}

export function readFileView({ section, kind }: Record<string, unknown>): FileView {
  const known = SECTIONS.find((one) => one === section);
  const kinds = typeof kind === 'string' ? readKinds(kind) : [];
  return {
    section: known === 'overview' ? undefined : known,
    kind: kinds.length > 0 ? kinds.join(',') : undefined,
  };
}

/** Kinds out of an address; what is none is left out. */
export function readKinds(text: string | undefined): TimelineItem['kind'][] {
  const named = new Set((text ?? '').split(','));
  return TIMELINE_KINDS.filter((kind) => named.has(kind));
}

/** How many of it there are; null where nobody counts. */
export function countOf(section: FileSection, file: ServiceFile): number | null {
  switch (section) {
    case 'overview':
    case 'timeline':
      return null;
    case 'consent':
      return file.consents.total;
    case 'assets':
      return file.assets.total + file.sites.total;
    default:
      return file[section].total;
  }
}
