// What one person's client knows. Everything that is drawn is drawn from here; events of the server
// change it, and whoever listens is told which part changed.

import { shown } from './icons.js';

/** Flags of messages. */
export const flags = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 };

/** Kinds of channel and message. */
export const direct = 1;
export const kinds = { thread: 18, reply: 19, starter: 21 };

const typingLasts = 10000;

/**
 * State holds the snapshot of the world and the messages of the channels that were opened. Its events:
 * "world" (names, channels, members, bot), "room" (another channel is open), "log" (the messages of
 * detail.channel: a new list), "message" (detail.message came, or changed from detail.before), "gone" (detail.message),
 * "asked" (what is waited for changed), "unread", "typing", "noted" (a failure at detail.message), "prompted" (detail.modal, in detail.channel), "failed"
 * (detail.text), "registered".
 */
export class State extends EventTarget {
  constructor(api, snapshot) {
    super();
    this.api = api;
    this.room = null; // id of the open channel
    this.logs = new Map(); // channel → {list, more}
    this.late = new Set(); // requests for messages that are under way, with what happened meanwhile
    this.missed = new Map(); // channel → what happened while its messages were on their way
    this.asked = new Map(); // interaction → {text, channel, control, acked, over}
    this.failures = new Map(); // message → what went wrong with its controls
    this.picked = new Map(); // message → part → values chosen there, until the bot changes the message
    this.unread = new Map(); // channel → {count, mentions, first}
    this.writing = new Map(); // channel → Map of user → timer
    this.read(snapshot);
  }

  tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  on(kind, listener) {
    this.addEventListener(kind, (event) => listener(event.detail));
  }

  read(snapshot) {
    this.seq = snapshot.seq;
    this.bot = snapshot.bot;
    this.people = snapshot.people;
    this.guilds = snapshot.guilds;
    this.users = new Map([snapshot.bot, ...snapshot.people].map((u) => [u.id, u]));
    this.me = this.users.get(snapshot.me);
    this.channels = new Map();
    for (const g of snapshot.guilds) for (const c of [...g.channels, ...g.threads]) this.channels.set(c.id, { ...c, guild: g });
    if (snapshot.direct) this.channels.set(snapshot.direct.id, snapshot.direct);
    this.direct = snapshot.direct;
    this.tell('world');
  }

  async refresh() {
    this.read(await this.api.world());
  }

  user(id) { return this.users.get(id); }
  channel(id) { return this.channels.get(id); }
  get here() { return this.channels.get(this.room); }
  get guild() { return this.here?.guild ?? null; }

  role(id) {
    for (const g of this.guilds) for (const r of g.roles) if (r.id === id) return r;
    return undefined;
  }

  /** standing names a person's highest role in a guild. */
  standing(id, guild = this.guild ?? this.guilds[0]) {
    const member = guild?.members.find((m) => m.user === id);
    const roles = member?.roles.map((r) => this.role(r)).filter(Boolean) ?? [];
    return roles.sort((a, b) => b.position - a.position)[0]?.name ?? '';
  }

  /** title is the name of a channel as its list shows it. */
  title(c = this.here) {
    if (!c) return '';
    return c.type === direct ? shown(this.bot) : c.name;
  }

  /** open makes a channel the one that is looked at, and loads its messages if they are not there. */
  async open(id) {
    if (!this.channels.has(id)) { // direct messages before the first, or a thread that is new
      const { messages } = await this.api.messages(id);
      await this.refresh();
      if (id === '@bot') id = this.direct?.id ?? messages[0]?.channel_id;
    }
    if (!this.channels.has(id)) return false;
    this.room = id;
    this.seen(id);
    this.tell('room');
    if (!this.logs.has(id)) await this.load(id);
    return true;
  }

  async load(id) {
    const { messages, more } = await this.reading(id, () => this.api.messages(id));
    this.logs.set(id, { list: messages, more });
    this.catchUp(id);
    this.tell('log', { channel: id });
  }

  // What happens in a channel while its messages are on their way may or may not be in them: it is kept
  // and learned once more.
  async reading(id, request) {
    const late = { channel: id, events: [] };
    this.late.add(late);
    try {
      return await request();
    } finally {
      this.late.delete(late);
      this.missed.set(id, late.events);
    }
  }

  catchUp(id) {
    for (const e of this.missed.get(id) ?? []) {
      if (e.kind === 'deleted') this.drop(e.message);
      else this.put(e.message);
    }
    this.missed.delete(id);
  }

