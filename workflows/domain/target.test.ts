import { describe, expect, it } from 'vitest';
import { agenda } from './agenda.js';
import type { PlanEvent } from './event.js';
import type { TargetRule } from './policy.js';
import { at, buildFacts, officeHours } from './testing/build.js';

const OPENED = '2026-11-02T10:00:00Z';
type Told = readonly [string, string] | readonly [string, string, 'staff' | 'customer'];

/** The clock of one target of a ticket opened on a Monday at ten, after events written as [type, instant]. */
function clock(rule: Partial<TargetRule>, told: readonly Told[], now: string) {
  const events = told.map(
    ([type, on, by]) => ({ type: `ticket.${type}`, at: at(on), ...(by && { by }) }) as PlanEvent,
  );
  const targets = [{ target: 'resolution' as const, within: { workingMinutes: 240 }, ...rule }];
  const subject = { type: 'ticket', openedAt: at(OPENED) } as const;
  const facts = buildFacts({ subject, targets, events, calendar: officeHours('UTC') });
  return agenda(facts, at(now)).targets[0]!;
}

const day = (time: string): string => `2026-11-02T${time}:00Z`;

describe('the clock of a target', () => {
  it('runs', () => {
    expect(clock({}, [], day('11:00'))).toMatchObject({
      state: 'running',
      dueAt: at(day('14:00')),
      workedMinutes: 60,
      marginMinutes: 180,
    });
  });

  it('that ends exactly when it is due is in time', () => {
    expect(clock({}, [['resolved', day('14:00')]], day('16:00'))).toMatchObject({
      state: 'met',
      marginMinutes: 0,
    });
  });

  it('is breached at the instant it is due, and never again not', () => {
    expect(clock({}, [], day('14:00'))).toMatchObject({ state: 'breached' });
    const late: Told[] = [
      ['waiting', day('15:00')],
      ['active', day('16:00')],
      ['resolved', day('16:30')],
    ];
    expect(clock({}, late, day('16:30'))).toMatchObject({ state: 'breached' });
  });

  it('stands in a pause: nobody knows when it will be due', () => {
    expect(clock({}, [['waiting', day('11:00')]], day('13:00'))).toMatchObject({
      state: 'paused',
      dueAt: null,
      workedMinutes: 60,
      pausedMinutes: 120,
    });
  });

  it('goes on after each of several pauses with what was left', () => {
    const pauses: Told[] = [
      ['waiting', day('11:00')],
      ['active', day('12:00')],
      ['waiting', day('13:00')],
      ['active', day('13:30')],
    ];
    expect(clock({}, pauses, day('14:00'))).toMatchObject({
      state: 'running',
      dueAt: at(day('15:30')),
      pausedMinutes: 90,
    });
  });

  it('does not care in which order events are told, nor whether one comes twice', () => {
    const told: Told[] = [
      ['active', day('12:00')],
      ['waiting', day('11:00')],
      ['waiting', day('11:00')],
      ['active', day('12:00')],
    ];
    expect(clock({}, told, day('13:00'))).toMatchObject({ dueAt: at(day('15:00')), pausedMinutes: 60 });
  });

  it('takes a pause over the weekend as the working time in it', () => {
    const friday: Told[] = [
      ['waiting', day('11:00')],
      ['active', '2026-11-09T10:00:00Z'],
    ];
    expect(clock({}, friday, '2026-11-09T10:00:00Z')).toMatchObject({
      dueAt: at('2026-11-09T13:00:00Z'),
      pausedMinutes: 39 * 60,
    });
  });

  it.each([
    ['keep', day('14:00')],
    ['extend', day('16:00')],
    ['restart', day('17:00')],
  ] as const)('after a reopening: %s', (reopen, wanted) => {
    const told: Told[] = [
      ['resolved', day('11:00')],
      ['reopened', day('13:00')],
    ];
    expect(clock({ reopen }, told, day('13:00')).dueAt).toBe(at(wanted));
  });

  it('for the first response ends with the first reply of staff, not of the customer', () => {
    const rule = { target: 'first-response', within: 'PT1H' } as const;
    expect(clock(rule, [['replied', day('10:20'), 'customer']], day('10:30'))).toMatchObject({
      state: 'running',
    });
    expect(clock(rule, [['replied', day('10:45'), 'staff']], day('16:00'))).toMatchObject({
      state: 'met',
      workedMinutes: 45,
    });
  });

  it('for the next reply shows the worst exchange', () => {
    const rule = { target: 'next-reply', within: 'PT1H' } as const;
    expect(clock(rule, [], day('12:00'))).toMatchObject({ state: 'inactive' });
    const told: Told[] = [
      ['replied', day('10:30'), 'staff'],
      ['replied', day('11:00'), 'customer'],
      ['replied', day('11:10'), 'customer'],
      ['replied', day('12:30'), 'staff'],
      ['replied', day('13:00'), 'customer'],
    ];
    expect(clock(rule, told, day('13:10'))).toMatchObject({ state: 'breached', dueAt: at(day('12:00')) });
  });

  it('answers for an earlier instant when the clock of the machine goes backwards', () => {
    const told: Told[] = [['resolved', day('13:00')]];
    expect(clock({}, told, day('16:00'))).toMatchObject({ state: 'met' });
    expect(clock({}, told, day('12:00'))).toMatchObject({ state: 'running', workedMinutes: 120 });
  });
});
