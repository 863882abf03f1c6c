// Embeds: the boxes in which the bot answers.

import { h, local, safeLink } from './dom.js';
import { absent, picture } from './files.js';
import { line, prose } from './prose.js';
import { styled } from './moments.js';

/** embed draws one. pictures are the message's attachments, for their alternative texts. */
export function embed(e, pictures, world) {
  const thumbnail = e.thumbnail && image(e.thumbnail.url, pictures, true);
  const foot = [e.footer?.text, e.timestamp && styled(new Date(e.timestamp), 'f')].filter(Boolean).join(' • ');
  const el = h('div', { class: `embed${thumbnail ? ' with-thumbnail' : ''}`, role: 'group', 'aria-label': e.title ? `Box: ${plain(e.title)}` : 'Box' },
    e.author && h('div', { class: 'embed-author' }, linked(e.author.url, e.author.name)),
    e.title && h('div', { class: 'embed-title', dir: 'auto' }, linked(e.url, line(e.title, world))),
    e.description && h('div', { class: 'embed-text', dir: 'auto' }, prose(e.description, world)),
    e.fields?.length > 0 && h('div', { class: 'embed-fields' }, fields(e.fields, world)),
    e.image && image(e.image.url, pictures, false),
    foot && h('div', { class: 'embed-foot', dir: 'auto' }, foot),
    thumbnail && h('div', { class: 'embed-thumbnail' }, thumbnail));
  if (e.color) el.style.setProperty('--accent', `#${e.color.toString(16).padStart(6, '0')}`);
  return el;
}

const plain = (text) => text.replace(/[*_~`|\\]/g, '');

function linked(url, content) {
  const safe = url && safeLink(url);
  return safe ? h('a', { href: safe, target: '_blank', rel: 'noopener noreferrer nofollow' }, content) : content;
}

// fields lays inline ones out by threes, as Discord does; the others take a line each.
function fields(all, world) {
  return all.map((f, i) => {
    let row = 0;
    if (f.inline) {
      let first = i;
      while (first > 0 && all[first - 1].inline) first--;
      let last = i;
      while (last + 1 < all.length && all[last + 1].inline) last++;
      row = Math.min(3, last - first + 1 - 3 * Math.floor((i - first) / 3));
    }
    return h('div', { class: `embed-field${f.inline ? ` inline of-${row}` : ''}` },
      f.name && f.name !== '\u200b' && h('div', { class: 'embed-field-name', dir: 'auto' }, line(f.name, world)),
      h('div', { class: 'embed-field-value', dir: 'auto' }, prose(f.value, world)));
  });
}

function image(address, pictures, small) {
  const url = local(address);
  if (!url) return absent(address, small);
  const from = pictures.find((a) => local(a.url) === url);
  return picture(url, from?.description || from?.filename || 'a picture of the answer', from?.width, from?.height, small);
}

/** shownIn reports whether an attachment is drawn inside one of the embeds, and so not by itself. */
export function shownIn(a, embeds) {
  const url = local(a.url);
  return embeds.some((e) => [e.image, e.thumbnail].some((i) => i && local(i.url) === url));
}
