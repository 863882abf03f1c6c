// Lists to choose from: what a select of a message opens.

import { h, uid } from './dom.js';
import { icon } from './icons.js';
import { float, onClose } from './float.js';

/**
 * openList shows options {value, label, detail, picture, chosen} beside anchor and calls pick with the
 * values that were chosen: at once where one is wanted, on closing where there may be several.
 */
export function openList(anchor, label, options, { min = 1, max = 1, pick }) {
  const several = max > 1;
  const chosen = new Set(options.filter((o) => o.chosen).map((o) => o.value));
  const before = [...chosen].join('\n');
  const filter = options.length > 8 ? h('input', { class: 'list-filter', type: 'text', 'aria-label': `Search ${label}`, placeholder: 'Search', autocomplete: 'off' }) : null;
  const box = h('div', { class: 'list', role: 'listbox', 'aria-label': label, 'aria-multiselectable': several ? 'true' : null, tabindex: -1 },
    options.map((o) => option(o)));
  const el = h('div', { class: 'list-float', popover: 'auto' }, filter, box,
    several && h('p', { class: 'list-hint' }, `Choose ${min === max ? min : `${min} to ${max}`}, then press Escape or click beside the list.`));

  function option(o) {
    const line = h('div', { class: 'list-option', role: 'option', id: uid('option'), tabindex: -1, 'aria-selected': String(chosen.has(o.value)), data: { value: o.value } },
      o.picture ?? null,
      h('span', { class: 'list-text' }, h('span', {}, o.label), o.detail && h('span', { class: 'list-detail' }, o.detail)),
      icon('check', 16));
    line.addEventListener('click', () => choose(o, line));
    return line;
  }

  function choose(o, line) {
    if (!several) {
      chosen.clear();
      chosen.add(o.value);
      el.hidePopover();
      return;
    }
    if (chosen.has(o.value)) chosen.delete(o.value);
    else if (chosen.size < max) chosen.add(o.value);
    line.setAttribute('aria-selected', String(chosen.has(o.value)));
  }

  const shown = () => [...box.children].filter((line) => !line.hidden);
  filter?.addEventListener('input', () => {
    const words = filter.value.toLowerCase();
    for (const line of box.children) line.hidden = !line.textContent.toLowerCase().includes(words);
  });
  el.addEventListener('keydown', (event) => {
    const all = shown();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && all.length > 0 && !(document.activeElement === filter && (event.key === 'Home' || event.key === 'End'))) {
      event.preventDefault();
      if (to < 0 && filter) filter.focus();
      else all.at(to % all.length).focus();
    } else if ((event.key === 'Enter' || event.key === ' ' && document.activeElement !== filter)) {
      event.preventDefault();
      event.stopPropagation();
      (at >= 0 ? all[at] : all[0])?.click();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      el.hidePopover();
    }
  });
  const wanted = document.activeElement;
  anchor.setAttribute('aria-expanded', 'true');
  onClose(el, () => {
    anchor.setAttribute('aria-expanded', 'false');
    if (document.activeElement === document.body) (wanted?.isConnected ? wanted : anchor).focus({ preventScroll: true });
    if ([...chosen].join('\n') !== before && chosen.size >= min) pick([...chosen]);
  });
  float(el, anchor);
  (filter ?? box.querySelector('[aria-selected=true]') ?? box.firstElementChild)?.focus({ preventScroll: true });
}
