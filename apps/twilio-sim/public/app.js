import { follow, loadCalls, loadConversation, loadHandsets, sendText } from './api.js';
import { drawCalls, isLive, setUpCalls } from './calls.js';
import { conversationNodes, drawAvatar, handsetRow, isFromCustomer, patch } from './view.js';

const $ = (id) => document.getElementById(id);
const SHOWN_ROWS = 300;

const handsets = new Map(); // by phone
const texts = new Map(); // of the open phone, by SID
const calls = new Map(); // of the open phone, by SID
let open = null; // the open phone
let isDrawn = true;

const phoneOfAddress = () => decodeURIComponent(location.hash.slice(1)).replace(/^ /, '+').trim() || null;
const seenKey = (phone) => `seen ${phone}`;
const isUnread = ({ phone, last }) =>
  last && phone !== open && !isFromCustomer(last) && localStorage.getItem(seenKey(phone)) !== last.sid;

/** Many changes can arrive at once; they are drawn together with the next picture. */
function redraw() {
  if (!isDrawn) return;
  isDrawn = false;
  requestAnimationFrame(() => {
    isDrawn = true;
    drawList();
    drawPhone();
  });
}

function drawList() {
  const wanted = $('search').value.trim().toLowerCase();
  const digits = wanted.replace(/[\s()-]/g, '');
  const rows = [...handsets.values()]
    .filter(({ phone, last }) => {
      return !wanted || (digits && phone.includes(digits)) || last?.body.toLowerCase().includes(wanted);
    })
    .sort((a, b) => b.seq - a.seq)
    .slice(0, SHOWN_ROWS)
    .map((handset) => handsetRow(handset, handset.phone === open, isUnread(handset)));
  const hint = document.createElement('p');
  hint.className = 'hint';
  hint.textContent = wanted ? 'No phone matches.' : 'No texts yet. They appear here as soon as one is sent.';
  patch($('handsets'), rows.length > 0 ? rows : [hint]);
  const unread = [...handsets.values()].filter(isUnread).length;
  document.title = `${unread > 0 ? `(${unread}) ` : ''}Phones · twilio-sim`;
}

function drawPhone() {
  document.body.classList.toggle('has-phone', open !== null);
  $('phone').hidden = open === null;
  $('nobody').hidden = open !== null;
  if (open === null) return;
  const handset = handsets.get(open) ?? blank(open);
  $('label').textContent = handset.label;
  $('about').textContent = texts.size === 1 ? '1 text' : `${texts.size} texts`;
  $('opted-out').hidden = !handset.isOptedOut;
  drawAvatar($('avatar'), handset);
  drawCalls([...calls.values()].sort((a, b) => a.seq - b.seq));
  drawConversation();
  if (handset.last) localStorage.setItem(seenKey(open), handset.last.sid);
}

function drawConversation() {
  const box = $('conversation');
  // Somebody who reads further up is not pulled away.
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  patch(box, conversationNodes([...texts.values()].sort((a, b) => a.seq - b.seq)));
  if (isAtEnd) box.scrollTop = box.scrollHeight;
}

const blank = (phone) => ({ phone, label: phone, country: '', last: null, seq: 0, at: 0, isOptedOut: false });

async function openPhone(phone) {
  open = phone;
  texts.clear();
  calls.clear();
  notice('');
  redraw();
  if (phone === null) return;
  const loaded = await loadConversation(phone).catch((error) => notice(error.message) ?? []);
  const called = await loadCalls(phone).catch(() => []);
  if (open !== phone) return;
  for (const call of called) if (!calls.has(call.sid)) calls.set(call.sid, call);
  // What came by event while this was loading is newer than what was loaded.
  for (const text of loaded) if (!texts.has(text.sid)) texts.set(text.sid, text);
  redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => $('conversation').scrollTo(0, 1e9)));
  if (matchMedia('(min-width: 760px)').matches) $('text').focus();
}

async function refreshHandsets() {
  const loaded = await loadHandsets().catch((error) => notice(error.message) ?? null);
  if (!loaded) return;
  handsets.clear();
  for (const handset of loaded) handsets.set(handset.phone, handset);
  redraw();
}

let refreshing = null;
/** Labels and opt-outs are known to the sim only; asked for at most a few times a second. */
function refreshSoon() {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    void refreshHandsets();
  }, 250);
}

function onText(text) {
  const handset = handsets.get(text.phone);
  if (handset && text.seq >= handset.seq) {
    Object.assign(handset, { last: text, seq: text.seq, at: text.at });
  }
  if (!handset || isFromCustomer(text)) refreshSoon();
  if (text.phone === open) texts.set(text.sid, text);
  redraw();
}

/** A phone that rings is opened when none is in hand. */
function onCall(call) {
  if (!handsets.has(call.phone)) refreshSoon();
  if (isLive(call) && open === null) location.hash = call.phone;
  if (call.phone === open) calls.set(call.sid, call);
  redraw();
}

function notice(words) {
  $('notice').hidden = words === '';
  $('notice').textContent = words;
}

async function answer(body) {
  if (open === null || body.trim() === '') return;
  const from = open;
  notice('');
  try {
    const { webhook, errors } = await sendText(from, body);
    if (webhook === null) notice('Stored, but no webhook is configured for the number it went to.');
    else if (errors.length > 0) notice(`Stored, but the webhook had a problem: ${errors.join('; ')}`);
  } catch (error) {
    notice(error.message);
    if ($('text').value === '') $('text').value = body;
  }
}

function link(words, isUp) {
  $('link').textContent = words;
  $('link').classList.toggle('up', isUp);
}

function fitText() {
  const box = $('text');
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 140)}px`;
}

$('answer').addEventListener('submit', (event) => {
  event.preventDefault();
  const body = $('text').value;
  $('text').value = '';
  fitText();
  $('conversation').scrollTo(0, 1e9);
  void answer(body);
});
$('text').addEventListener('input', fitText);
$('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $('answer').requestSubmit();
});
$('quick').addEventListener('click', (event) => {
  if (event.target instanceof HTMLButtonElement) void answer(event.target.textContent);
});
$('search').addEventListener('input', redraw);
$('new').addEventListener('click', () => $('take').showModal());
$('cancel').addEventListener('click', () => $('take').close());
$('take').addEventListener('submit', () => {
  location.hash = $('number').value.replace(/\s/g, '');
  $('number').value = '';
});
addEventListener('hashchange', () => void openPhone(phoneOfAddress()));

setUpCalls(notice);

follow({
  open: () => {
    link('Live', true);
    void refreshHandsets();
    void openPhone(phoneOfAddress());
  },
  lost: () => link('Connection lost, trying again…', false),
  message: onText,
  call: onCall,
  reset: () => {
    handsets.clear();
    void refreshHandsets();
    void openPhone(open);
  },
});
