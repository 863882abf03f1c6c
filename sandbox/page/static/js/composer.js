// The box at the bottom: messages, answers to messages, edits, files; a "/" makes it a command.

import { $, h, refill } from './dom.js';
import { icon, shown } from './icons.js';
import { Suggest } from './suggest.js';
import { Uploads } from './uploads.js';
import { About } from './about.js';
import { Command } from './command.js';
import { subcommands } from './options.js';
import { matching, mentionables, sent, typed, typing } from './mentions.js';
import { openMenu } from './menu.js';
import { toast } from './announce.js';
import { direct } from './state.js';

const longest = 2000;

export class Composer {
  constructor(app) {
    this.app = app;
    this.state = app.state;
    this.text = $('#write');
    this.suggest = new Suggest();
    this.uploads = new Uploads(() => this.grew());
    this.command = new Command(this, app);
    this.drafts = new Map();
    this.about = new About((edited) => {
      if (edited) this.text.value = '';
      this.grew();
      this.text.focus();
    });
    this.text.addEventListener('input', () => this.typed());
    this.text.addEventListener('click', () => this.offer());
    this.text.addEventListener('keydown', (event) => this.key(event));
    this.text.addEventListener('blur', () => this.suggest.hide());
    this.text.addEventListener('paste', (event) => this.paste(event));
    $('#send').addEventListener('click', () => (this.command.on ? this.command.send() : this.send()));
    $('#add').addEventListener('click', () => this.add());
    this.uploads.dropInto(document, () => Boolean(this.state.here?.may?.attach ?? true));
    this.state.on('room', () => this.enter());
    this.state.on('world', () => this.allow());
    this.state.on('typing', () => this.drawTyping());
    this.enter();
  }

  focus() {
    if (this.command.on) this.command.focus();
    else this.text.focus({ preventScroll: true });
  }

  // enter takes up what was being written in the channel that was opened.
  enter() {
    if (this.room === this.state.room) return;
    if (this.room) this.drafts.set(this.room, this.text.value);
    this.room = this.state.room;
    this.command.leave();
    this.about.clear();
    this.text.value = this.drafts.get(this.room) ?? '';
    this.problem('');
    this.allow();
    this.grew();
    this.drawTyping();
    if (this.room) this.app.commands().catch(() => {}); // they are there when "/" is typed
  }

  allow() {
    const c = this.state.here;
    const may = c?.may?.send ?? true;
    const where = !c ? '' : c.type === direct ? `@${this.app.botName}` : c.parent_id ? `“${c.name}”` : `#${c.name}`;
    this.text.disabled = !may;
    this.text.placeholder = may ? `Message ${where}` : 'You may not write in this channel.';
    this.text.setAttribute('aria-label', `Message ${where}`);
    $('#add').disabled = !may;
  }

  key(event) {
    if (this.suggest.key(event) || event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.enterKey();
    } else if (event.key === 'Escape') {
      if (!this.about.on) return;
      event.stopPropagation();
      this.about.stop();
    } else if (event.key === 'ArrowUp' && this.text.value === '' && !this.about.edits) {
      const mine = this.state.logs.get(this.room)?.list.findLast((m) => m.author.id === this.state.me.id && m.content);
      if (!mine) return;
      event.preventDefault();
      this.edit(mine);
    }
  }

  // enterKey sends what is written. Somebody quick has typed a command before the list of commands came:
  // then it is waited for, and the key does what it would have done with the list in sight.
  async enterKey() {
    const { value } = this.text;
    if (value.startsWith('/') && !this.about.edits) {
      await this.offer();
      if (this.command.on) return this.command.whole() && this.command.send();
      if (this.suggest.open) return this.suggest.take(0);
    }
    return this.send();
  }

  async typed() {
    this.problem('');
    this.grew();
    await this.offer();
  }

  // offer suggests what may follow where the cursor is.
  async offer() {
    const { value, selectionStart: cursor } = this.text;
    if (value.startsWith('/') && !value.includes('\n') && !this.about.edits) return this.offerCommands(value);
    const at = typing(value, cursor);
    const items = at ? matching(mentionables(this.state), at) : [];
    if (items.length === 0) return this.suggest.hide();
    this.suggest.show(this.text, {
      title: at.sign === '@' ? 'People and roles' : 'Channels', items, first: true,
      pick: (item) => {
        this.text.setRangeText(`${item.sign}${item.name} `, at.start, this.text.selectionStart, 'end');
        this.typed();
      },
    });
  }

