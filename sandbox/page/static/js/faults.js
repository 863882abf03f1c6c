// The switch for faults: what can be made to go wrong with the bot's Discord, and what is wrong now.

import { h, refill, uid } from './dom.js';
import { icon } from './icons.js';
import { sandbox } from './api.js';
import { tried } from './announce.js';

/**
 * faults returns the section of the wire panel in which faults are ordered and healed, and what draws it
 * anew when a fault may have struck.
 */
export function faults() {
  const id = uid('faults');
  const toggle = h('button', { class: 'section-toggle', type: 'button', 'aria-expanded': 'false', 'aria-controls': id }, icon('right', 16), 'Break something', h('span', { class: 'mark fault', hidden: true }));
  const inside = h('div', { id, class: 'faults', hidden: true });
  toggle.addEventListener('click', () => {
    const open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
    inside.hidden = !open;
    if (open) draw();
  });
  const standing = h('ul', { class: 'standing', 'aria-label': 'Faults that stand', hidden: true });

  const order = (text) => tried(async () => {
    await sandbox.fault(text);
    await draw();
  });

  async function draw() {
    let all;
    try {
      all = await sandbox.faults();
    } catch (err) {
      return refill(inside, h('p', {}, err.message));
    }
    stand(all.standing);
    const line = h('input', { class: 'field small', 'aria-label': 'A fault as text', placeholder: '429,on=create_message,times=2' });
    const hint = h('p', { class: 'fault-says' });
    const choose = h('select', { class: 'field small', 'aria-label': 'Kind of fault' }, h('option', { value: '' }, 'Choose a fault…'), all.kinds.map((k) => h('option', { value: k.name }, k.name)));
    choose.addEventListener('change', () => {
      const k = all.kinds.find((x) => x.name === choose.value);
      line.value = k?.example ?? '';
      hint.textContent = k ? `${k.says}${k.takes?.length ? ` Takes: ${[k.takes].flat().join(', ')}.` : ''}` : '';
    });
    return refill(inside,
      standing,
      h('form', { class: 'fault-form', onsubmit: (event) => { event.preventDefault(); if (line.value.trim()) order(line.value.trim()); } },
        choose, line, h('button', { class: 'button red small', type: 'submit' }, 'Break it')),
      hint,
      h('div', { class: 'row' },
        h('button', { class: 'button grey small', type: 'button', onclick: () => tried(async () => { await sandbox.heal(); await draw(); }) }, 'Heal everything'),
        h('button', { class: 'button grey small', type: 'button', title: 'Interactions nobody acknowledged fail', onclick: () => tried(() => sandbox.advance('3s')) }, icon('clock', 14), '+3 s'),
        h('button', { class: 'button grey small', type: 'button', title: 'Interaction tokens end', onclick: () => tried(() => sandbox.advance('15m')) }, icon('clock', 14), '+15 min')));
  }

  function stand(all) {
    const mark = toggle.querySelector('.mark');
    mark.hidden = standing.hidden = all.length === 0;
    mark.textContent = all.length;
    refill(standing, all.map((f) => h('li', {},
      h('code', {}, f.text), h('span', { class: 'fault-struck' }, f.struck === 1 ? 'struck once' : `struck ${f.struck ?? 0} times`),
      h('button', { class: 'icon-button', type: 'button', 'aria-label': `End ${f.text}`, onclick: () => tried(async () => { await sandbox.mend(f.id); await draw(); }) }, icon('close', 14)))));
  }

  let due = null;
  const again = () => {
    due ??= setTimeout(async () => {
      due = null;
      await sandbox.faults().then((all) => stand(all.standing), () => {}); // the next one will tell
    }, 200);
  };
  return { el: h('section', { class: 'fault-section', 'aria-label': 'Faults' }, toggle, inside), again };
}
