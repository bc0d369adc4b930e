import { writeLine } from './form-line.js';
import { drawCard } from './teams-card.js';

const element = (id) => document.getElementById(id);
const log = element('slack_blocks_to_jsx');
const scroll = element('scroll');
const input = element('text');

const { timeZone, hour12 } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
// Sent along, so that times are drawn as this browser's user reads them.
const reader = { zone: timeZone, hour12: hour12 === true };

/** Makes an element; strings among the children are text, never markup. */
function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

async function talk(path, body) {
  const response = await fetch(path, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error('The bot does not answer. Is it still running?');
  });
  const content = await response.json();
  if (!response.ok) throw new Error(content.problem);
  return content;
}

const state = await talk('/preview/state');

// Theme: the drawing library goes by an attribute.

const dark = matchMedia('(prefers-color-scheme: dark)');
const setTheme = () => {
  log.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', setTheme);
setTheme();

// Conversation

/** The simulated clock as last shown; the own one where nothing is simulated. */
let shownNow = Date.now();

const clockTime = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

function makeMessage(who, at, ...content) {
  const avatar =
    who === 'You'
      ? make('span', { class: 'avatar', 'aria-hidden': 'true' }, 'Y')
      : make('img', { class: 'avatar', src: '/preview/robot.svg', alt: '' });
  const byline = make('p', { class: 'byline' }, make('b', {}, who));
  if (who !== 'You') byline.append(make('span', { class: 'badge' }, 'APP'));
  if (at !== undefined) byline.append(make('time', { datetime: new Date(at).toISOString() }, clockTime(at)));
  const message = make('article', { class: 'message', 'aria-label': who });
  message.append(avatar, make('div', { class: 'said' }, byline, ...content));
  return message;
}

function makeAnswer({ id, at, audience, isDirect, panes }) {
  const drawn = make('div', { class: 'panes' });
  for (const [i, html] of panes.entries()) {
    const pane = make('div', { class: 'pane', role: 'group', 'aria-label': state.panes[i] });
    pane.innerHTML = html;
    for (const card of pane.querySelectorAll('.teams-card')) drawTeamsCard(card);
    drawn.append(pane);
  }
  const message = makeMessage('Scout', at, drawn);
  if (id !== undefined) message.dataset.announcement = id;
  if (isDirect) message.prepend(make('p', { class: 'only' }, 'Direct message to you'));
  else if (audience === 'sender') message.prepend(make('p', { class: 'only' }, 'Only visible to you'));
  message.dataset.audience = audience;
  return message;
}

function drawTeamsCard(card) {
  drawCard(card, {
    press: (command, inPlace) => void ask(command, inPlace ? card.closest('.pane') : undefined),
    send: (line) => void sendForm(line, card),
  });
}

/** Scrolls to the end, but not past the beginning of the message. */
function reveal(message) {
  scroll.scrollTop = message.offsetTop;
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

function show(message) {
  element('empty').hidden = true;
  log.append(message);
  reveal(message);
}

const makeWaiting = () => makeMessage('Scout', undefined, make('p', { class: 'waiting' }, 'is asking the fleet …'));
const makeProblem = (error) => makeMessage('Scout', undefined, make('p', { class: 'problem' }, error.message));

/** Sends a line; the answer stands at the end, or in the place of the message in whose pane a button was pressed. */
async function ask(text, pane) {
  const replaced = pane?.closest('.message');
  const pressedIn = pane?.getAttribute('aria-label');
  const place = replaced ?? makeWaiting();
  if (replaced) {
    replaced.setAttribute('aria-busy', 'true');
  } else {
    show(makeMessage('You', shownNow, make('p', { class: 'typed' }, text)));
    show(place);
  }
  const answer = await talk('/preview/messages', { text, ...reader }).then(makeAnswer, makeProblem);
  const atEnd = isAtEnd();
  place.replaceWith(answer);
  const command = CSS.escape(text);
  const button = `[aria-label="${pressedIn}"] :is([data-command="${command}"], [data-types="${command}"])`;
  if (replaced) answer.querySelector(button)?.focus();
  else if (atEnd) reveal(answer);
  return answer;
}

/** Says what a form stands for; it stays to be put right where the answer is for its reader alone, as errors are. */
async function sendForm(line, form) {
  const answer = await ask(line);
  if (answer.dataset.audience === 'everyone') form.closest('.panes').inert = true;
}

log.addEventListener('submit', (event) => {
  event.preventDefault();
  const { command } = event.target.dataset;
  const fields = [...event.target.querySelectorAll('[data-before]')];
  const filledIn = fields.map(({ value, dataset }) => ({ before: dataset.before, value }));
  void sendForm(writeLine(command, filledIn), event.target);
});

log.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (link) Object.assign(link, { target: '_blank', rel: 'noopener noreferrer' });
  const button = event.target.closest('button');
  if (button?.dataset.url) window.open(button.dataset.url, '_blank', 'noopener,noreferrer');
  if (button?.dataset.command === undefined) return;
  void ask(button.dataset.command, 'inPlace' in button.dataset ? button.closest('.pane') : undefined);
});

