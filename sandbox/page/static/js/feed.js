// The messages of the open channel. A message that changes is drawn anew by itself; what the person
// was on (a button, the message) keeps the focus, and the view stays at the end if it was there.

import { $, h, refill } from './dom.js';
import { icon, shown } from './icons.js';
import { flags } from './state.js';
import { message } from './message.js';
import { day, sameDay } from './moments.js';
import { announce } from './announce.js';
import { actions } from './actions.js';
import { introduction } from './introduction.js';

const nearEnd = 60;

export class Feed {
  constructor(app) {
    this.app = app;
    this.state = app.state;
    this.scroller = $('#scroller');
    this.list = $('#feed');
    this.failed = new Map(); // channel → texts of what the bot never answered
    this.bar = actions(app, () => this.held());
    this.state.on('room', () => this.draw());
    this.state.on('log', ({ channel, older }) => channel === this.state.room && (older ? this.keepPlace() : this.draw()));
    this.state.on('message', ({ message: m, before }) => this.put(m, before));
    this.state.on('gone', ({ message: m }) => this.drop(m));
    this.state.on('asked', () => this.drawSending());
    this.state.on('noted', ({ message: m }) => this.redraw(m));
    this.scroller.addEventListener('scroll', () => this.scrolled());
    this.list.addEventListener('keydown', (event) => this.walk(event));
    this.list.addEventListener('mouseover', (event) => this.hold(event.target.closest('.message')));
    this.list.addEventListener('focusin', (event) => {
      const el = event.target.closest('.message');
      this.hold(el);
      if (event.target === el) this.rove(el);
    });
    this.scroller.addEventListener('mouseleave', () => this.bar.contains(document.activeElement) || this.bar.remove());
    $('#to-end').addEventListener('click', () => this.toEnd());
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.list);
    this.atEnd = true;
  }

  get log() { return this.state.logs.get(this.state.room); }

  /** draw draws the whole channel and goes to its end. */
  draw() {
    const log = this.log;
    const nodes = [];
    if (log && !log.more) nodes.push(introduction(this.app));
    let previous = null;
    for (const m of log?.list ?? []) {
      nodes.push(this.divide(m, previous), message(m, previous, this.app));
      previous = m;
    }
    refill(this.list, nodes);
    this.list.setAttribute('aria-busy', String(!log));
    this.rove(this.list.querySelector('.message:last-of-type'));
    this.drawSending();
    this.toEnd();
  }

  // keepPlace draws after older messages came, without moving what is looked at.
  keepPlace() {
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    const wasAtEnd = this.atEnd;
    this.draw();
    if (!wasAtEnd) this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  divide(m, previous) {
    const date = new Date(m.timestamp);
    if (previous && sameDay(date, new Date(previous.timestamp))) return null;
    return h('li', { class: 'day', data: { before: m.id } }, h('span', {}, day(date)));
  }

  element(id) { return this.list.querySelector(`[id="message-${id}"]`); }

  put(m, before) {
    if (m.channel_id !== this.state.room || !this.log) return;
    const stay = this.atEnd;
    const list = this.log.list;
    const i = list.findIndex((x) => x.id === m.id);
    const el = message(m, list[i - 1], this.app);
    const old = this.element(m.id);
    if (old) this.swap(old, el);
    else {
      const next = list[i + 1] && this.element(list[i + 1].id);
      const line = this.divide(m, list[i - 1]);
      if (next) next.before(...[line, el].filter(Boolean));
      else this.list.append(...[line, el].filter(Boolean));
      this.rove(el);
      if (next) this.redraw(list[i + 1]);
    }
    this.say(m, before);
    if (stay || m.author.id === this.state.me.id && !before) this.toEnd();
    else if (!before) $('#to-end').hidden = false;
  }

  redraw(m) {
    if (m?.channel_id !== this.state.room || !this.log) return;
    const i = this.log.list.findIndex((x) => x.id === m.id);
    const old = this.element(m.id);
    if (old && i >= 0) this.swap(old, message(this.log.list[i], this.log.list[i - 1], this.app));
  }

  // swap puts el in old's place; who was in old stays at the same control, or at the message when
  // that is gone or disabled.
  swap(old, el) {
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const part = active?.dataset.part;
    el.tabIndex = old.tabIndex;
    const barred = this.bar.parentElement === old;
    const focused = this.bar.contains(active) ? active : null;
    old.replaceWith(el);
    if (barred) el.append(this.bar);
    if (focused) focused.focus({ preventScroll: true });
    else if (active) {
      const same = part && el.querySelector(`[data-part="${CSS.escape(part)}"]:not(:disabled)`);
      (same || el).focus({ preventScroll: true });
    }
  }

  drop(m) {
    if (m.channel_id !== this.state.room) return;
    const old = this.element(m.id);
    if (!old) return;
    const next = old.nextElementSibling ?? old.previousElementSibling;
    if (old.contains(document.activeElement)) next?.focus();
    const line = old.previousElementSibling;
    old.remove();
    if (line?.classList.contains('day') && (!line.nextElementSibling || line.nextElementSibling.classList.contains('day'))) line.remove();
    if (next?.classList.contains('message')) {
      this.redraw({ channel_id: m.channel_id, id: next.dataset.id });
      if (!this.list.querySelector('.message[tabindex="0"]')) this.rove(this.element(next.dataset.id));
    }
  }

  // drawSending shows what was asked and has no sign of the bot yet.
  drawSending() {
    const all = this.state.sending(this.state.room).filter((a) => !a.control);
    refill($('#sending'), all.map((a) => h('div', { class: 'sending' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), `Sending ${a.text ?? ''}…`)));
    refill($('#failed'), (this.failed.get(this.state.room) ?? []).map((text) => h('p', { class: 'failure', role: 'alert' },
      icon('alert', 16), h('span', {}, h('b', {}, text), ' – the application did not respond. '),
      h('button', { class: 'link', type: 'button', onclick: () => this.forgive(text) }, 'Dismiss'))));
    for (const el of this.list.querySelectorAll('[data-part]')) {
      const m = el.closest('.message');
      const waits = Boolean(m) && this.app.waits({ id: m.dataset.id }, Number(el.dataset.part));
      el.classList.toggle('waits', waits);
      el.toggleAttribute('aria-busy', waits);
      if (waits) el.setAttribute('aria-busy', 'true');
    }
    if (this.atEnd) this.toEnd();
  }

  /** fail says at the end of a channel that the bot gave no answer. */
  fail(channel, text) {
    this.failed.set(channel, [...(this.failed.get(channel) ?? []), text]);
    this.drawSending();
  }

  forgive(text) {
    this.failed.set(this.state.room, this.failed.get(this.state.room).filter((x) => x !== text));
    this.drawSending();
    this.app.composer.focus();
  }

  // say reads a message of somebody else aloud, when it comes and when its words change.
  say(m, before) {
    if (m.author.id === this.state.me.id) return;
    if ((m.flags & flags.loading) !== 0) return announce(`${shown(m.author)} is thinking`);
    if (before && before.edited_timestamp === m.edited_timestamp) return; // a reaction, a thread
    const changed = before && (before.flags & flags.loading) === 0;
    const text = this.element(m.id)?.querySelector('.message-body')?.textContent ?? '';
    announce(`${shown(m.author)}${changed ? ' changed a message' : ''}: ${text.slice(0, 300)}`);
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    $('#to-end').hidden = true;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
    if (this.atEnd) $('#to-end').hidden = true;
    if (scrollTop < 200 && this.log?.more) this.state.older(this.state.room);
  }

  /** show goes to a message, loading older ones until it is there. It reports whether it was found. */
  async show(id) {
    while (!this.element(id) && this.log?.more && BigInt(id) < BigInt(this.log.list[0].id)) await this.state.older(this.state.room);
    const el = this.element(id);
    if (!el) return false;
    this.atEnd = false;
    el.scrollIntoView({ block: el.offsetHeight > this.scroller.clientHeight ? 'start' : 'center' });
    el.classList.add('shown');
    setTimeout(() => el.classList.remove('shown'), 2500);
    this.rove(el);
    el.focus({ preventScroll: true });
    this.scrolled();
    return true;
  }

  // One message at a time is in the order of Tab; arrows move on.
  rove(el) {
    if (!el) return;
    for (const other of this.list.querySelectorAll('.message[tabindex="0"]')) other.tabIndex = -1;
    el.tabIndex = 0;
  }

  hold(el) {
    if (el && this.bar.parentElement !== el && !el.classList.contains('notice') && !this.bar.querySelector('[aria-expanded=true]')) el.append(this.bar);
  }

  /** held is the message under the pointer or the focus. */
  held() {
    const id = this.bar.parentElement?.dataset.id;
    return this.state.message(this.state.room, id);
  }

  walk(event) {
    const el = event.target;
    if (!el.classList.contains('message')) {
      if (event.key === 'Escape' && el.closest('.message')) {
        event.stopPropagation();
        el.closest('.message').focus();
      }
      return;
    }
    const all = [...this.list.querySelectorAll('.message')];
    const at = all.indexOf(el);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[Math.max(0, Math.min(to, all.length - 1))].focus();
    } else this.bar.press(event);
  }
}