  async offerCommands(value) {
    let all = [];
    try { all = subcommands(await this.app.commands()); } catch { /* the bot has none here */ }
    if (this.text.value !== value) return; // typed on meanwhile
    const words = value.slice(1).toLowerCase();
    const exact = all.filter((c) => `${words} `.startsWith(`${c.name} `) && value.length > c.name.length + 1).sort((a, b) => b.name.length - a.name.length)[0];
    if (exact) return this.command.enter(exact, value.slice(exact.name.length + 1).trimStart());
    const starts = all.filter((c) => c.name.startsWith(words));
    const holds = all.filter((c) => !c.name.startsWith(words) && (c.name.includes(words) || c.description.toLowerCase().includes(words)));
    this.suggest.show(this.text, {
      title: words ? `Commands matching /${value.slice(1)}` : `Commands of ${this.app.botName}`, first: true,
      items: [...starts, ...holds].map((c) => ({ label: `/${c.name}`, detail: c.description, aside: this.app.botName, command: c })),
      note: 'There is no such command.',
      pick: ({ command }) => this.command.enter(command, ''),
    });
  }

  /** begin starts the command called name, as if it had been picked. */
  async begin(name, values = {}) {
    const found = subcommands(await this.app.commands()).find((c) => c.name === name || c.name.startsWith(`${name} `));
    if (found) this.command.enter(found, '', values);
    else toast(`There is no /${name} here.`, { error: true });
  }

  /** line puts a command into the box as somebody types it: "/who-said speaker: Maren". */
  async line(text) {
    const all = subcommands(await this.app.commands()).sort((a, b) => b.name.length - a.name.length);
    const found = all.find((c) => `${text.slice(1)} `.startsWith(`${c.name} `));
    if (found) this.command.enter(found, text.slice(found.name.length + 1).trim());
    else this.say(text);
  }

  /** say puts a text into the box, to be sent by the person. */
  say(text) {
    this.command.leave();
    this.about.clear();
    this.text.value = text;
    this.grew();
    this.focus();
  }

  paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length > 0 && !text) {
      event.preventDefault();
      return this.uploads.add(files);
    }
    const left = longest - [...this.text.value].length;
    if (text && [...text].length > left && !this.about.edits) {
      event.preventDefault();
      this.uploads.add([new File([text], 'message.txt', { type: 'text/plain' })]);
      toast('The text is longer than a message may be: it will be sent as a file.');
    }
  }

  async send() {
    const text = this.text.value.trim();
    if (this.sending || text === '' && this.uploads.files.length === 0) return;
    const content = sent(text, mentionables(this.state));
    if ([...content].length > longest) {
      return this.problem(`A message has at most ${longest} characters, this has ${[...content].length}.`, {
        label: 'Send it as a file', run: () => {
          this.uploads.add([new File([this.text.value], 'message.txt', { type: 'text/plain' })]);
          this.text.value = '';
          this.send();
        },
      });
    }
    this.sending = true;
    try {
      const { edits, answers } = this.about;
      if (edits) await this.app.api.edit(edits, content);
      else {
        await this.app.api.write(this.room, content, {
          files: this.uploads.files, replyTo: answers?.message.id, quiet: answers && !answers.ping,
        });
        this.uploads.take();
      }
      this.text.value = '';
      this.drafts.delete(this.room);
      this.about.clear();
      this.suggest.hide();
      this.grew();
      this.app.feed.toEnd();
    } catch (err) {
      this.problem(err.message);
    } finally {
      this.sending = false;
    }
  }

  /** problem says what was refused, with a way out when there is one. */
  problem(text, way) {
    refill($('#problem'), text && [icon('alert', 16), h('span', {}, text)], way && h('button', { class: 'link', type: 'button', onclick: way.run }, way.label));
  }

  /** reply and edit take up a message of the channel. */
  reply(m) {
    this.command.leave();
    this.about.answer(m, m.author.id !== this.state.me.id);
    this.focus();
  }

  edit(m) {
    this.command.leave();
    this.about.edit(m);
    this.text.value = typed(m.content, mentionables(this.state));
    this.grew();
    this.focus();
  }

  add() {
    const items = [
      { label: 'Upload a file', icon: 'file', run: () => this.uploads.choose() },
      { label: 'Use a command', icon: 'slash', run: () => { this.say('/'); this.offer(); } },
      { label: `Mention ${this.app.botName}`, icon: 'clip', run: () => this.say(`@${this.app.botName} ${this.text.value}`) },
    ];
    openMenu($('#add'), 'Add to the message', items, { side: 'above' });
  }

  grew() {
    if (!this.command?.on) {
      this.text.style.height = 'auto';
      this.text.style.height = `${Math.min(this.text.scrollHeight, window.innerHeight * 0.4)}px`;
    }
    const n = [...this.text.value].length;
    $('#left-over').textContent = n > longest * 0.9 ? String(longest - n) : '';
    $('#left-over').classList.toggle('over', n > longest);
    $('#composer').classList.toggle('ready', this.command?.on || n > 0 || this.uploads?.files.length > 0);
  }

  drawTyping() {
    const who = [...(this.state.writing.get(this.state.room)?.keys() ?? [])].map((id) => shown(this.state.user(id)));
    const text = who.length === 0 ? '' : who.length > 3 ? 'Several people are typing…' : `${who.join(', ')} ${who.length === 1 ? 'is' : 'are'} typing…`;
    refill($('#typing'), text && [h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), text]);
  }
}
