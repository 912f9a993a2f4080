// SPDX-License-Identifier: Apache-2.0
// The telephone: asks the member's server for challenges, has cards and the device answer them, and shows what came of it.
import { hex, unhex } from './bytes.js';
import { browserDevice, canKeepKeys, simulatedDevice } from './device.js';
import { makeTappable } from './drag.js';
import * as screens from './screens.js';
import { seal } from './seal.js';
import { Refusal, tap } from './terminal.js';
import { Malformed } from './tlv.js';
import { switchLanguage, translate, word } from './words.js';

const RELYING_PARTY = 'localhost';
const { el } = screens;
const byId = (id) => document.getElementById(id);

let who = { payer: '', purse: [], enrolled: [], devices: {} };
let devices = {};
let chosenDevice = 'browser';
let chosenCard = '';
/** What is on the screen: its name, and what it needs. */
let state = { screen: 'busy', name: 'asking' };

// ---- asking

/** What a server said that was no yes. */
class Refused extends Error {
  constructor(status, body) {
    super(body.detail ?? body.sentence ?? body.title ?? '');
    this.status = status;
    this.code = body.code ?? String(status);
  }
}

async function ask(path, body) {
  const response = await fetch(path, body === undefined ? {} : {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused(response.status, said);
  }
  return said;
}

async function look() {
  who = await ask('/state');
  devices = { browser: browserDevice, simulated: simulatedDevice(who.simulated_device, ask) };
  if (!who.enrolled.includes(chosenCard)) {
    chosenCard = who.enrolled[0] ?? '';
  }
  byId('day').hidden = !who.can_pass_time;
}

function device() {
  return devices[chosenDevice];
}

function isEnrolled(id) {
  return who.devices[id] === true;
}

// ---- showing

const actions = {
  home: () => run(async () => {
    await look();
    show({ screen: 'home' });
  }),
  ask: (purpose) => run(() => askFor(purpose)),
  enrolDevice: () => run(enrolDevice),
  pay: () => run(pay),
  choose: (kind) => {
    chosenCard = kind;
  },
};

function show(next) {
  state = next;
  const drawn = {
    home: () => screens.home({ who, isEnrolled: isEnrolled(device().credentialId()), card: chosenCard }, actions),
    busy: () => screens.busy(state, state.name),
    asked: () => screens.asked(state, actions),
    judged: () => screens.judged(state, actions),
    failed: () => screens.failed(state, actions),
    answered: () => screens.answered(state, actions),
  }[state.screen]();
  const screen = byId('screen');
  // Whoever was on the screen stays there: what had the focus is gone.
  const staysHere = screen.contains(document.activeElement) || document.activeElement?.classList.contains('plastic');
  screen.replaceChildren(...drawn.filter((one) => one !== null));
  screen.dataset.screen = state.screen;
  byId('telephone').classList.toggle('listening', state.screen === 'asked');
  drawPurse();
  if (staysHere) {
    (screen.querySelector('button.primary, button') ?? screen).focus({ preventScroll: true });
  }
  say();
}

/** For who does not see the screen. */
function say() {
  const said = {
    asked: () => [word(state.purpose), state.challenge.display.limit,
      state.challenge.display.amount && screens.amount(state.challenge.display.amount),
      state.challenge.display.payee, state.challenge.display.payee_account, word('holdCard')],
    busy: () => [word(state.name)],
    judged: () => [word(state.judged.result), state.paid?.state],
    failed: () => [word(state.failure.name), state.failure.sentence],
  }[state.screen]?.() ?? [];
  byId('said').textContent = said.filter(Boolean).join(', ');
}

function drawPurse() {
  for (const card of byId('cards').children) {
    const kind = card.dataset.kind;
    card.disabled = state.screen !== 'asked';
    card.querySelector('.name').textContent = word(`card${kind}`);
    card.querySelector('.note').textContent = word(`note${kind}`);
    card.querySelector('.badge').textContent = who.enrolled.includes(kind) ? word('enrolled') : '';
  }
}

function fillPurse() {
  byId('cards').replaceChildren(...who.purse.map((kind) => {
    const card = el('button', { type: 'button', className: `plastic ${kind.toLowerCase()}`, set: { 'data-kind': kind } },
      el('span', { className: 'name' }), el('span', { className: 'badge' }),
      el('span', { className: 'chip', set: { 'aria-hidden': 'true' } }),
      el('span', { className: 'digits', textContent: '•••• •••• •••• ••••', set: { 'aria-hidden': 'true' } }),
      el('span', { className: 'note' }));
    makeTappable(card, byId('telephone'), () => state.screen === 'asked' && run(() => tapped(kind)));
    return card;
  }));
}

// ---- acting

/** Does one thing; whatever goes wrong is on the screen in the end. */
async function run(doing) {
  try {
    await doing();
  } catch (wrong) {
    show({ screen: 'failed', failure: failureOf(wrong) });
  }
}

function failureOf(wrong) {
  if (wrong instanceof Refusal || wrong instanceof Malformed) {
    return { name: 'noTap', code: '', sentence: wrong.message };
  }
  if (wrong instanceof DOMException) {
    return { name: 'noSignature', code: wrong.name, sentence: wrong.message };
  }
  if (wrong instanceof Refused) {
    const hints = { AUTHENTICATOR_TOO_NEW: 'tooNew', CHALLENGES_TOO_MANY: 'hadEnough' };
    return { name: 'refused', code: wrong.code, sentence: hints[wrong.code] ? word(hints[wrong.code]) : wrong.message };
  }
  console.error(wrong);
  return { name: 'unreachable', code: '', sentence: '' };
}

/** What was shown of the last tap is not of the next. */
function clearPanels() {
  byId('assertion-panel').hidden = true;
  byId('air').replaceChildren();
}

async function askFor(purpose) {
  show({ screen: 'busy', name: 'asking' });
  clearPanels();
  const id = device().credentialId();
  const knows = isEnrolled(id) || purpose === 'DEVICE_ENROLMENT';
  const challenge = await ask('/app/challenges', { purpose, card: chosenCard, credential_id: knows ? id : '' });
  show({ screen: 'asked', purpose, challenge });
}

/** The device makes a key, and a card lets it in. */
async function enrolDevice() {
  show({ screen: 'busy', name: 'signing' });
  const invitation = await ask('/app/invitation', {});
  const made = await device().makeKey(invitation, who.payer);
  await ask('/app/device-keys', { registration: invitation.registration, ...made });
  await askFor('DEVICE_ENROLMENT');
}

/** A card is in the field. */
async function tapped(kind) {
  const { purpose, challenge } = state;
  const air = byId('air');
  show({ screen: 'busy', name: 'reading', purpose, challenge });
  const transcript = await tap(challenge.card_challenge, async (command) => {
    const began = performance.now();
    const { answer } = await ask(`/cards/${kind}/transmit`, { command: hex(command) });
    air.append(screens.line({ c: hex(command), r: answer, us: 1000 * (performance.now() - began) }));
    air.scrollTop = air.scrollHeight;
    return unhex(answer);
  });
  const sealed = await seal(challenge.opening_key, JSON.stringify(transcript));
  await sign(kind, { purpose, challenge }, { sealed_transcript: sealed });
}

/** The device signs the same hash. A browser may want another click for it, and gets one. */
async function sign(kind, about, answer) {
  const { challenge } = about;
  const mayBeUnsigned = about.purpose === 'PASTED' && device().credentialId() === '';
  if (challenge.device_challenge && !mayBeUnsigned) {
    show({ screen: 'busy', name: 'signing', ...about });
    try {
      answer.device_signature = await device().sign(challenge.device_challenge, RELYING_PARTY);
    } catch (wrong) {
      show({ screen: 'failed', failure: failureOf(wrong), retry: () => run(() => sign(kind, about, answer)) });
      return;
    }
  }
  await send(kind, about, answer);
}

async function send(kind, about, answer) {
  if (about.purpose === 'PASTED') {
    show({ screen: 'answered', answer });
    return;
  }
  show({ screen: 'busy', name: 'judging', ...about });
  const judged = await ask(`/app/challenges/${about.challenge.challenge_id}/response`, { tapped: kind, answer });
  await look();
  if (judged.assertion) {
    byId('assertion').replaceChildren(...screens.claims(judged.assertion, about.challenge.t));
    byId('assertion-panel').hidden = false;
  }
  show({ screen: 'judged', judged, ...about });
}

async function pay() {
  const { challenge, judged, purpose } = state;
  show({ screen: 'busy', name: 'asking', challenge, purpose });
  const paid = await ask(`/app/challenges/${challenge.challenge_id}/pay`, {});
  show({ screen: 'judged', challenge, judged, purpose, paid });
}

function takePasted() {
  try {
    const challenge = JSON.parse(byId('pasted').value);
    if (!challenge.card_challenge?.applications || !challenge.opening_key || !challenge.display) {
      throw new SyntaxError('a part is missing');
    }
    clearPanels();
    show({ screen: 'asked', purpose: 'PASTED', challenge });
  } catch {
    byId('said').textContent = word('notAChallenge');
    byId('pasted').setAttribute('aria-invalid', 'true');
    return;
  }
  byId('pasted').removeAttribute('aria-invalid');
}

// ---- beginning

function chooseDevice(name) {
  chosenDevice = name;
  byId(`device-${name}`).checked = true;
}

async function begin() {
  await look();
  const browserCan = canKeepKeys();
  byId('device-browser').disabled = !browserCan;
  byId('no-webauthn').hidden = browserCan;
  // A device that a card has let in already signs at once; else it is the browser's turn, where it can.
  const own = isEnrolled(browserDevice.credentialId());
  chooseDevice(browserCan && (own || !isEnrolled(who.simulated_device)) ? 'browser' : 'simulated');
  fillPurse();
  show({ screen: 'home' });
}

for (const name of ['browser', 'simulated']) {
  byId(`device-${name}`).addEventListener('change', () => {
    chooseDevice(name);
    if (state.screen === 'home') {
      show(state);
    }
  });
}
byId('language').addEventListener('click', () => {
  switchLanguage();
  show(state);
});
byId('take-pasted').addEventListener('click', takePasted);
byId('unlock').addEventListener('click', () => run(async () => {
  await ask('/app/unlock', {});
  byId('said').textContent = word('unlocked');
}));
byId('day').addEventListener('click', () => run(async () => {
  await ask('/app/day', {});
  byId('said').textContent = word('dayPassed');
}));

translate();
await run(begin);
