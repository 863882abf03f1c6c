// Files that wait to be sent: chosen, dropped onto the page or pasted.

import { $, h, refill } from './dom.js';
import { icon } from './icons.js';
import { size } from './files.js';
import { toast } from './announce.js';

const most = 10;
const largest = 10 << 20;

export class Uploads {
  constructor(changed) {
    this.files = [];
    this.changed = changed;
    this.el = $('#uploads');
    this.input = $('#file');
    this.input.addEventListener('change', () => {
      this.add(this.input.files);
      this.input.value = '';
    });
  }

  choose() { this.input.click(); }

  add(files) {
    for (const f of files) {
      if (f.size > largest) toast(`${f.name} is larger than 10 MB.`, { error: true });
      else if (this.files.length >= most) toast('A message takes at most 10 files.', { error: true });
      else this.files.push(f);
    }
    this.draw();
  }

  take() {
    const all = this.files;
    this.files = [];
    this.draw();
    return all;
  }

  draw() {
    this.el.hidden = this.files.length === 0;
    refill(this.el, this.files.map((f, i) => h('li', { class: 'upload' }, thumbnail(f),
      h('span', { class: 'upload-name' }, f.name), h('span', { class: 'upload-size' }, size(f.size)),
      h('button', { class: 'icon-button', type: 'button', 'aria-label': `Remove ${f.name}`, onclick: () => { this.files.splice(i, 1); this.draw(); this.changed(); } }, icon('trash', 16)))));
    this.changed();
  }

  /** dropInto takes files that are dropped onto an element; allowed says whether there is a place for them. */
  dropInto(el, allowed) {
    let depth = 0;
    const files = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    const show = (on) => { $('#drop').hidden = !on; };
    el.addEventListener('dragenter', (event) => { if (files(event) && allowed()) { depth++; show(true); } });
    el.addEventListener('dragleave', (event) => { if (files(event) && --depth <= 0) { depth = 0; show(false); } });
    el.addEventListener('dragover', (event) => { if (files(event)) event.preventDefault(); });
    el.addEventListener('drop', (event) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0;
      show(false);
      if (allowed()) this.add(event.dataTransfer.files);
    });
  }
}

function thumbnail(f) {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(f.type)) return icon('file', 40);
  const url = URL.createObjectURL(f);
  return h('img', { src: url, alt: '', onload: () => URL.revokeObjectURL(url) });
}
