// Forms the bot opens: Discord calls them modals.

import { h, uid } from './dom.js';
import { askDialog } from './dialog.js';
import { prose } from './prose.js';

const textInput = 4;
const paragraph = 2;
const label = 18;
const row = 1;
const text = 10;

/** showForm opens a modal and sends what is filled in. */
export function showForm(modal, channel, app) {
  const inputs = [];
  const fields = modal.components.map((c) => field(c));

  function field(c, title, detail) {
    switch (c.type) {
      case row: return (c.components ?? []).map((inner) => field(inner));
      case label: return field(c.component, c.label, c.description);
      case text: return h('div', { class: 'dialog-prose' }, prose(c.content, app.world));
      case textInput: return input(c, title ?? c.label ?? c.custom_id, detail);
      default: return h('p', { class: 'dialog-hint' }, `${title ?? 'A field'} cannot be filled in here.`);
    }
  }

  function input(c, title, detail) {
    const id = uid('field');
    const needed = c.required !== false;
    const high = c.max_length ?? 4000;
    const el = h(c.style === paragraph ? 'textarea' : 'input', {
      id, name: c.custom_id, class: 'field', placeholder: c.placeholder, maxlength: high, rows: c.style === paragraph ? 8 : null,
      'aria-required': needed ? 'true' : null, 'aria-describedby': `${id}-more`, autocomplete: 'off', value: c.value ?? '',
    });
    const count = h('span', { class: 'field-count' });
    const counted = () => { count.textContent = el.value.length > high * 0.8 ? `${[...el.value].length}/${high}` : ''; };
    el.addEventListener('input', counted);
    counted();
    inputs.push({ el, c, title, needed });
    return h('div', { class: 'field-box' },
      h('label', { for: id }, title, needed && h('span', { class: 'needed', 'aria-hidden': 'true' }, ' *')),
      el, h('div', { class: 'field-more', id: `${id}-more` }, h('span', {}, detail ?? ''), count));
  }

  askDialog(modal.title, [h('p', { class: 'dialog-hint' }, `This form will be sent to ${app.botName}.`), ...fields], {
    button: 'Submit',
    async run() {
      const values = {};
      for (const { el, c, title, needed } of inputs) {
        el.removeAttribute('aria-invalid');
        const n = [...el.value].length;
        if (needed && n === 0 || n > 0 && n < (c.min_length ?? 0)) {
          el.setAttribute('aria-invalid', 'true');
          el.focus();
          throw new Error(n === 0 ? `${title} is required.` : `${title} needs at least ${c.min_length} characters.`);
        }
        values[c.custom_id] = el.value;
      }
      await app.ask(channel, null, app.api.submit(modal.interaction, values));
    },
  });
}
