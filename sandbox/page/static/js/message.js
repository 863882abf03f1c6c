// One message, as a list item.

import { h } from './dom.js';
import { avatar, icon, shown } from './icons.js';
import { flags, kinds } from './state.js';
import { embed, shownIn } from './embed.js';
import { file } from './files.js';
import { parts } from './parts.js';
import { line, prose } from './prose.js';
import { styled, when } from './moments.js';
import { tried } from './announce.js';

const together = 7 * 60 * 1000; // messages of one author are one block for so long

/** begins reports whether m starts a block of its own: another author, a reply, an answer, a pause. */
export function begins(m, previous) {
  return !previous || previous.author.id !== m.author.id || m.type !== previous.type && (m.type >= kinds.reply || previous.type === kinds.thread) ||
    Boolean(m.referenced_message) || Boolean(m.interaction) || previous.type === kinds.starter ||
    ((m.flags ^ previous.flags) & flags.ephemeral) !== 0 || new Date(m.timestamp) - new Date(previous.timestamp) > together;
}

/** message draws m; previous is the one above it. */
export function message(m, previous, app) {
  if (m.type === kinds.thread) return notice(m, app);
  if (m.type === kinds.starter && m.referenced_message && !m.shownAs) { // shown as the message itself, without what it has in its channel
    return message({ ...m.referenced_message, shownAs: m.id, type: kinds.starter, message_reference: undefined, thread: undefined }, null, app);
  }
  const head = begins(m, previous);
  const id = m.shownAs ?? m.id;
  const sent = new Date(m.timestamp);
  const mentioned = m.mentions?.some((u) => u.id === app.state.me.id) || m.mention_everyone;
  const ephemeral = (m.flags & flags.ephemeral) !== 0;
  return h('li', {
    class: `message${head ? ' first' : ''}${mentioned ? ' mentioned' : ''}${ephemeral ? ' ephemeral' : ''}`,
    id: `message-${id}`, tabindex: -1, data: { id }, 'aria-label': `${shown(m.author)}, ${styled(sent, 't')}`,
  },
  head && origin(m, app),
  head && h('div', { class: 'message-avatar' }, avatar(m.author)),
  head
    ? h('h3', { class: 'message-head' },
      h('span', { class: 'author' }, shown(m.author)),
      m.author.bot && h('span', { class: 'tag' }, 'APP'),
      h('time', { datetime: m.timestamp, title: styled(sent, 'F') }, when(sent)))
    : h('time', { class: 'message-time', datetime: m.timestamp, title: styled(sent, 'F'), 'aria-hidden': 'true' }, styled(sent, 't')),
  h('div', { class: 'message-body' },
    (m.flags & flags.loading) !== 0
      ? h('p', { class: 'thinking' }, h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), `${shown(m.author)} is thinking…`)
      : content(m, app),
    reactions(m, app),
    m.thread && threadLink(m.thread, app),
    app.state.failures.has(m.id) && h('p', { class: 'failure', role: 'alert' }, icon('alert', 16), app.state.failures.get(m.id)),
    ephemeral && h('p', { class: 'only-you' }, icon('eye', 16), 'Only you can see this • ',
      h('button', { class: 'link', type: 'button', onclick: () => tried(() => app.api.erase(m)) }, 'Dismiss message'))));
}

function content(m, app) {
  const suppressed = (m.flags & flags.suppressEmbeds) !== 0;
  const embeds = suppressed ? [] : m.embeds ?? [];
  const v2 = (m.flags & flags.componentsV2) !== 0;
  const files = v2 ? [] : (m.attachments ?? []).filter((a) => !shownIn(a, embeds));
  return [
    m.content && h('div', { class: 'message-text', dir: 'auto' }, prose(m.content, app.world), m.edited_timestamp && edited(m)),
    embeds.map((e) => embed(e, m.attachments ?? [], app.world)),
    files.length > 0 && h('div', { class: 'files' }, files.map(file)),
    parts(m.components ?? [], m, app),
    !m.content && m.edited_timestamp && edited(m),
  ];
}

const edited = (m) => h('span', { class: 'edited', title: styled(new Date(m.edited_timestamp), 'F') }, ' (edited)');

// origin is the line above a message that answers something.
function origin(m, app) {
  const asked = m.interaction ?? (m.interaction_metadata?.type === 2 && !m.referenced_message ? m.interaction_metadata : null);
  if (asked) {
    const menu = m.type === 23;
    return h('div', { class: 'origin' }, avatar(asked.user, 16), h('span', { class: 'origin-name' }, shown(asked.user)), ' used ',
      h('span', { class: 'mention' }, menu ? asked.name : `/${asked.name ?? 'a command'}`));
  }
  if (m.referenced_message === undefined && !m.message_reference || m.type !== kinds.reply && m.type !== 23) return null;
  const to = m.referenced_message;
  if (!to) return h('div', { class: 'origin' }, icon('reply', 14), h('i', {}, 'The message this answers was deleted'));
  const text = to.content ? line(to.content.split('\n').slice(0, 2).join(' '), { ...app.world, go: () => {} }) : h('i', {}, to.attachments?.length ? 'Press to see the file' : 'Press to see the message');
  const el = h('button', { class: 'origin', type: 'button', title: 'Go to the message this answers' },
    h('span', { class: 'unseen' }, 'Answers '), avatar(to.author, 16), h('span', { class: 'origin-name' }, shown(to.author)), h('span', { class: 'origin-text' }, flat(text)));
  el.addEventListener('click', () => app.go(to.channel_id, to.id));
  return el;
}

// flat takes the controls out of drawn text: a button cannot hold another.
function flat(nodes) {
  const box = h('span', {}, nodes);
  for (const el of box.querySelectorAll('button, a, br')) el.replaceWith(h('span', { class: el.className }, el.tagName === 'BR' ? ' ' : el.textContent));
  return [...box.childNodes];
}

function reactions(m, app) {
  if (!m.reactions?.length) return null;
  return h('div', { class: 'reactions' }, m.reactions.map((r) => {
    const who = r.users.map((id) => (id === app.state.me.id ? 'you' : shown(app.state.user(id)))).join(', ');
    return h('button', {
      class: `reaction${r.me ? ' mine' : ''}`, type: 'button', 'aria-pressed': String(r.me), title: `${r.emoji.name} by ${who}`,
      'aria-label': `${r.emoji.name}, ${r.count} by ${who}`, data: { part: `reaction ${r.emoji.name}` },
      onclick: () => tried(() => (r.me ? app.api.unreact(m, r.emoji.name) : app.api.react(m, r.emoji.name))),
    }, r.emoji.name, h('span', { class: 'reaction-count' }, r.count));
  }));
}

function threadLink(t, app) {
  const n = app.state.channel(t.id)?.message_count ?? t.message_count ?? 0;
  return h('button', { class: 'thread-link', type: 'button', onclick: () => app.go(t.id) },
    icon('thread', 18), h('span', { class: 'thread-name' }, t.name), h('span', { class: 'thread-count' }, n === 1 ? '1 message ›' : `${n} messages ›`));
}

function notice(m, app) {
  return h('li', { class: 'message first notice', id: `message-${m.id}`, tabindex: -1, data: { id: m.id } }, icon('thread', 20),
    h('div', { class: 'message-body' }, h('b', {}, shown(m.author)), ' started a thread: ',
      h('button', { class: 'link', type: 'button', onclick: () => app.go(m.message_reference?.channel_id) }, m.content), ' ',
      h('time', { datetime: m.timestamp }, when(new Date(m.timestamp)))));
}
