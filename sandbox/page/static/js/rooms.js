// The left side: guilds, channels, threads, direct messages, and who you are.

import { $, h, refill } from './dom.js';
import { avatar, icon, shown } from './icons.js';
import { openMenu } from './menu.js';

export class Rooms {
  constructor(app) {
    this.app = app;
    this.state = app.state;
    for (const kind of ['world', 'room', 'unread']) this.state.on(kind, () => this.draw());
    $('#me').addEventListener('click', () => this.choosePerson());
    this.draw();
  }

  draw() {
    const focus = document.activeElement?.dataset?.room;
    this.drawGuilds();
    this.drawChannels();
    this.drawMe();
    if (focus) document.querySelector(`[data-room="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    const { count, mentions } = this.waiting();
    const here = this.state.here;
    document.title = `${mentions ? `(${mentions}) ` : count ? '• ' : ''}${here ? `${here.guild && !here.parent_id ? '#' : ''}${this.state.title(here)} · ` : ''}Sandbox`;
    $('#open-rooms').classList.toggle('dot', count > 0);
  }

  waiting(channels = null) {
    let count = 0;
    let mentions = 0;
    for (const [id, u] of this.state.unread) {
      if (channels && !channels.some((c) => c.id === id)) continue;
      count += u.count;
      mentions += u.mentions;
    }
    return { count, mentions };
  }

  get guild() {
    return this.atHome ? null : this.state.guild ?? this.state.guilds.find((g) => g.id === this.lastGuild) ?? this.state.guilds[0];
  }

  get atHome() { return this.state.here ? !this.state.here.guild : false; }

  drawGuilds() {
    const home = this.entry('home', 'Direct messages', icon('mail', 24), this.atHome, () => this.app.go('@bot'), this.state.direct ? [this.state.direct] : []);
    const all = this.state.guilds.map((g) => this.entry(g.id, g.name, h('span', { class: 'guild-initials', 'aria-hidden': 'true' }, initials(g.name)), this.guild?.id === g.id, () => this.app.go(g.channels[0]?.id), [...g.channels, ...g.threads]));
    refill($('#guilds'), h('li', { class: 'home' }, home), all.map((el) => h('li', {}, el)));
  }

  entry(id, name, picture, current, run, channels) {
    const { count, mentions } = this.waiting(channels);
    return h('button', {
      class: `guild${current ? ' current' : ''}${count ? ' unread' : ''}`, type: 'button', 'aria-current': current ? 'true' : null, title: name,
      data: { room: `guild ${id}` }, onclick: run,
    }, picture, h('span', { class: 'unseen' }, name + unreadLabel(count, mentions)), mentions > 0 && h('span', { class: 'badge', 'aria-hidden': 'true' }, mentions));
  }

  drawChannels() {
    const guild = this.guild;
    if (guild) this.lastGuild = guild.id;
    $('#guild-name').textContent = guild?.name ?? 'Direct messages';
    const nodes = [];
    if (guild) {
      nodes.push(h('h2', { class: 'rooms-title' }, 'Text channels'));
      nodes.push(h('ul', {}, guild.channels.map((c) => h('li', {},
        this.room(c, icon('hash', 18)),
        h('ul', { class: 'threads' }, this.threads(guild, c).map((t) => h('li', {}, this.room(t, icon('thread', 16)))))))));
    }
    nodes.push(h('h2', { class: 'rooms-title' }, 'Direct messages'));
    nodes.push(h('ul', {}, h('li', {}, this.room(this.state.direct ?? { id: '@bot', type: 1 }, avatar(this.state.bot, 24), this.presence()))));
    refill($('#rooms'), nodes);
  }

  // threads lists those that are open, or being looked at.
  threads(guild, c) {
    return guild.threads.filter((t) => t.parent_id === c.id && (!t.thread_metadata?.archived || t.id === this.state.room));
  }

  room(c, picture, more) {
    const current = c.id === this.state.room;
    const { count = 0, mentions = 0 } = this.state.unread.get(c.id) ?? {};
    const name = c.type === 1 ? this.app.botName : c.name;
    return h('button', {
      class: `room${current ? ' current' : ''}${count ? ' unread' : ''}`, type: 'button', 'aria-current': current ? 'page' : null,
      data: { room: c.id }, onclick: () => this.app.go(c.id),
    }, picture, h('span', { class: 'room-name' }, name, h('span', { class: 'unseen' }, (c.parent_id ? ', thread' : c.type === 1 ? ', direct messages' : ', channel') + unreadLabel(count, mentions)), more), mentions > 0 && h('span', { class: 'badge', 'aria-hidden': 'true' }, mentions));
  }

  presence() {
    const { online, activities } = this.state.bot;
    const says = activities?.map((a) => a.state || a.name).find(Boolean);
    return h('span', { class: 'presence' }, h('span', { class: `lamp${online ? ' on' : ''}`, 'aria-hidden': 'true' }), online ? says || 'Online' : 'Offline');
  }

  drawMe() {
    const { me } = this.state;
    const standing = this.state.standing(me.id);
    refill($('#me'), avatar(me, 32), h('span', { class: 'me-text' },
      h('span', { class: 'unseen' }, 'You are '), h('b', {}, shown(me)), h('span', { class: 'me-role' }, standing || me.username), h('span', { class: 'unseen' }, '. Be somebody else')), icon('down', 16));
  }

  choosePerson() {
    openMenu($('#me'), 'Who are you?', this.state.people.map((p) => ({
      label: shown(p), detail: this.state.standing(p.id, this.state.guilds[0]) || p.username, picture: avatar(p, 32),
      checked: p.id === this.state.me.id, run: () => this.app.become(p.username),
    })), { side: 'above' });
  }
}

const initials = (name) => name.split(/\s+/).map((w) => [...w][0]).slice(0, 3).join('').toUpperCase();

const unreadLabel = (count, mentions) => (mentions ? `, ${mentions} ${mentions === 1 ? 'mention' : 'mentions'}` : count ? ', unread' : '');
