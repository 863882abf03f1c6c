// Draws what markdown.js read.

import { h, safeLink } from './dom.js';
import { parse, parseLine } from './markdown.js';
import { relative, styled } from './moments.js';
import { shown } from './icons.js';

/**
 * prose draws a text with everything Discord's Markdown has. world names what ids stand for: user(id),
 * role(id), channel(id) return an object or nothing; go(channel, message) follows a reference and
 * use(command) begins a command.
 */
export const prose = (text, world) => draw(parse(text ?? ''), world);

/** line draws the text of one line: titles, names of fields. */
export const line = (text, world) => draw(parseLine(text ?? ''), world);

function draw(nodes, world) {
  return nodes.map((node) => (typeof node === 'string' ? node : kinds[node.kind](node, world)));
}

const kinds = {
  quote: (n, w) => h('blockquote', { class: 'md-quote' }, draw(n.inner, w)),
  heading: (n, w) => h('div', { class: `md-h md-h${n.level}`, role: 'heading', 'aria-level': n.level + 3 }, draw(n.inner, w)),
  small: (n, w) => h('div', { class: 'md-small' }, draw(n.inner, w)),
  list: (n, w) => h(n.ordered ? 'ol' : 'ul', { class: 'md-list', start: n.ordered && n.start !== 1 ? n.start : null }, n.items.map((item) => h('li', {}, draw(item, w)))),
  lists: (n, w) => draw(n.inner, w),
  code: (n) => h('pre', { class: 'md-code', tabindex: 0, role: 'region', 'aria-label': n.language ? `Code, ${n.language}` : 'Code' }, h('code', {}, n.text)),
  strong: (n, w) => h('strong', {}, draw(n.inner, w)),
  em: (n, w) => h('em', {}, draw(n.inner, w)),
  under: (n, w) => h('u', {}, draw(n.inner, w)),
  strike: (n, w) => h('s', {}, draw(n.inner, w)),
  spoiler: (n, w) => spoiler(draw(n.inner, w)),
  tick: (n) => h('code', { class: 'md-tick' }, n.text),
  break: () => h('br'),
  emoji: (n) => `:${n.name}:`,
  everyone: (n) => h('span', { class: 'mention' }, `@${n.name}`),
  user: (n, w) => h('span', { class: 'mention' }, `@${w.user(n.id) ? shown(w.user(n.id)) : 'unknown-user'}`),
  role: (n, w) => h('span', { class: 'mention' }, `@${w.role(n.id)?.name.replace(/^@/, '') ?? 'unknown-role'}`),
  channel: (n, w) => reference(n.id, null, w),
  command: (n, w) => h('button', { class: 'mention', type: 'button', onclick: () => w.use(n.name) }, `/${n.name}`),
  moment: (n) => moment(n),
  link,
};

function link(n, world) {
  const inside = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d{1,20})(?:\/(\d{1,20}))?\/?$/.exec(n.url);
  if (inside && world.channel(inside[1])) return reference(inside[1], inside[2], world);
  const url = safeLink(n.url);
  if (!url) return draw(n.inner, world);
  return h('a', { href: url, title: n.title ? `${n.title}\n\n(${url})` : url, target: '_blank', rel: 'noopener noreferrer nofollow' }, draw(n.inner, world));
}

function reference(channel, message, world) {
  const c = world.channel(channel);
  if (!c) return h('span', { class: 'mention' }, '#unknown');
  const text = `${c.parent_id ? '' : '#'}${c.name ?? shown(c.recipients?.[0])}${message ? ' › message' : ''}`;
  return h('button', { class: 'mention', type: 'button', onclick: () => world.go(channel, message) }, text);
}

function moment(n) {
  const date = new Date(n.seconds * 1000);
  const text = styled(date, n.style);
  if (text === null) return n.raw;
  return h('time', { class: 'md-moment', datetime: date.toISOString(), title: styled(date, 'F'), data: n.style === 'R' ? { relative: date.getTime() } : {} }, text);
}

function spoiler(inner) {
  const content = h('span', { 'aria-hidden': 'true' }, inner);
  const el = h('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Spoiler: press to reveal' }, content);
  const reveal = (event) => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    el.replaceWith(h('span', { class: 'spoiler open' }, ...content.childNodes));
  };
  el.addEventListener('click', reveal);
  el.addEventListener('keydown', reveal);
  return el;
}

/** keepMoments lets "3 minutes ago" grow older while it is looked at. */
export function keepMoments() {
  setInterval(() => {
    for (const el of document.querySelectorAll('time[data-relative]')) el.textContent = relative(new Date(Number(el.dataset.relative)));
  }, 20000);
}
