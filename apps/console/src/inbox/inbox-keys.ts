import { useHotkeys } from '@mantine/hooks';

/** The keys of the inbox, in the order in which the help lists them. */
export const INBOX_KEYS = ['j', 'k', 'r', 'l', 't', 'c', 'a', 's', '/', '?'] as const;
export type InboxKey = (typeof INBOX_KEYS)[number];

/** Works the inbox by keys while no form is open and nobody types. */
export function useInboxKeys(actions: Readonly<Record<InboxKey, () => void>>, enabled: boolean): void {
  useHotkeys(
    enabled
      ? INBOX_KEYS.flatMap((key) => [
          [key, actions[key]],
          // Where these two are typed with Shift depends on the keyboard.
          ...(key === '/' || key === '?' ? [[`shift+${key}`, actions[key]] as [string, () => void]] : []),
        ])
      : [],
  );
}
