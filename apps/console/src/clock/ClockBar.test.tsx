import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, problem } from '../testing/answers';
import { NOW, buildBoard, clock, everyPage } from '../testing/build';
import { openConsole } from '../testing/render';

const HOUR = 3_600_000;

/** A clock that moves as it is told, and of which a test decides when each move is over. */
function answerClock(nextAfter: (moves: number) => string | null = () => '2027-01-01T00:00:00Z') {
  let now = Date.parse(NOW);
  let moves = 0;
  let open = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  const calls = answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([]),
    'GET /v1/sandbox/clock': () => ({ ...clock, now: new Date(now).toISOString(), next: nextAfter(moves) }),
  });
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const request = input as Request;
    if (!request.url.endsWith('/v1/sandbox/advance')) return fetch(input, init);
    open += 1;
    most = Math.max(most, open);
    await new Promise<void>((resolve) => finish.push(resolve));
    open -= 1;
    moves += 1;
    now += HOUR;
    return Response.json({ now: new Date(now).toISOString(), carriedOut: 2, sent: 1 });
  };
  return { calls, begun: () => finish.length, finish: (n: number) => finish[n - 1]?.(), most: () => most };
}

const begins = (clockOf: ReturnType<typeof answerClock>, n: number) =>
  waitFor(() => expect(clockOf.begun()).toBe(n), { timeout: 5_000 });

async function play() {
  const { user } = openConsole('/board');
  await user.click(await screen.findByRole('button', { name: 'Advance' }));
  await user.click(await screen.findByRole('menuitem', { name: 'An hour per second' }));
  return user;
}

it('plays move after move, never two at once, until it is paused, and says where', async () => {
  const moving = answerClock();
  const user = await play();
  await begins(moving, 1);
  moving.finish(1);
  await begins(moving, 2);
  expect(screen.getByRole('button', { name: '1 week' })).toBeDisabled();
  // Paused in the middle of a move: that one is still carried out.
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  moving.finish(2);
  expect((await screen.findAllByText(/^Paused at Tue,? 24 Nov 2026, 14:00:00/))[0]).toBeVisible();
  expect(screen.getByText(/4 follow-ups changed, 2 messages sent/)).toBeVisible();
  expect(moving.begun()).toBe(2);
  expect(moving.most()).toBe(1);
  expect(await screen.findByRole('button', { name: 'Advance' })).toBeEnabled();
});

it('stops by itself where nothing would happen any more', async () => {
  const moving = answerClock((moves) => (moves === 0 ? '2026-11-24T13:00:00Z' : null));
  await play();
  await begins(moving, 1);
  moving.finish(1);
  expect((await screen.findAllByText(/^Stopped at .*: nothing is planned any more/))[0]).toBeVisible();
  expect(moving.begun()).toBe(1);
});

it('stops where the clock cannot be moved, and says why', async () => {
  answerWith({
    ...everyPage,
    'GET /v1/follow-ups': buildBoard([]),
    'POST /v1/sandbox/advance': problem(409, 'sandbox.stalled'),
  });
  await play();
  expect((await screen.findAllByText(/^Stopped: refused: sandbox.stalled/))[0]).toBeVisible();
});
