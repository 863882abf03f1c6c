// What is said aloud to a screen reader, and what is said to everybody in passing.

import { $, h } from './dom.js';

/** announce says a text to screen readers without moving the focus. */
export function announce(text) {
  const at = $('#said');
  at.textContent = '';
  requestAnimationFrame(() => { at.textContent = text; });
}

/** toast shows a sentence for a few seconds; an error stays longer. */
export function toast(text, { error = false } = {}) {
  const el = h('div', { class: `toast${error ? ' error' : ''}`, role: error ? 'alert' : 'status' }, text);
  $('#toasts').append(el);
  setTimeout(() => el.remove(), error ? 9000 : 4000);
}

/** tried runs what may be refused and shows why it was. It returns whether it went well. */
export async function tried(what) {
  try {
    await what();
    return true;
  } catch (err) {
    toast(err.message, { error: true });
    if (err.status === undefined) throw err; // no refusal: a fault of the page, which the console should show
    return false;
  }
}