  /** older loads what came before the oldest message that is known. */
  async older(id) {
    const log = this.logs.get(id);
    if (!log?.more || log.loading) return;
    log.loading = true;
    try {
      const { messages, more } = await this.reading(id, () => this.api.messages(id, log.list[0].id));
      log.list.unshift(...messages);
      log.more = more;
      this.catchUp(id);
    } finally {
      log.loading = false;
    }
    this.tell('log', { channel: id, older: true });
  }

  message(channel, id) {
    return this.logs.get(channel)?.list.find((m) => m.id === id);
  }

  /** seen says that the person looked at everything in a channel. */
  seen(id) {
    if (this.unread.delete(id)) this.tell('unread');
  }

  /**
   * note adds to what is known of something that was asked of the bot: the answer to the request and
   * the events about it may come in any order.
   */
  note(interaction, what) {
    this.asked.set(interaction, { ...this.asked.get(interaction), ...what });
    if (what.over) setTimeout(() => this.asked.delete(interaction), 60000);
    this.tell('asked');
  }

  /** sending lists what was asked in a channel and the bot has given no sign of yet. */
  sending(channel) {
    return [...this.asked].filter(([, a]) => a.channel === channel && !a.acked && !a.over).map(([interaction, a]) => ({ interaction, ...a }));
  }

  /** learn takes an event of the server. */
  learn(event) {
    this.seq = event.seq;
    for (const late of this.late) if (event.message && event.channel === late.channel) late.events.push(event);
    learners[event.kind]?.(this, event);
  }

  put(message) {
    const log = this.logs.get(message.channel_id);
    if (!log) return;
    const i = log.list.findIndex((m) => m.id === message.id);
    const before = log.list[i];
    if (i >= 0) log.list[i] = message;
    else {
      let at = log.list.length;
      while (at > 0 && BigInt(log.list[at - 1].id) > BigInt(message.id)) at--;
      if (at === 0 && log.more) return; // older than what is loaded
      log.list.splice(at, 0, message);
    }
    this.tell('message', { message, before });
  }

  drop(message) {
    const log = this.logs.get(message.channel_id);
    const i = log?.list.findIndex((m) => m.id === message.id) ?? -1;
    if (i >= 0) log.list.splice(i, 1);
    this.tell('gone', { message });
  }

  quiet(channel, user) {
    const all = this.writing.get(channel);
    clearTimeout(all?.get(user));
    if (all?.delete(user)) this.tell('typing');
  }
}

const learners = {
  posted(s, e) {
    const m = e.message;
    s.quiet(m.channel_id, m.author.id);
    const reading = s.room === m.channel_id && document.visibilityState === 'visible' && document.hasFocus();
    if (!reading && m.author.id !== s.me.id) {
      const u = s.unread.get(m.channel_id) ?? { count: 0, mentions: 0, first: m.id };
      u.count++;
      if (m.mentions.some((x) => x.id === s.me.id) || m.mention_everyone || s.channel(m.channel_id)?.type === direct) u.mentions++;
      s.unread.set(m.channel_id, u);
      s.tell('unread');
    }
    const at = s.channels.get(m.channel_id);
    if (!at) s.refresh();
    else if (at.parent_id) at.message_count = (at.message_count ?? 0) + 1;
    s.put(m);
  },
  edited(s, e) {
    s.picked.delete(e.message.id);
    s.put(e.message);
  },
  reacted: (s, e) => s.put(e.message),
  unreacted: (s, e) => s.put(e.message),
  deleted: (s, e) => s.drop(e.message),
  typing(s, e) {
    if (e.user === s.me.id) return;
    if (!s.writing.has(e.channel)) s.writing.set(e.channel, new Map());
    const all = s.writing.get(e.channel);
    clearTimeout(all.get(e.user));
    all.set(e.user, setTimeout(() => s.quiet(e.channel, e.user), typingLasts));
    s.tell('typing');
  },
  used: (s, e) => s.note(e.interaction, { text: e.text, channel: e.channel }),
  acked: (s, e) => s.note(e.interaction, { acked: true }),
  prompted(s, e) {
    s.note(e.interaction, { over: true });
    s.tell('prompted', { modal: e.modal, channel: e.channel });
  },
  settled(s, e) {
    if (e.message) s.put(e.message);
    s.note(e.interaction, { over: true });
  },
  failed(s, e) {
    const { control } = s.asked.get(e.interaction) ?? {};
    s.note(e.interaction, { over: true });
    s.tell('failed', { text: e.text, channel: e.channel, control });
  },
  opened: (s) => s.refresh(),
  rearranged: (s) => s.refresh(),
  online: (s) => s.refresh(),
  offline: (s) => s.refresh(),
  presence: (s) => s.refresh(),
  registered: (s) => s.tell('registered'),
  async missed(s) {
    s.logs.clear();
    await s.refresh();
    if (s.room) await s.load(s.room);
  },
};
