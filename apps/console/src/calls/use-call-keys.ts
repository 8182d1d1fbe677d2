import { useHotkeys } from '@mantine/hooks';
import { RARE_OUTCOMES, USUAL_OUTCOMES } from './outcome-keys';
import type { CallDraft } from './use-call-draft';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface CallKeys {
  draft: CallDraft;
  /** Times that digits stand for while a time to call back is asked. */
  callBackTimes: readonly number[];
  place: () => void;
  note: () => void;
}

/** Works the opened call by one hand: letters for outcomes, digits for answers and times, Enter to tell. */
export function useCallKeys({ draft, callBackTimes, place, note }: CallKeys, enabled: boolean): void {
  const byDigit = (digit: string): void => {
    if (draft.outcome !== 'call-back') return draft.digit(digit);
    const at = callBackTimes[Number(digit) - 1];
    if (at !== undefined) draft.callBack(at);
  };
  const keys: [string, () => void][] = [
    ...[...USUAL_OUTCOMES, ...RARE_OUTCOMES].map(({ key, outcome }): [string, () => void] => [
      key,
      () => draft.choose(outcome),
    ]),
    ...DIGITS.map((digit): [string, () => void] => [digit, () => byDigit(digit)]),
    ['t', place],
    ['m', note],
  ];
  useHotkeys([
    ...(enabled ? keys : []),
    [
      'Enter',
      ({ target }) => {
        if (!isPressable(target)) draft.tell();
      },
      { preventDefault: false },
    ],
  ]);
}

/** On a button or a link Enter presses that. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role="button"], [role="dialog"]') !== null;
}
