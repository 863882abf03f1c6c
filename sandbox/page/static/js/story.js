// The demo's story: what Alice, Bruno and Carla do, as it happens, each step a way to where it happened;
// and what to try next.

import { h, refill } from './dom.js';
import { icon } from './icons.js';
import { sandbox } from './api.js';
import { announce } from './announce.js';

const pace = 600; // ms between two looks while the story goes on

export class Story {
  constructor(app) {
    this.app = app;
    this.told = null;
  }

  /** look asks whether there is a story. */
  async look() {
    try {
      this.told = await sandbox.story();
    } catch { /* the server has none */ }
    return this.told !== null && this.told.title !== '';
  }

  draw(el) {
    this.el = el;
    this.fill();
    this.follow();
  }

  stop() {
    clearTimeout(this.timer);
    this.el = null;
  }

  follow() {
    if (this.told.over || !this.el) return;
    this.timer = setTimeout(async () => {
      const before = this.told;
      await this.look();
      if (this.el && JSON.stringify(before) !== JSON.stringify(this.told)) this.fill();
      if (this.told.over) announce('The story is told.');
      this.follow();
    }, pace);
  }

  fill() {
    const { title, text, steps, tries, over } = this.told;
    const done = steps.filter((s) => s.state !== 'running').length;
    refill(this.el,
      h('h3', { class: 'story-title' }, title),
      text.map((t) => h('p', { class: 'story-text' }, t)),
      tries.length > 0 && over ? h('section', {}, h('h4', {}, 'Now you'),
        h('ul', { class: 'tries' }, tries.map((t) => h('li', {}, h('button', { class: 'try', type: 'button', onclick: () => this.attempt(t) }, h('b', {}, t.label), h('span', {}, t.hint)))))) : '',
      h('h4', {}, over ? 'What happened here' : `Happening now (${done} done)`),
      h('ol', { class: 'steps' }, steps.map((s) => this.step(s))));
  }

  step(s) {
    const state = { running: 'going on', well: 'went well', wrong: 'went wrong' }[s.state];
    return h('li', {}, h('button', { class: `step ${s.state}`, type: 'button', disabled: !s.channel, onclick: () => this.app.visit(s) },
      h('span', { class: 'step-sign', title: state }, s.state === 'running' ? h('span', { class: 'spinner' }) : icon(s.state === 'well' ? 'check' : 'alert', 16), h('span', { class: 'unseen' }, state)),
      h('span', { class: 'step-text' }, h('span', {}, s.title), h('span', { class: 'step-where' }, s.where))));
  }

  async attempt(t) {
    if (t.channel) await this.app.go(t.channel);
    if (t.line.startsWith('/')) await this.app.composer.line(t.line);
    else this.app.composer.say(t.line);
    this.app.panel.narrow();
  }
}