// Things the bot says unasked; one that is known already is replaced.

new EventSource(`/preview/announcements?${new URLSearchParams(reader)}`).addEventListener('message', ({ data }) => {
  const message = makeAnswer(JSON.parse(data));
  const known = log.querySelector(`[data-announcement="${CSS.escape(message.dataset.announcement)}"]`);
  if (known) return known.replaceWith(message);
  // Whoever reads something older is left there.
  const atEnd = isAtEnd();
  element('empty').hidden = true;
  log.append(message);
  if (atEnd) reveal(message);
});

// Typing

const typed = [];
let recalled = 0;

function submit(text) {
  if (text.trim() === '') return;
  typed.push(text);
  recalled = typed.length;
  void ask(text);
}

element('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  submit(input.value);
  input.value = '';
});

input.addEventListener('keydown', (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined || typed.length === 0) return;
  event.preventDefault();
  recalled = Math.max(0, Math.min(typed.length, recalled + step));
  input.value = typed[recalled] ?? '';
});

// Control strip

function showControls({ now, faults }) {
  shownNow = now;
  element('controls').hidden = false;
  element('controls-problem').textContent = '';
  element('clock-time').textContent = new Date(now).toLocaleTimeString();
  element('clock-date').textContent = new Date(now).toLocaleDateString([], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const fieldset = element('faults');
  fieldset.hidden = Object.keys(faults).length === 0;
  for (const [name, on] of Object.entries(faults)) {
    let box = fieldset.querySelector(`input[name="${CSS.escape(name)}"]`);
    if (!box) {
      box = make('input', { type: 'checkbox', role: 'switch', name });
      fieldset.append(make('label', {}, box, make('span', {}, name)));
    }
    box.checked = on;
  }
}

function control(change) {
  return talk('/preview/controls', change).then(showControls, (error) => {
    element('controls-problem').textContent = error.message;
  });
}

element('controls').addEventListener('click', ({ target }) => {
  if (target.dataset.moveMs) void control({ moveMs: Number(target.dataset.moveMs) });
});
element('faults').addEventListener('change', ({ target }) => void control({ fault: target.name, on: target.checked }));

async function followControls() {
  if (!document.hidden) {
    await talk('/preview/state').then(
      (state) => showControls(state.controls),
      (error) => {
        element('controls-problem').textContent = error.message;
      },
    );
  }
  setTimeout(followControls, 1000);
}

// Start

for (const suggestion of state.suggestions) {
  const chip = make('button', { type: 'button' }, suggestion);
  chip.addEventListener('click', () => {
    submit(suggestion);
    input.focus();
  });
  element('suggestions').append(chip);
}
if (state.controls) void followControls();
input.focus();
