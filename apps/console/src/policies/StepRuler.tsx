import { ActionIcon, Box, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCopy, IconRepeat, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { KindIcon } from '../components/KindIcon';
import { stepName } from '../components/step-name';
import { useWords } from '../messages/use-words';
import { sayValue } from '../reasons/reason-words';
import { type OffsetValue, shiftOffset, toMinutes } from './offset';
import classes from './policies.module.css';
import type { IndexedStep, StepDraft } from './policy-document';
import { sayDue } from './repeat-words';

const HOUR = 60;
const DAY = 24 * HOUR;
/** Up to this length the ruler counts hours. */
const SHORT = 3 * DAY;

interface StepRulerProps {
  anchor: string;
  steps: readonly IndexedStep[];
  selected: string | null;
  readOnly: boolean;
  onSelect: (step: string) => void;
  onMove: (index: number, offset: OffsetValue) => void;
  onDuplicate: (index: number) => void;
  onDelete: (index: number) => void;
}

/** The steps that count from one date, each at its distance; they are moved by mouse, finger or arrow keys. */
export function StepRuler(props: StepRulerProps) {
  const { anchor, steps, selected, readOnly } = props;
  const words = useWords();
  const intl = useIntl();
  const track = useRef<HTMLDivElement>(null);
  // While a step is dragged the scale stands still, or the step would run away from the finger.
  const [dragged, setDragged] = useState<{ index: number; by: number; scale: Scale } | null>(null);
  const ownScale = useMemo(() => scaleOf(steps), [steps]);
  const scale = dragged?.scale ?? ownScale;
  // What has its own time of day is moved by days: an hour more would mean nothing.
  const grainOf = ({ due }: StepDraft): number =>
    due?.at === undefined && scale.to - scale.from <= SHORT * 1.4 ? HOUR : DAY;

  const start = (event: PointerEvent<HTMLElement>, { index, step }: IndexedStep): void => {
    props.onSelect(step.step);
    if (readOnly || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const startX = event.clientX;
    const width = track.current?.clientWidth ?? 1;
    const target = event.currentTarget;
    const grain = grainOf(step);
    const measure = (at: number): number =>
      Math.round((((at - startX) / width) * (scale.to - scale.from)) / grain) * grain;
    const move = (next: globalThis.PointerEvent): void =>
      setDragged({ index, by: measure(next.clientX), scale });
    const end = (next: globalThis.PointerEvent): void => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', end);
      target.removeEventListener('pointercancel', cancel);
      setDragged(null);
      const by = measure(next.clientX);
      if (by !== 0) props.onMove(index, shiftOffset(step.due?.offset, by));
    };
    const cancel = (): void => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', end);
      setDragged(null);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', end);
    target.addEventListener('pointercancel', cancel, { once: true });
  };

  const onKey = (event: KeyboardEvent, { index, step }: IndexedStep): void => {
    const grain = grainOf(step);
    const sizes: Record<string, number> = {
      ArrowRight: grain,
      ArrowUp: grain,
      ArrowLeft: -grain,
      ArrowDown: -grain,
      PageUp: 7 * grain,
      PageDown: -7 * grain,
    };
    const size = sizes[event.key];
    if (readOnly || (size === undefined && event.key !== 'Home')) return;
    event.preventDefault();
    const by = size === undefined ? -toMinutes(step.due?.offset) : event.shiftKey ? size * 7 : size;
    props.onMove(index, shiftOffset(step.due?.offset, by));
  };

  const place = (minutes: number): string => `${((minutes - scale.from) / (scale.to - scale.from)) * 100}%`;
  return (
    <section aria-label={words('ruler.label', { anchor: sayValue(anchor, intl) })} className={classes.ruler}>
      <Text size="xs" fw={600} tt="uppercase" c="dimmed">
        {words('ruler.from', { anchor: sayValue(anchor, intl) })}
      </Text>
      <div className={classes.scale} aria-hidden>
        {ticksOf(scale).map((at) => (
          <span key={at} className={classes.tick} style={{ insetInlineStart: place(at) }}>
            {sayTick(at, intl)}
          </span>
        ))}
      </div>
      {steps.map((item) => {
        const { step, index } = item;
        const moved = dragged?.index === index ? shiftOffset(step.due?.offset, dragged.by) : step.due?.offset;
        const said = sayDue({ due: { ...step.due, offset: moved } }, intl);
        const isSelected = step.step === selected;
        return (
          <div key={index} className={classes.row} data-selected={isSelected || undefined}>
            <Group gap={6} wrap="nowrap" className={classes.rowHead}>
              <KindIcon kind={step.kind} />
              <UnstyledButton
                className={classes.stepName}
                onClick={() => props.onSelect(step.step)}
                aria-pressed={isSelected}
              >
                <Text size="sm" fw={550} truncate>
                  {stepName(step.step ?? '')}
                </Text>
                <Text size="xs" c="dimmed" lineClamp={2}>
                  {said}
                </Text>
              </UnstyledButton>
              {step.repeat && <IconRepeat size={14} aria-label={words('step.repeats')} role="img" />}
            </Group>
            <Box ref={track} className={classes.track}>
              <span className={classes.zero} style={{ insetInlineStart: place(0) }} aria-hidden />
              <span
                role="slider"
                tabIndex={0}
                className={classes.handle}
                aria-label={words('ruler.handle', { step: stepName(step.step ?? '') })}
                aria-valuemin={Math.round(scale.from / grainOf(step))}
                aria-valuemax={Math.round(scale.to / grainOf(step))}
                aria-valuenow={Math.round(toMinutes(moved) / grainOf(step))}
                aria-valuetext={said}
                aria-disabled={readOnly || undefined}
                style={{ insetInlineStart: place(toMinutes(moved)) }}
                onPointerDown={(event) => start(event, item)}
                onKeyDown={(event) => onKey(event, item)}
                onFocus={() => props.onSelect(step.step)}
              />
            </Box>
            {!readOnly && (
              <Group gap={2} wrap="nowrap">
                <Tooltip label={words('step.duplicate')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={words('step.duplicate.of', { step: stepName(step.step ?? '') })}
                    onClick={() => props.onDuplicate(index)}
                  >
                    <IconCopy size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={words('step.delete')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={words('step.delete.of', { step: stepName(step.step ?? '') })}
                    onClick={() => props.onDelete(index)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              </Group>
            )}
          </div>
        );
      })}
    </section>
  );
}

interface Scale {
  from: number;
  to: number;
}

/** From the earliest to the latest step with room on both sides; at least a day. In minutes. */
function scaleOf(steps: readonly IndexedStep[]): Scale {
  const places = [0, ...steps.map(({ step }) => toMinutes(step.due?.offset))];
  const [from, to] = [Math.min(...places), Math.max(...places)];
  const room = Math.max((to - from) * 0.15, DAY / 2);
  return { from: from < 0 ? from - room : -room * 0.4, to: to + room };
}

const STEPS = [HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 182 * DAY, 365 * DAY];

/** Round distances, about five of them. */
function ticksOf({ from, to }: Scale): number[] {
  const size = STEPS.find((step) => (to - from) / step <= 6) ?? Math.ceil((to - from) / 6 / DAY) * DAY;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / size) * size; at <= to; at += size) ticks.push(at);
  return ticks;
}

function sayTick(at: number, intl: ReturnType<typeof useIntl>): string {
  if (at === 0) return '0';
  const [count, unit] = at % DAY === 0 ? [at / DAY, 'day' as const] : [at / HOUR, 'hour' as const];
  const said = intl.formatNumber(count, {
    style: 'unit',
    unit,
    unitDisplay: 'narrow',
    signDisplay: 'always',
  });
  return said;
}
