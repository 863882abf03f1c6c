// What can be done with a message: the bar over it, its menu, its keys.

import { h } from './dom.js';
import { icon, shown } from './icons.js';
import { float, onClose } from './float.js';
import { openMenu } from './menu.js';
import { askDialog } from './dialog.js';
import { flags } from './state.js';
import { toast, tried } from './announce.js';

const emojis = ['👍', '👎', '👀', '✅', '❌', '❤️', '🎉', '🤔', '😂', '😮', '😢', '🙏', '🔥', '📌', '📰', '🗂️', '❓', '⚠️', '🕊️', '🤝', '🏛️', '🗳️', '📈', '📉'];
const messageCommand = 3;

/** actions returns the bar of buttons that stands over the message held() returns. */
export function actions(app, held) {
  const { state, api } = app;

  const can = (m) => {
    const may = state.channel(m.channel_id)?.may ?? {};
    const only = (m.flags & flags.ephemeral) !== 0;
    const mine = m.author.id === state.me.id;
    return { react: may.react && !only, reply: may.send && !only, edit: mine, erase: mine || may.manage || only, thread: may.threads && !only && !m.thread };
  };

  const button = (name, says, run) => h('button', { class: 'icon-button', type: 'button', 'aria-label': says, title: says, onclick: (event) => { const m = held(); if (m) run(m, event.currentTarget); } }, icon(name, 18));
  const more = button('more', 'More', (m, el) => menu(m, el));
  more.setAttribute('aria-haspopup', 'menu');
  const bar = h('div', { class: 'actions', role: 'group', 'aria-label': 'Do something with this message' },
    button('smile', 'Add a reaction', (m, el) => react(m, el)),
    button('reply', 'Reply', (m) => app.composer.reply(m)),
    more);

  async function menu(m, anchor) {
    const may = can(m);
    let commands = [];
    try { commands = (await app.commands()).filter((c) => c.type === messageCommand); } catch { /* none, then */ }
    const apps = commands.map((c) => ({
      label: c.name, detail: app.botName, icon: 'apps', run: () => tried(() => app.ask(m.channel_id, null, api.menu(m, c.name))),
    }));
    const items = [
      may.react && { label: 'Add reaction', icon: 'smile', run: () => react(m, element(m)) },
      may.reply && { label: 'Reply', icon: 'reply', run: () => app.composer.reply(m) },
      may.edit && { label: 'Edit message', icon: 'edit', run: () => app.composer.edit(m) },
      may.thread && { label: 'Create thread', icon: 'thread', run: () => thread(m) },
      apps.length > 0 && !(m.flags & flags.ephemeral) && { label: 'Apps', icon: 'apps', items: apps },
      null,
      m.content && { label: 'Copy text', icon: 'copy', run: () => copy(m.content, 'The text was copied.') },
      { label: 'Copy message ID', icon: 'copy', run: () => copy(m.id, 'The ID was copied.') },
      may.erase && null,
      may.erase && { label: (m.flags & flags.ephemeral) !== 0 ? 'Dismiss message' : 'Delete message', icon: 'trash', danger: true, run: () => erase(m) },
    ].filter((item) => item === null || item);
    openMenu(anchor, `Message of ${shown(m.author)}`, items);
  }

  const element = (m) => document.getElementById(`message-${m.id}`) ?? bar;

  function react(m, anchor) {
    if (!can(m).react) return toast('Nobody can react to this message.');
    const el = h('div', { class: 'emojis', popover: 'auto', role: 'group', 'aria-label': 'Reactions' },
      emojis.map((e) => h('button', { type: 'button', 'aria-label': `React with ${e}`, onclick: () => { el.hidePopover(); tried(() => api.react(m, e)); } }, e)));
    el.addEventListener('keydown', (event) => {
      const all = [...el.children];
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 6, ArrowUp: -6 }[event.key];
      if (!step) return;
      event.preventDefault();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    });
    const before = document.activeElement;
    onClose(el, () => document.activeElement === document.body && before?.focus({ preventScroll: true }));
    float(el, anchor);
    el.firstElementChild.focus({ preventScroll: true });
  }

  function thread(m) {
    const name = h('input', { class: 'field', maxlength: 100, 'aria-label': 'Name of the thread', value: (m.content.split('\n')[0] || 'New thread').replace(/[<>@#*_`]/g, '').slice(0, 60).trim() || 'New thread' });
    askDialog('Create a thread', h('div', { class: 'field-box' }, h('label', {}, 'Name of the thread', name)), {
      button: 'Create thread',
      async run() {
        const { channel } = await api.openThread(m, name.value.trim() || 'New thread');
        await app.go(channel.id);
      },
    });
    name.select();
  }

  function erase(m) {
    if ((m.flags & flags.ephemeral) !== 0) return tried(() => api.erase(m));
    return askDialog('Delete message', h('p', {}, 'Do you want to delete this message? It cannot be brought back.'), { button: 'Delete', danger: true, run: () => api.erase(m) });
  }

  async function copy(text, says) {
    try {
      await navigator.clipboard.writeText(text);
      toast(says);
    } catch {
      toast('The browser does not let the page copy.', { error: true });
    }
  }

  // press is what a key does on the message itself.
  bar.press = (event) => {
    const m = held();
    if (!m || event.ctrlKey || event.metaKey || event.altKey) return;
    const may = can(m);
    const anchor = element(m);
    const run = {
      Enter: () => menu(m, more), ContextMenu: () => menu(m, more), F10: event.shiftKey && (() => menu(m, more)),
      r: may.reply && (() => app.composer.reply(m)), e: may.edit && (() => app.composer.edit(m)), '+': may.react && (() => react(m, anchor)),
      t: may.thread && (() => thread(m)), Delete: may.erase && (() => erase(m)), Backspace: may.erase && (() => erase(m)),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  const pointed = (event) => {
    const el = event.target.closest?.('.message');
    return el && !event.target.closest('a, button, input, textarea') ? state.message(state.room, el.dataset.id) : null;
  };

  document.addEventListener('contextmenu', (event) => {
    const m = pointed(event);
    if (!m || event.pointerType !== 'touch' && String(getSelection()) !== '') return; // what is selected is to be copied
    event.preventDefault();
    if (event.pointerType === 'touch') return; // see below
    menu(m, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : element(m));
  });

  // A finger that rests on a message opens its menu when it lets go: opened under the finger, the menu
  // would be closed by its release, or by the click that would follow.
  let finger = null;
  const release = () => {
    clearTimeout(finger?.timer);
    finger = null;
  };
  document.addEventListener('touchstart', (event) => {
    release();
    const m = event.touches.length === 1 && pointed(event);
    if (!m) return;
    const { clientX: x, clientY: y } = event.touches[0];
    finger = { m, x, y, long: false };
    finger.timer = setTimeout(() => { if (finger) finger.long = true; }, 500);
  }, { passive: true });
  document.addEventListener('touchmove', (event) => {
    const [at] = event.touches;
    if (finger && Math.hypot(at.clientX - finger.x, at.clientY - finger.y) > 10) release();
  }, { passive: true });
  document.addEventListener('touchcancel', release);
  document.addEventListener('touchend', (event) => {
    if (finger?.long) {
      event.preventDefault();
      menu(finger.m, { x: finger.x, y: finger.y });
    }
    release();
  });
  return bar;
}
