// Dialogs: forms of the bot, and the page's own questions. The browser keeps the focus inside, closes
// on Escape and gives the focus back.

import { $, h, uid } from './dom.js';
import { icon } from './icons.js';

/** showDialog opens a dialog with a title and returns {el, close}; closed is called when it ends. */
export function showDialog(title, content, { wide = false, closed } = {}) {
  const id = uid('title');
  const before = document.activeElement;
  const el = h('dialog', { class: `dialog${wide ? ' wide' : ''}`, 'aria-labelledby': id },
    h('header', { class: 'dialog-head' },
      h('h2', { id }, title),
      h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close', onclick: () => el.close() }, icon('close'))),
    content);
  el.addEventListener('close', () => {
    el.remove();
    if (document.activeElement === document.body) (before?.isConnected && before !== document.body ? before : $('#write')).focus({ preventScroll: true });
    closed?.();
  });
  let pressed = null;
  el.addEventListener('pointerdown', (event) => { pressed = event.target; });
  el.addEventListener('click', (event) => { if (event.target === el && pressed === el) el.close(); });
  document.body.append(el);
  el.showModal();
  return { el, close: () => el.close() };
}

/** askDialog shows a form whose button does something; what is refused is said in the form. */
export function askDialog(title, fields, { button = 'Done', danger = false, run }) {
  const problem = h('p', { class: 'dialog-problem', role: 'alert' });
  const send = h('button', { class: `button ${danger ? 'red' : 'blue'}`, type: 'submit' }, button);
  const form = h('form', { class: 'dialog-form', novalidate: true },
    h('div', { class: 'dialog-body' }, fields, problem),
    h('footer', { class: 'dialog-foot' }, h('button', { class: 'button plain', type: 'button', onclick: () => dialog.close() }, 'Cancel'), send));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    problem.textContent = '';
    try {
      await run(form);
      dialog.close();
    } catch (err) {
      problem.textContent = err.message;
      send.disabled = false;
    }
  });
  const dialog = showDialog(title, form);
  (form.querySelector('input:not([type=hidden]),textarea,select') ?? send).focus();
  return dialog;
}
