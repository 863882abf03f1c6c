// The right side: one of the story, the wire and the members at a time, or none.

import { $, $$, h, refill } from './dom.js';
import { Wire } from './wire.js';
import { Story } from './story.js';
import { members } from './members.js';
import { stored, store } from './memory.js';

const titles = { story: 'The story', wire: 'The wire', members: 'Members' };

export class Panel {
  constructor(app) {
    this.app = app;
    this.el = $('#panel');
    this.kind = null;
    for (const button of $$('[data-panel]')) button.addEventListener('click', () => this.toggle(button.dataset.panel));
    $('#panel-close').addEventListener('click', () => this.close());
    this.el.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      }
    });
  }

  /** begin opens what was open the last time; for somebody new, the story. */
  async begin() {
    this.story = new Story(this.app);
    const has = await this.story.look();
    $('[data-panel=story]').hidden = !has;
    const wanted = stored('panel', has ? 'story' : '');
    if (wanted && titles[wanted] && (wanted !== 'story' || has) && !matchMedia('(max-width: 1000px)').matches) this.open(wanted);
  }

  toggle(kind) {
    if (this.kind === kind) this.close();
    else {
      this.open(kind);
      $('#panel-title').focus();
    }
  }

  open(kind) {
    this.shown?.stop?.();
    this.kind = kind;
    store('panel', kind);
    $('#panel-title').textContent = titles[kind];
    const body = h('div', { class: `panel-body ${kind}` });
    refill($('#panel-body'), body);
    this.el.hidden = false;
    if (kind === 'wire') (this.shown = new Wire()).draw(body);
    else if (kind === 'story') (this.shown = this.story).draw(body);
    else {
      this.shown = null;
      members(body, this.app);
    }
    this.mark();
  }

  close() {
    const kind = this.kind;
    this.shown?.stop?.();
    this.shown = this.kind = null;
    store('panel', '');
    this.el.hidden = true;
    refill($('#panel-body'));
    this.mark();
    if (kind) $(`[data-panel=${kind}]`).focus({ preventScroll: true });
  }

  /** narrow closes the panel where it lies over the channel. */
  narrow() {
    if (this.kind && matchMedia('(max-width: 1000px)').matches) this.close();
  }

  mark() {
    for (const button of $$('[data-panel]')) button.setAttribute('aria-pressed', String(button.dataset.panel === this.kind));
  }
}
