import type { NotificationData } from '@mantine/notifications';

let hasSpoken = false;
const listeners = new Set<() => void>();

/** Says something for a moment at the corner of the screen. The library comes with the first word, not with the first page. */
export function notify(said: NotificationData): void {
  hasSpoken = true;
  listeners.forEach((listener) => listener());
  void import('@mantine/notifications').then(({ notifications }) => notifications.show(said));
}

/** Takes back what was said, by its id, if it still stands there. */
export function unsay(id: string): void {
  void import('@mantine/notifications').then(({ notifications }) => notifications.hide(id));
}

/** Whether anything was said yet: until then the corner need not be there. */
export const spoken = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): boolean => hasSpoken,
};
