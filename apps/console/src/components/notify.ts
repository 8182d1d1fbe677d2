import type { NotificationData } from '@mantine/notifications';

/** Says something for a moment at the corner of the screen. The library comes with the first word, not with the first page. */
export function notify(said: NotificationData): void {
  void import('@mantine/notifications').then(({ notifications }) => notifications.show(said));
}

/** Takes back what was said, by its id, if it still stands there. */
export function unsay(id: string): void {
  void import('@mantine/notifications').then(({ notifications }) => notifications.hide(id));
}
