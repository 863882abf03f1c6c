// The list above the message box: commands after "/", people after "@", values of an option.

import { $, h, refill, uid } from './dom.js';

/** Suggest shows suggestions for one input at a time; the focus stays in the input. */
export class Suggest {
  constructor() {
    this.el = $('#suggest');
    this.items = [];
    this.at = -1;
    this.el.addEventListener('mousedown', (event) => event.preventDefault()); // the input keeps the focus
  }

  get open() { return this.items.length > 0; }

  /**
   * show lists items {label, detail, aside, picture, value} under a title. first highlights the first
   * one, so that Enter takes it; without it Enter takes nothing until an arrow was pressed. note is a
   * line for when there is nothing to list.
   */
  show(input, { title, items, first = false, note = '', pick }) {
    this.input = input;
    this.pick = pick;
    this.items = items;
    this.at = first && items.length > 0 ? 0 : -1;
    const id = uid('suggest');
    const listbox = h('div', { role: 'listbox', id, 'aria-label': title, class: 'suggest-list' }, items.map((item, i) => h('div', {
      class: 'suggest-item', role: 'option', id: `${id}-${i}`, 'aria-selected': String(i === this.at),
      onclick: () => this.take(i), onmousemove: () => i !== this.at && this.light(i),
    },
    item.picture ?? null,
    h('span', { class: 'suggest-label', dir: 'auto' }, item.label),
    item.detail && h('span', { class: 'suggest-detail', dir: 'auto' }, item.detail),
    item.aside && h('span', { class: 'suggest-aside' }, item.aside))));
    refill(this.el, h('div', { class: 'suggest-title' }, title), items.length ? listbox : h('div', { class: 'suggest-note' }, note));
    this.el.hidden = items.length === 0 && !note && !title;
    input.setAttribute('aria-controls', id);
    if (input.getAttribute('role') === 'combobox') input.setAttribute('aria-expanded', String(items.length > 0));
    this.mark();
  }

  hide() {
    this.items = [];
    this.at = -1;
    this.el.hidden = true;
    refill(this.el);
    this.input?.removeAttribute('aria-activedescendant');
    this.input?.removeAttribute('aria-controls');
    if (this.input?.getAttribute('role') === 'combobox') this.input.setAttribute('aria-expanded', 'false');
  }

  light(i) {
    this.at = i;
    this.mark();
  }

  mark() {
    const all = [...this.el.querySelectorAll('[role=option]')];
    all.forEach((el, i) => el.setAttribute('aria-selected', String(i === this.at)));
    if (this.at >= 0) {
      this.input.setAttribute('aria-activedescendant', all[this.at].id);
      all[this.at].scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  take(i) {
    const item = this.items[i];
    const pick = this.pick;
    this.hide();
    pick(item);
  }

  /** key lets the list have a key before its input does, and reports whether it took it. */
  key(event) {
    if (!this.open || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    const n = this.items.length;
    switch (event.key) {
      case 'ArrowDown': this.light((this.at + 1) % n); break;
      case 'ArrowUp': this.light((this.at - 1 + n) % n); break;
      case 'Enter':
        if (this.at < 0 || event.shiftKey) return false;
        this.take(this.at);
        break;
      case 'Tab':
        if (event.shiftKey) return false;
        this.take(Math.max(this.at, 0));
        break;
      case 'Escape': this.hide(); break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
