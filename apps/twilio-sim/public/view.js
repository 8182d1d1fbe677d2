const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

const TICKS = {
  scheduled: ['◷', 'Scheduled'],
  accepted: ['◷', 'Accepted'],
  queued: ['◷', 'Queued'],
  sending: ['◷', 'Sending'],
  sent: ['✓', 'Sent'],
  delivered: ['✓✓', 'Delivered'],
  undelivered: ['✕', 'Not delivered'],
  failed: ['✕', 'Failed'],
  canceled: ['✕', 'Cancelled'],
};

/** Makes an element. Text only ever becomes a text node, so whatever a message says stays words. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

const isSameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

const timeOf = (at) => (isSameDay(at, Date.now()) ? clock.format(at) : shortDay.format(at));

export const isFromCustomer = (text) => text.direction === 'inbound';

/** The country's two letters (flags are missing from too many fonts), or the end of the number. */
export function drawAvatar(element, handset) {
  element.textContent = handset.country || handset.phone.slice(-2);
  const hue = [...handset.phone].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 360, 7);
  element.style.setProperty('--hue', String(hue));
}

/** One line of the list of phones. */
export function handsetRow(handset, isOpen, isUnread) {
  const avatar = make('span', 'avatar');
  drawAvatar(avatar, handset);
  const { last } = handset;
  const preview = last ? `${isFromCustomer(last) ? 'You: ' : ''}${last.body || '(no text)'}` : 'Nothing yet';
  const top = make('span', 'row-top', make('strong', '', handset.label));
  if (last) top.append(make('time', '', timeOf(handset.at)));
  const bottom = make('span', 'row-bottom', make('span', 'preview', preview));
  if (handset.isOptedOut) bottom.append(make('span', 'badge small', 'Opted out'));
  if (isUnread) {
    const dot = make('span', 'dot');
    dot.setAttribute('role', 'img');
    dot.setAttribute('aria-label', 'Unread');
    bottom.append(dot);
  }
  const row = make(
    'a',
    `row-link${isUnread ? ' unread' : ''}`,
    avatar,
    make('span', 'row-text', top, bottom),
  );
  row.href = `#${handset.phone}`;
  if (isOpen) row.setAttribute('aria-current', 'true');
  return row;
}

/** The whole conversation, with a line for each day. */
export function conversationNodes(texts) {
  const nodes = [];
  let previous = null;
  for (const text of texts) {
    if (!previous || !isSameDay(previous.at, text.at)) {
      const isToday = isSameDay(text.at, Date.now());
      nodes.push(make('p', 'day', isToday ? 'Today' : longDay.format(text.at)));
    }
    nodes.push(bubble(text, previous));
    previous = text;
  }
  return nodes;
}

function bubble(text, previous) {
  const isMine = isFromCustomer(text);
  const follows = previous && previous.direction === text.direction && text.at - previous.at < 120_000;
  const node = make('article', `bubble ${isMine ? 'mine' : 'theirs'}${follows ? ' follows' : ''}`);
  node.dataset.sid = text.sid;
  node.append(make('p', 'words', text.body || '(no text)'), footer(text, isMine));
  return node;
}

function footer(text, isMine) {
  const time = make('time', '', clock.format(text.at));
  time.dateTime = new Date(text.at).toISOString();
  if (isMine) return make('footer', '', `to ${text.to}`, ' · ', time);
  const [sign, words] = TICKS[text.status] ?? ['', text.status];
  const tick = make('span', `tick ${text.status}`, sign);
  tick.title = text.error_code ? `${words}: ${text.error_code} ${text.error_message}` : words;
  tick.setAttribute('role', 'img');
  tick.setAttribute('aria-label', tick.title);
  const line = make('footer', '', `from ${text.from ?? 'a service'}`, ' · ', time, ' ', tick);
  if (text.error_code) line.append(` ${text.error_code}`);
  return line;
}

/**
 * Brings a box to these children and leaves alone what is as it should be, so that focus, selection and what a
 * screen reader has already said stay.
 */
export function patch(box, nodes) {
  nodes.forEach((node, index) => {
    const old = box.children[index];
    if (!old) box.append(node);
    else if (old.dataset.sid && old.dataset.sid === node.dataset.sid) patchBubble(old, node);
    else if (!old.isEqualNode(node)) old.replaceWith(node);
  });
  while (box.children.length > nodes.length) box.lastElementChild.remove();
}

function patchBubble(old, node) {
  if (old.isEqualNode(node)) return;
  old.className = node.className;
  old.replaceChildren(...node.childNodes);
}
