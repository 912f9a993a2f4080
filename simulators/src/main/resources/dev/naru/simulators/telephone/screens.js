// SPDX-License-Identifier: Apache-2.0
// What the telephone's screen and the panels beside it look like in each state. Nothing is decided here.
import { hex, unbase64url } from './bytes.js';
import { commandName, masked } from './masked.js';
import { word } from './words.js';

/** An element with properties, attributes that need a name of their own under `set`, and children. */
export function el(tag, properties = {}, ...children) {
  const { set = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.entries(set).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.filter((child) => child !== null));
  return element;
}

function button(name, onclick, className = '') {
  return el('button', { type: 'button', onclick, className, textContent: word(name), set: { 'data-action': name } });
}

/** An amount exactly as the hub wrote it, its whole digits in groups of three. */
export function amount({ value, currency }) {
  const [whole, fraction] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`} ${currency}`;
}

/** The app before anything is asked. */
export function home({ who, isEnrolled, card }, actions) {
  const hello = el('div', { className: 'hello' },
    el('span', { textContent: word('hello') }), el('strong', { textContent: who.payer }));
  if (who.enrolled.length === 0) {
    return [hello, el('p', { textContent: word('noCard') }),
      el('div', { className: 'bottom' }, button('enrolCard', () => actions.ask('CARD_ENROLMENT'), 'primary'))];
  }
  if (!isEnrolled) {
    return [hello, el('p', { textContent: word('noKey') }),
      el('div', { className: 'bottom' }, button('enrolDevice', actions.enrolDevice, 'primary'))];
  }
  const others = ['LOGIN', 'WITHDRAWAL', 'LIMIT_CHANGE'].map((purpose) => button(purpose, () => actions.ask(purpose)));
  const more = who.purse.some((kind) => kind === 'DEDICATED' && !who.enrolled.includes(kind))
    ? button('enrolAnother', () => actions.ask('CARD_ENROLMENT'), 'quiet') : null;
  return [hello, cardChoice(who.enrolled, card, actions.choose),
    el('div', { className: 'bottom' },
      button('pay', () => actions.ask('PAYMENT'), 'primary'),
      el('div', { className: 'others' }, ...others),
      more)];
}

function cardChoice(kinds, chosen, choose) {
  const select = el('select', { id: 'card-choice', onchange: () => choose(select.value) },
    ...kinds.map((kind) => el('option', { value: kind, selected: kind === chosen, textContent: word(`card${kind}`) })));
  return el('label', { className: 'choice' }, el('span', { textContent: word('payWith') }), select);
}

/** What the payer is to agree to: exactly what `display` says. */
function shown({ purpose, challenge }) {
  const { display } = challenge;
  return el('div', { className: 'shown' },
    el('span', { className: 'purpose', id: 'shown-purpose', textContent: word(purpose) }),
    display.limit ? el('b', { id: 'shown-limit', textContent: display.limit }) : null,
    display.amount ? el('strong', { className: 'amount', id: 'shown-amount', textContent: amount(display.amount) }) : null,
    display.payee ? el('span', { className: 'payee' },
      el('small', { textContent: word('to') }), ' ', el('b', { id: 'shown-payee', textContent: display.payee })) : null,
    display.payee_account ? el('span', { className: 'payee' },
      el('small', { textContent: word('account') }), ' ', el('b', { id: 'shown-account', textContent: display.payee_account })) : null);
}

export function asked(state, actions) {
  return [shown(state), waves(), el('p', { className: 'hold', textContent: word('holdCard') }),
    el('div', { className: 'bottom' }, button('cancel', actions.home, 'quiet'))];
}

export function busy(state, name) {
  return [state.challenge ? shown(state) : null, waves(true), el('p', { className: 'hold', textContent: word(name) })];
}

function waves(isBusy = false) {
  return el('div', { className: isBusy ? 'waves busy' : 'waves', set: { 'aria-hidden': 'true' } },
    el('i'), el('i'), el('i'));
}

