// The wire: every request of the bot and every frame of the gateway as they go by, with the rules that
// were broken and how long the bot took to acknowledge.

import { h, refill } from './dom.js';
import { icon } from './icons.js';
import { sandbox } from './api.js';
import { took } from './moments.js';
import { follow } from './stream.js';
import { faults } from './faults.js';

const most = 400; // rows that are kept; the server remembers more
const patience = 3e9; // ns until Discord gives an interaction up

export class Wire {
  constructor() {
    this.rows = [];
    this.counts = { requests: 0, events: 0, broken: 0, acks: [] };
  }

  /** draw fills the panel and begins to listen. */
  draw(el) {
    this.figures = h('dl', { class: 'figures' });
    this.strip = h('div', { class: 'acks', role: 'img' });
    this.which = h('select', { class: 'field small', 'aria-label': 'Show', onchange: () => this.filter() },
      h('option', { value: 'all' }, 'Everything'), h('option', { value: 'requests' }, 'Requests'), h('option', { value: 'events' }, 'Gateway'), h('option', { value: 'broken' }, 'Broken rules'), h('option', { value: 'faults' }, 'Faults'));
    this.words = h('input', { class: 'field small', type: 'text', placeholder: 'Filter', 'aria-label': 'Filter by name', oninput: () => this.filter() });
    this.beats = h('input', { type: 'checkbox', onchange: () => this.filter() });
    this.list = h('ol', { class: 'wire-list', 'aria-label': 'What crossed the wire, the latest first' });
    this.faults = faults();
    el.append(
      this.figures, this.strip, this.faults.el,
      h('div', { class: 'wire-filter' }, this.which, this.words, h('label', { class: 'check' }, this.beats, 'heartbeats')),
      this.list);
    this.end = follow(sandbox.wireFrom, 0, { learn: (x) => this.add(x) });
    this.summarise();
  }

  stop() {
    this.end?.();
  }

  add(x) {
    if (x.gateway) this.counts.events++;
    else this.counts.requests++;
    if (x.broken?.length) this.counts.broken++;
    if (x.acked) this.counts.acks.push(x.acked);
    if (x.fault) this.faults.again();
    const row = { x, el: this.row(x) };
    this.rows.push(row);
    this.list.prepend(row.el);
    if (this.rows.length > most) this.rows.shift().el.remove();
    row.el.hidden = !this.wanted(x);
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = null;
      this.summarise();
    });
  }

  summarise() {
    const { requests, events, broken, acks } = this.counts;
    const sorted = [...acks].sort((a, b) => a - b);
    const figure = (name, value, bad) => h('div', { class: bad ? 'bad' : '' }, h('dt', {}, name), h('dd', {}, value));
    refill(this.figures,
      figure('requests', requests), figure('gateway frames', events), figure('rules broken', broken, broken > 0),
      figure('acknowledged in', sorted.length ? took(sorted[sorted.length >> 1]) : '–'), figure('at most', sorted.length ? took(sorted.at(-1)) : '–', sorted.at(-1) > patience));
    const last = acks.slice(-60);
    refill(this.strip, last.map((ns) => {
      const bar = h('i', { class: ns > patience / 2 ? 'slow' : '' });
      bar.style.height = `${Math.max(6, Math.min(100, 100 * Math.sqrt(ns / patience)))}%`;
      return bar;
    }));
    this.strip.setAttribute('aria-label', sorted.length ? `Times to acknowledgement of the last ${last.length} interactions; Discord waits 3 s` : 'No interaction yet');
  }

  wanted(x) {
    if (!this.beats.checked && /HEARTBEAT/.test(x.operation)) return false;
    const words = this.words.value.trim().toLowerCase();
    if (words && !`${x.operation} ${x.path ?? ''}`.toLowerCase().includes(words)) return false;
    return { all: true, requests: !x.gateway, events: x.gateway, broken: x.broken?.length > 0 || x.judged?.length > 0, faults: Boolean(x.fault) }[this.which.value];
  }

  filter() {
    for (const { x, el } of this.rows) el.hidden = !this.wanted(x);
  }

  row(x) {
    const bad = x.broken?.length > 0 || x.judged?.length > 0;
    const button = h('button', { class: 'wire-head', type: 'button', 'aria-expanded': 'false' },
      h('span', { class: `wire-way ${x.gateway && x.sent ? 'to' : 'from'}`, title: way(x) }, h('span', { 'aria-hidden': 'true' }, x.gateway && x.sent ? '↓' : '↑'), h('span', { class: 'unseen' }, way(x))),
      h('span', { class: 'wire-name', title: x.operation }, x.operation),
      x.fault && h('span', { class: 'mark fault' }, 'fault'),
      bad && h('span', { class: 'mark broken' }, x.broken?.length > 0 ? `broke ${x.broken.length === 1 ? 'a rule' : `${x.broken.length} rules`}` : 'judged'),
      x.acked && h('span', { class: `mark ack${x.acked > patience / 2 ? ' slow' : ''}`, title: 'From asking to the bot’s first answer' }, `ack ${took(x.acked)}`),
      x.status && h('span', { class: `mark status s${Math.floor(x.status / 100)}` }, x.status),
      !x.acked && h('span', { class: 'wire-took' }, x.took ? took(x.took) : ''));
    const li = h('li', { class: `wire-row${bad ? ' broken' : ''}${x.fault ? ' struck' : ''}` }, button);
    button.addEventListener('click', () => {
      const open = button.getAttribute('aria-expanded') !== 'true';
      button.setAttribute('aria-expanded', String(open));
      if (open) li.append(details(x));
      else li.lastElementChild.remove();
    });
    return li;
  }
}

function way(x) {
  if (!x.gateway) return 'Request of the bot';
  return x.sent ? 'Gateway, to the bot' : 'Gateway, from the bot';
}

function details(x) {
  const at = new Date(x.at);
  return h('div', { class: 'wire-details' },
    h('p', {}, `${at.toLocaleTimeString('en-GB')}.${String(at.getMilliseconds()).padStart(3, '0')} · ${way(x)}`),
    x.method && h('p', { class: 'wire-path' }, `${x.method} ${x.path}`),
    x.fault && h('p', { class: 'wire-fault' }, icon('alert', 14), `Ordered fault: ${x.fault}`),
    x.broken?.length > 0 && h('ul', { class: 'wire-broken' }, x.broken.map((b) => h('li', {}, h('b', {}, b.rule), ` at ${b.path || 'the body'}: ${b.message} (${b.code})`))),
    x.judged?.length > 0 && h('ul', { class: 'wire-broken' }, x.judged.map((j) => h('li', {}, `The schema says of the sandbox’s own answer: ${j}`))),
    body(x.gateway ? 'Frame' : 'Sent', x.request), body(x.gateway ? 'Frame' : 'Answered', x.response));
}

function body(title, json) {
  if (json === undefined) return null;
  return [h('h3', {}, title), h('pre', { tabindex: 0, role: 'region', 'aria-label': title }, JSON.stringify(json, null, 2))];
}
