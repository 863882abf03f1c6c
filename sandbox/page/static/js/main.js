// The page: a client of the sandbox for one person at a time.

import { $, refill } from './dom.js';
import { client, sandbox } from './api.js';
import { State, direct } from './state.js';
import { Composer } from './composer.js';
import { Feed } from './feed.js';
import { Panel } from './panel.js';
import { Rooms } from './rooms.js';
import { keepMoments } from './prose.js';
import { keys } from './keys.js';
import { showForm } from './form.js';
import { icon, shown } from './icons.js';
import { follow } from './stream.js';
import { theme } from './theme.js';
import { toast, tried } from './announce.js';

/** App joins the parts; they reach each other through it. */
class App {
  constructor(state) {
    this.state = state;
    this.api = state.api;
    this.world = {
      user: (id) => state.user(id), role: (id) => state.role(id), channel: (id) => state.channel(id),
      go: (channel, message) => this.go(channel, message), use: (command) => this.composer.begin(command),
    };
    this.rooms = new Rooms(this);
    this.composer = new Composer(this);
    this.feed = new Feed(this);
    this.panel = new Panel(this);
    state.on('room', () => this.title());
    state.on('world', () => this.title());
    state.on('registered', () => { this.known = null; });
    state.on('prompted', ({ modal, channel }) => showForm(modal, channel, this));
    state.on('failed', (what) => this.failed(what));
  }

  get room() { return this.state.room; }
  get botName() { return shown(this.state.bot); }

  /** go opens a channel, and in it a message when one is named. */
  async go(channel, message) {
    if (!channel) return;
    this.drawer(false);
    await tried(async () => {
      if (!await this.state.open(channel)) return toast('That channel is not here, or not for you.', { error: true });
      history.replaceState(null, '', `?as=${encodeURIComponent(this.state.me.username)}#${this.room}`);
      if (message) {
        if (!await this.feed.show(message)) toast('That message is gone, or not for you.', { error: true });
      } else if (!matchMedia('(pointer: coarse)').matches) this.composer.focus();
      return undefined;
    });
  }

  /** become lets somebody else sit at the page. */
  become(name, channel = this.room, message = '') {
    location.replace(`?as=${encodeURIComponent(name)}${message ? `&message=${message}` : ''}#${this.state.here?.type === direct && channel === this.room ? '@bot' : channel ?? ''}`);
    if (name === this.state.me.username) location.reload();
  }

  /** visit goes to a step of the story, as the one who sees it. */
  visit(step) {
    this.panel.narrow();
    if (step.only && step.only !== this.state.me.username) return this.become(step.only, step.channel, step.message);
    return this.go(step.channel, step.message);
  }

  /** ask waits for what was asked of the bot; control is the button or list that was used. */
  async ask(channel, control, request) {
    const asked = await request;
    this.state.note(asked.interaction, { text: asked.text, channel, control });
  }

  /** press uses a component of a message. */
  press(m, part, request) {
    this.state.failures.delete(m.id);
    this.state.tell('noted', { message: m });
    return tried(() => this.ask(m.channel_id, { message: m.id, part }, request()));
  }

  /** waits reports whether a component of a message was used and has no answer yet. */
  waits(m, part) {
    return [...this.state.asked.values()].some((a) => a.control?.message === m.id && a.control.part === part && !a.acked && !a.over);
  }

  // failed says what Discord says when the bot gave no sign in three seconds: under the message whose
  // control was used, or at the end of the channel.
  failed({ text, channel, control }) {
    const m = control && this.state.message(channel, control.message);
    if (m) {
      this.state.failures.set(m.id, 'This interaction failed.');
      this.state.tell('noted', { message: m });
    } else this.feed.fail(channel, text ?? 'The command');
  }

  /** commands returns what the bot offers in the open channel. */
  async commands() {
    if (this.known?.room !== this.room) {
      const { room } = this;
      const all = this.api.commands(room);
      this.known = { room, all };
      all.catch(() => { this.known = null; });
    }
    return (await this.known.all).commands;
  }

  drawer(open) {
    document.body.classList.toggle('drawer', open);
    $('#open-rooms').setAttribute('aria-expanded', String(open));
  }

  title() {
    const c = this.state.here;
    if (!c) return;
    refill($('#title-sign'), icon(c.type === direct ? 'mail' : c.parent_id ? 'thread' : 'hash', 22));
    $('#title').textContent = this.state.title(c);
    $('#topic').textContent = c.topic ?? (c.parent_id ? `Thread in #${this.state.channel(c.parent_id)?.name}` : '');
    $('#feed').setAttribute('aria-label', `Messages in ${this.state.title(c)}`);
    const away = !this.state.bot.online;
    $('#away').hidden = !away;
    $('#away').textContent = away ? `${this.botName} is not connected: nothing will be answered until it is.` : '';
  }
}

// listen follows the events of the server. After a break the sandbox may be another one, with other
// people and channels: then the page begins anew.
function listen(state) {
  follow(state.api.eventsFrom, state.seq, {
    learn: (event) => state.learn(event),
    lost: () => { $('#lost').hidden = false; },
    async found() {
      $('#lost').hidden = true;
      const snapshot = await state.api.world().catch(() => null);
      if (snapshot?.bot.id !== state.bot.id) location.replace(location.pathname + location.search);
    },
  });
}

async function start() {
  theme();
  const query = new URLSearchParams(location.search);
  const { people } = await sandbox.people();
  const api = client(people.find((p) => p.username === query.get('as'))?.username ?? people[0].username);
  const state = new State(api, await api.world());
  const app = new App(state);
  listen(state);
  keys(app);
  keepMoments();
  $('#open-rooms').addEventListener('click', () => app.drawer(!document.body.classList.contains('drawer')));
  $('#shade').addEventListener('click', () => app.drawer(false));
  addEventListener('hashchange', () => location.hash.slice(1) !== app.room && app.go(decodeURIComponent(location.hash.slice(1))));
  addEventListener('focus', () => state.room && state.seen(state.room));
  await app.go(firstRoom(state), query.get('message'));
  await app.panel.begin();
  document.documentElement.dataset.ready = 'true';
}

// firstRoom is the channel of the address, or else where questions are asked.
function firstRoom(state) {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (state.channels.has(wanted) || wanted === '@bot') return wanted;
  const all = state.guilds[0]?.channels ?? [];
  return (all.find((c) => c.name === wanted) ?? all.find((c) => c.name === 'desk') ?? all[0])?.id ?? '@bot';
}

start().catch((err) => {
  $('#lost').hidden = false;
  $('#lost').textContent = err.message;
  throw err;
});
