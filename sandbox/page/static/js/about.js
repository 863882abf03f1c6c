// What the message box is about, when it is about a message: one that is answered, or one that is edited.

import { $, h, refill } from './dom.js';
import { icon, shown } from './icons.js';

export class About {
  /** stopped is called when the person gives it up, with whether a message was being edited. */
  constructor(stopped) {
    this.stopped = stopped;
    this.el = $('#about');
    this.answers = null; // {message, ping}
    this.edits = null; // message
  }

  get on() { return Boolean(this.answers || this.edits); }

  answer(message, ping) {
    this.edits = null;
    this.answers = { message, ping };
    this.draw();
  }

  edit(message) {
    this.answers = null;
    this.edits = message;
    this.draw();
  }

  clear() {
    this.answers = this.edits = null;
    this.draw();
  }

  stop() {
    const edited = Boolean(this.edits);
    this.clear();
    this.stopped(edited);
  }

  draw() {
    this.el.hidden = !this.on;
    if (!this.on) return;
    const stop = h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Cancel', onclick: () => this.stop() }, icon('close', 16));
    if (this.edits) {
      refill(this.el, h('span', {}, 'Editing your message. ', h('kbd', {}, 'Esc'), ' cancels.'), stop);
      return;
    }
    const { message, ping } = this.answers;
    refill(this.el,
      h('span', {}, 'Answering ', h('b', {}, shown(message.author))),
      h('button', { class: 'ping', type: 'button', 'aria-pressed': String(ping), title: 'Whether the author is mentioned', onclick: () => this.answer(message, !ping) }, `@ ${ping ? 'on' : 'off'}`),
      stop);
  }
}