export function judged(state, actions) {
  const isVerified = state.judged.result === 'VERIFIED';
  const mayPay = isVerified && state.purpose === 'PAYMENT' && !state.paid;
  return [
    el('div', { className: isVerified ? 'verdict good' : 'verdict bad' },
      el('span', { className: 'mark', textContent: isVerified ? '✓' : '✕', set: { 'aria-hidden': 'true' } }),
      el('strong', { id: 'result', textContent: word(state.judged.result), set: { 'data-result': state.judged.result } }),
      el('p', { textContent: word(isVerified ? 'verifiedHint' : 'rejectedHint') })),
    state.challenge ? shown(state) : null,
    state.paid ? el('p', { className: 'paid' }, `${word('paid')}: `,
      el('b', { id: 'paid', textContent: state.paid.state ?? state.paid.code ?? '?' })) : null,
    el('div', { className: 'bottom' },
      mayPay ? button('payNow', actions.pay, 'primary') : null,
      button('done', actions.home, mayPay ? 'quiet' : 'primary'))];
}

export function failed({ failure, retry }, actions) {
  return [
    el('div', { className: 'verdict bad' },
      el('span', { className: 'mark', textContent: '!', set: { 'aria-hidden': 'true' } }),
      el('strong', { id: 'failure', textContent: word(failure.name), set: { 'data-code': failure.code } }),
      el('p', { textContent: failure.sentence }),
      failure.code ? el('code', { textContent: failure.code }) : null),
    el('div', { className: 'bottom' },
      retry ? button('tryAgain', retry, 'primary') : null,
      button('back', actions.home, retry ? 'quiet' : 'primary'))];
}

/** The answer to a pasted challenge, to be copied. */
export function answered({ answer }, actions) {
  const text = JSON.stringify(answer, null, 1);
  return [
    el('h3', { textContent: word('answer') }),
    el('textarea', { id: 'answer', readOnly: true, rows: 9, value: text, set: { 'aria-label': word('answer') } }),
    answer.device_signature ? null : el('p', { textContent: word('unsigned') }),
    el('div', { className: 'bottom' },
      button('copy', () => navigator.clipboard.writeText(text), 'primary'), button('done', actions.home, 'quiet'))];
}

/** A line of the panel that shows what went over the air. */
export function line(step) {
  return el('li', {},
    el('b', { textContent: commandName(step) }),
    el('code', { textContent: masked(step) }),
    el('small', { textContent: `${(step.us / 1000).toFixed(1)} ms` }));
}

/** The claims of an assertion, which the page reads and does not check: its relying party does. */
export function claims(assertion, t) {
  const read = JSON.parse(new TextDecoder().decode(unbase64url(assertion.split('.')[1])));
  const rows = [
    ['purpose', read.purpose],
    ['txn', read.txn && `${read.txn.amount} ${read.txn.currency}`],
    ['card', read.card && [read.card.scheme, read.card.method, read.card.bind].join(' · ')],
    ['atc', read.card?.atc],
    ['dev', read.dev && (read.dev.attested ? 'attested' : 'not attested')],
    ['amr', read.amr?.join(' ')],
    ['acr', read.acr],
    ['iss', read.iss],
    ['aud', read.aud],
    ['exp', new Date(read.exp * 1000).toISOString()],
  ].filter(([, value]) => value !== undefined);
  const isSame = hex(unbase64url(read.T)).toLowerCase() === t;
  return [
    el('dl', {}, ...rows.flatMap(([name, value]) => [el('dt', { textContent: name }), el('dd', { textContent: String(value) })])),
    el('p', { className: isSame ? 'same' : 'other', textContent: word(isSame ? 'sameHash' : 'otherHash'), id: 'same-hash',
      set: { 'data-same': String(isSame) } }),
    el('details', {}, el('summary', { textContent: word('allClaims') }),
      el('pre', { id: 'claims', textContent: JSON.stringify(read, null, 2), tabIndex: 0 }))];
}
