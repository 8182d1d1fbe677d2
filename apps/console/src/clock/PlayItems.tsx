import { Menu } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useWords } from '../messages/use-words';
import { SPEEDS, type Speed } from './use-play';

/** How fast the clock may play; part of the menu that moves it. */
export function PlayItems({ onPlay }: { onPlay: (speed: Speed) => void }) {
  const words = useWords();
  return (
    <>
      <Menu.Label>{words('clock.play')}</Menu.Label>
      {SPEEDS.map((speed) => (
        <Menu.Item
          key={speed}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          onClick={() => onPlay(speed)}
        >
          {words(`clock.speed.${speed}`)}
        </Menu.Item>
      ))}
    </>
  );
}
