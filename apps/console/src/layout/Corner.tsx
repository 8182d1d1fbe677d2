import { Suspense, lazy, useSyncExternalStore } from 'react';
import { spoken } from '../components/notify';

const Notifications = lazy(() =>
  import('@mantine/notifications').then(({ Notifications }) => ({ default: Notifications })),
);

/** Where things are told in passing. Nothing is told before something was done, so it does not hold up the first page. */
export function Corner() {
  const isNeeded = useSyncExternalStore(spoken.subscribe, spoken.get);
  return <Suspense>{isNeeded && <Notifications position="bottom-right" autoClose={6000} />}</Suspense>;
}
