// The beginning of a channel: what it is for.

import { h } from './dom.js';
import { avatar, icon } from './icons.js';
import { direct } from './state.js';

/** introduction draws what stands above the first message of the open channel. */
export function introduction(app) {
  const { state } = app;
  const c = state.here;
  if (!c) return null;
  if (c.type === direct) {
    return begin(avatar(state.bot, 64), app.botName, [`This is the beginning of your direct messages with ${app.botName}. Send it an article or ask a question: here you need not mention it.`]);
  }
  if (c.parent_id) {
    return begin(h('span', { class: 'intro-sign' }, icon('thread', 36)), c.name, [`A thread in #${state.channel(c.parent_id)?.name ?? 'a channel'}.`]);
  }
  return begin(h('span', { class: 'intro-sign' }, icon('hash', 36)), `Welcome to #${c.name}!`, [
    `This is the beginning of #${c.name}. ${c.topic ? `${c.topic}.` : ''}`,
    h('span', { class: 'intro-hint' }, 'Type ', h('kbd', {}, '/'), ` to see what ${app.botName} can do, or mention it with a question or an article.`),
  ]);
}

const begin = (sign, title, lines) => h('li', { class: 'introduction' }, sign, h('h2', {}, title), lines.map((l) => h('p', {}, l)));
