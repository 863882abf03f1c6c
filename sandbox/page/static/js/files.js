// Files of a message: pictures in place, texts with their first lines, anything else as a card.

import { h, local } from './dom.js';
import { icon } from './icons.js';
import { showDialog } from './dialog.js';

const previewed = 200 << 10; // texts up to here are read for their first lines
const firstLines = 7;

/** file draws one attachment. */
export function file(a) {
  const url = local(a.url);
  if (!url) return h('div', { class: 'file' }, icon('file', 28), h('div', { class: 'file-text' }, h('span', { class: 'file-name' }, a.filename), h('span', { class: 'file-size' }, 'lies elsewhere')));
  if (/^image\/(png|jpeg|gif|webp)$/.test(a.content_type ?? '')) return picture(url, a.description || a.filename, a.width, a.height);
  return card(a, url);
}

/** picture draws an image that grows when it is pressed. */
export function picture(url, says, width, height, small = false) {
  const image = () => h('img', { src: url, alt: says, width, height, loading: 'lazy', decoding: 'async' });
  return h('button', {
    class: `picture${small ? ' small' : ''}`, type: 'button', 'aria-label': `Picture: ${says}. Open it`,
    onclick: () => showDialog(says, h('div', { class: 'picture-large' }, image(), h('a', { href: url, target: '_blank', rel: 'noopener' }, 'Open in a tab of its own')), { wide: true }),
  }, image());
}

/** absent stands for a picture that lies elsewhere: the page loads nothing from outside. */
export function absent(address, small) {
  let host = 'elsewhere';
  try { host = new URL(address).host; } catch { /* no address at all */ }
  const says = `A picture from ${host}. The sandbox loads nothing from outside.`;
  if (small) return h('div', { class: 'picture-absent small', role: 'img', 'aria-label': says, title: says }, icon('picture', 24));
  return h('div', { class: 'picture-absent' }, icon('picture', 24), h('span', {}, says));
}

function card(a, url) {
  const head = h('div', { class: 'file' },
    icon('file', 28),
    h('div', { class: 'file-text' },
      h('a', { class: 'file-name', href: url, download: a.filename }, a.filename),
      h('span', { class: 'file-size' }, size(a.size))));
  if (!/^text\/(plain|markdown|csv)/.test(a.content_type ?? '') || a.size > previewed) return head;
  const box = h('div', { class: 'file-preview' }, head);
  preview(box, url, a.filename);
  return box;
}

const texts = new Map(); // address → text: a message is drawn again whenever it changes

async function preview(box, url, name) {
  try {
    if (!texts.has(url)) {
      if (texts.size > 100) texts.clear();
      texts.set(url, fetch(url).then((r) => (r.ok ? r.text() : Promise.reject(new Error(r.statusText)))));
    }
    const text = await texts.get(url);
    const lines = text.split('\n');
    const code = h('code', {}, lines.slice(0, firstLines).join('\n'));
    const pre = h('pre', { class: 'file-lines', tabindex: 0, role: 'region', 'aria-label': `Text of ${name}` }, code);
    box.prepend(pre);
    if (lines.length <= firstLines && text.length < 1200) return;
    const toggle = h('button', { class: 'file-more', type: 'button', 'aria-expanded': 'false' }, 'Show all');
    toggle.addEventListener('click', () => {
      const open = toggle.getAttribute('aria-expanded') !== 'true';
      toggle.setAttribute('aria-expanded', String(open));
      toggle.textContent = open ? 'Show less' : 'Show all';
      pre.classList.toggle('open', open);
      code.textContent = open ? text : lines.slice(0, firstLines).join('\n');
    });
    pre.after(toggle);
  } catch {
    texts.delete(url); // it may have expired; the card stays
  }
}

/** size writes a number of bytes. */
export function size(n) {
  if (n >= 1 << 20) return `${(n / (1 << 20)).toFixed(1)} MB`;
  return n >= 1 << 10 ? `${(n / (1 << 10)).toFixed(1)} kB` : `${n} bytes`;
}
