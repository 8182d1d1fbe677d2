/** Calls the control side of the sim; rejects with words that can be shown. */
async function call(path, body) {
  const response = await fetch(`/_sim${path}`, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => {
    throw new Error('The sim does not answer. Is it still running?');
  });
  const answer = await response.json();
  if (response.ok) return answer;
  const faults = (answer.errors ?? []).map((fault) => `${fault.path.slice(1)} ${fault.message}`);
  throw new Error(faults.join('; ') || answer.message || 'That did not work.');
}

export const loadHandsets = async () => (await call('/handsets')).handsets;

export const loadConversation = async (phone) =>
  (await call(`/conversation?phone=${encodeURIComponent(phone)}`)).messages;

export const sendText = (from, body) => call('/inbound', { from, body });

export const loadCalls = async (phone) => (await call(`/calls?phone=${encodeURIComponent(phone)}`)).calls;

/** @param what `answer`, `hang-up`, or `press` with the digits */
export const atTelephone = (sid, what, body = {}) => call(`/calls/${sid}/${what}`, body);

/**
 * Follows all texts and calls as they come and change; the browser reconnects by itself.
 *
 * @param on `open` after each connect, `lost`, `message` with a text, `call` with a call, `reset`
 */
export function follow(on) {
  const events = new EventSource('/_sim/events');
  events.addEventListener('open', on.open);
  events.addEventListener('error', on.lost);
  events.addEventListener('message', (event) => on.message(JSON.parse(event.data)));
  events.addEventListener('call', (event) => on.call(JSON.parse(event.data)));
  events.addEventListener('reset', on.reset);
}
