import { atTelephone } from './api.js';

const $ = (id) => document.getElementById(id);
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const OVER = {
  completed: 'Call',
  busy: 'Declined call',
  failed: 'Failed call',
  'no-answer': 'Missed call',
  canceled: 'Missed call',
};
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
let current = null; // SID of the call that is shown

/** Fills the keys and follows the buttons; `onProblem` is told in words. */
export function setUpCalls(onProblem) {
  for (const key of KEYS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = key;
    button.addEventListener('click', () => act('press', { digits: key }));
    $('call-keys').append(button);
  }
  $('take-up').addEventListener('click', () => act('answer'));
  $('hang-up').addEventListener('click', () => act('hang-up'));
  const act = (what, body) => {
    if (current !== null) atTelephone(current, what, body).catch((error) => onProblem(error.message));
  };
}

/** True for a call that rings or lasts. */
export const isLive = ({ status }) => status === 'ringing' || status === 'in-progress';

/** Shows the call that rings or lasts at this phone, and the ones before. */
export function drawCalls(calls) {
  const live = calls.findLast(isLive);
  current = live?.sid ?? null;
  $('call').hidden = !live;
  if (live) drawLive(live);
  const before = calls.filter((call) => call.duration !== null).slice(-5);
  $('calls').hidden = before.length === 0;
  $('calls').replaceChildren(...before.map(lineOf));
}

function drawLive(call) {
  const isRinging = call.status === 'ringing';
  $('call-state').textContent = isRinging ? `${call.from} is calling` : `On the phone with ${call.from}`;
  $('call-words').textContent = call.steps.findLast(({ what }) => what === 'said')?.text ?? '';
  $('take-up').hidden = !isRinging;
  $('hang-up').textContent = isRinging ? 'Decline' : 'Hang up';
  $('call-keys').hidden = isRinging;
}

function lineOf(call) {
  const line = document.createElement('li');
  const length = call.status === 'completed' ? `, ${call.duration} s` : '';
  const pressed = call.steps.filter(({ what }) => what === 'pressed').map(({ text }) => text);
  const keys = pressed.length > 0 ? `, pressed ${pressed.join(' ')}` : '';
  line.textContent = `${OVER[call.status] ?? call.status} from ${call.from} at ${clock.format(call.at)}${length}${keys}`;
  return line;
}
