import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import classes from './calendars.module.css';
import { type PaintedWeek, SLOTS, SLOT_MINUTES, writeTime } from './week';

/** A Monday; any will do to name the days of the week. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

interface WeekPainterProps {
  week: PaintedWeek;
  readOnly: boolean;
  onPaint: (week: boolean[][]) => void;
}

/**
 * Opening hours painted half hour by half hour: by dragging with mouse or finger, or with arrow keys and the space bar;
 * with Shift the arrows paint.
 */
export function WeekPainter({ week, readOnly, onPaint }: WeekPainterProps) {
  const words = useWords();
  const intl = useIntl();
  const grid = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState({ day: 0, slot: 18 });
  const stroke = useRef<{ day: number; slot: number; open: boolean; before: PaintedWeek } | null>(null);

  const dayName = (day: number, weekday: 'short' | 'long'): string =>
    intl.formatDate(MONDAY + day * DAY_MS, { weekday, timeZone: 'UTC' });

  /** Paints the rectangle between where the stroke began and where it is now. */
  const strokeTo = (day: number, slot: number): void => {
    const begun = stroke.current;
    if (!begun) return;
    const [firstDay, lastDay] = [Math.min(begun.day, day), Math.max(begun.day, day)];
    const [firstSlot, lastSlot] = [Math.min(begun.slot, slot), Math.max(begun.slot, slot)];
    onPaint(
      begun.before.map((slots, d) =>
        slots.map((open, s) =>
          d >= firstDay && d <= lastDay && s >= firstSlot && s <= lastSlot ? begun.open : open,
        ),
      ),
    );
  };
  const cellAt = (x: number, y: number): { day: number; slot: number } | null => {
    const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-slot]');
    return cell ? { day: Number(cell.dataset['day']), slot: Number(cell.dataset['slot']) } : null;
  };
  const start = (day: number, slot: number): void => {
    if (readOnly) return;
    setCursor({ day, slot });
    stroke.current = { day, slot, open: !week[day]![slot]!, before: week };
    strokeTo(day, slot);
    const move = (event: globalThis.PointerEvent): void => {
      const cell = cellAt(event.clientX, event.clientY);
      if (cell) strokeTo(cell.day, cell.slot);
    };
    const end = (): void => {
      stroke.current = null;
      window.removeEventListener('pointermove', move);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end, { once: true });
    window.addEventListener('pointercancel', end, { once: true });
  };

  const onKey = (event: KeyboardEvent): void => {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      PageUp: [0, -SLOTS],
      PageDown: [0, SLOTS],
    };
    const toggle = (day: number, slot: number, open: boolean): void =>
      onPaint(week.map((slots, d) => slots.map((was, s) => (d === day && s === slot ? open : was))));
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      if (!readOnly) toggle(cursor.day, cursor.slot, !week[cursor.day]![cursor.slot]!);
      return;
    }
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const day = Math.min(6, Math.max(0, cursor.day + move[0]));
    const slot = Math.min(SLOTS - 1, Math.max(0, cursor.slot + move[1]));
    if (event.shiftKey && !readOnly) toggle(day, slot, week[cursor.day]![cursor.slot]!);
    setCursor({ day, slot });
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"][data-slot="${slot}"]`)?.focus();
  };

  return (
    <div ref={grid} className={classes.week} role="group" aria-label={words('week.label')} onKeyDown={onKey}>
      <span />
      {week.map((_, day) => (
        <span key={day} className={classes.dayName}>
          {dayName(day, 'short')}
        </span>
      ))}
      {Array.from({ length: SLOTS }, (_, slot) => (
        <Fragment key={slot}>
          <span className={classes.hour} aria-hidden>
            {slot % 4 === 0 ? writeTime(slot * SLOT_MINUTES) : ''}
          </span>
          {week.map((slots, day) => (
            <span
              key={day}
              role="button"
              className={classes.slot}
              data-day={day}
              data-slot={slot}
              data-half={slot % 2 === 1 || undefined}
              tabIndex={cursor.day === day && cursor.slot === slot ? 0 : -1}
              aria-pressed={slots[slot]}
              aria-disabled={readOnly || undefined}
              aria-label={words('week.slot', {
                day: dayName(day, 'long'),
                from: writeTime(slot * SLOT_MINUTES),
                to: writeTime((slot + 1) * SLOT_MINUTES),
              })}
              onPointerDown={(event) => {
                event.preventDefault();
                event.currentTarget.focus();
                start(day, slot);
              }}
              onFocus={() => setCursor({ day, slot })}
            />
          ))}
        </Fragment>
      ))}
    </div>
  );
}
