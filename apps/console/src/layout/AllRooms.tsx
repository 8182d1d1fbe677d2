import { Drawer } from '@mantine/core';
import { useWords } from '../messages/use-words';
import { Rooms } from './Rooms';

/** The sheet with every room, for a phone. */
export function AllRooms({ onClose }: { onClose: () => void }) {
  const words = useWords();
  return (
    <Drawer opened onClose={onClose} position="bottom" size="80%" title={words('shell.rooms')}>
      <Rooms onGo={onClose} />
    </Drawer>
  );
}
