// The message box while it holds a command: a field for each option that is given, and one at the end
// that takes the name of the next option.

import { $, h, refill, uid } from './dom.js';
import { cut, fixed, type } from './options.js';

const pause = 120; // ms of not typing before suggestions are asked for

export class Command {
  constructor(composer, app) {
    this.composer = composer;
    this.app = app;
    this.suggest = composer.suggest;
    this.el = $('#command');
    this.on = null;
  }

  /** enter takes up a command; rest is what was typed after its name. */
  enter(command, rest, values = {}) {
    this.on = command;
    this.fields = [];
    this.asked = 0;
    this.suggest.hide();
    $('#write').hidden = true;
    this.el.hidden = false;
    this.tail = h('input', {
      class: 'command-tail', role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false',
      'aria-label': `Add an option to /${command.name}`, placeholder: this.left().length ? 'add an option, or press Enter' : 'press Enter to send',
    });
    this.tail.addEventListener('focus', () => this.offerOptions());
    this.tail.addEventListener('input', () => this.tailed());
    this.tail.addEventListener('keydown', (event) => this.key(event, null));
    this.tail.addEventListener('blur', () => this.suggest.hide());
    refill(this.el, h('span', { class: 'command-name' }, `/${command.name}`), this.tail);
    this.el.setAttribute('aria-label', `Command /${command.name}: ${command.description}`);
    const given = { ...cut(command.options, rest), ...values };
    for (const o of command.options) if (o.required || given[o.name] !== undefined) this.add(o, given[o.name] ?? '');
    const empty = this.fields.find((f) => f.value === '' && f.option.required);
    (empty?.input ?? (rest || Object.keys(values).length ? this.fields.at(-1)?.input : null) ?? this.tail).focus();
    this.composer.problem('');
    this.composer.grew();
  }

  leave(text = '') {
    if (!this.on) return;
    this.on = null;
    this.suggest.hide();
    this.el.hidden = true;
    refill(this.el);
    $('#write').hidden = false;
    $('#write').value = text;
    this.composer.grew();
  }

  focus() {
    (this.fields.find((f) => f.option.required && !f.value)?.input ?? this.tail).focus();
  }

  left() { return this.on.options.filter((o) => !this.fields.some((f) => f.option === o)); }

  add(option, text = '') {
    const field = { option, value: text, file: null };
    const id = uid('option');
    if (option.type === type.file) {
      const picker = h('input', { type: 'file', hidden: true });
      field.input = h('button', { class: 'command-file', type: 'button', id, onclick: () => picker.click() }, 'Choose a file');
      picker.addEventListener('change', () => {
        [field.file] = picker.files;
        field.value = field.file?.name ?? '';
        field.input.textContent = field.value || 'Choose a file';
        this.tail.focus();
      });
      field.extra = picker;
    } else {
      field.input = h('input', {
        id, type: 'text', role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false',
        value: text, 'aria-required': option.required ? 'true' : null, 'aria-description': option.description, maxlength: option.max_length ?? 6000,
      });
      field.input.addEventListener('input', () => this.typed(field));
      field.input.addEventListener('focus', () => this.offer(field));
      field.input.addEventListener('blur', () => this.suggest.hide());
    }
    field.input.addEventListener('keydown', (event) => this.key(event, field));
    field.el = h('span', { class: 'command-option' }, h('label', { for: id }, option.name), field.input, field.extra);
    field.el.addEventListener('mousedown', (event) => {
      if (event.target === field.input) return;
      event.preventDefault();
      field.input.focus();
    });
    this.fields.push(field);
    this.tail.before(field.el);
    this.tail.placeholder = this.left().length ? '' : 'press Enter to send';
    this.fit(field);
    return field;
  }

  // What is typed into a field may begin the next one: "Maren topic: corridor".
  typed(field) {
    field.value = field.input.value;
    field.sent = undefined;
    field.input.removeAttribute('aria-invalid');
    this.composer.problem('');
    const next = /^(?:(.*\S)\s+|\s*)(\S+):\s*$/.exec(field.value);
    const option = next && this.on.options.find((o) => o.name === next[2]);
    if (option && (option !== field.option || !next[1])) {
      field.value = field.input.value = next[1] ?? '';
      this.fit(field);
      const there = this.fields.find((f) => f.option === option) ?? this.add(option);
      there.input.focus();
      return this.offer(there);
    }
    this.fit(field);
    return this.offer(field);
  }

  // fit makes a field as wide as its text.
  fit(field) {
    if (field.option.type !== type.file) field.input.style.width = `${Math.max(4, Math.min([...field.input.value].length + 2, 60))}ch`;
  }

  // What is typed at the end is the name of an option, or else belongs to the first one that is free.
  tailed() {
    const text = this.tail.value;
    const named = /^(\S+?):\s*$/.exec(text.trim() + (text.endsWith(' ') ? ' ' : ''));
    const exact = named && this.left().find((o) => o.name === named[1]);
    const starts = this.left().filter((o) => o.name.startsWith(text.trim().toLowerCase()));
    if (exact) {
      this.tail.value = '';
      return this.add(exact).input.focus();
    }
    if (text.trim() && starts.length === 0) {
      const free = this.left().find((o) => o.type === type.string && !o.choices) ?? null;
      if (free) {
        this.tail.value = '';
        const f = this.add(free, text.trimStart());
        f.input.focus();
        return this.typed(f);
      }
    }
    return this.offerOptions();
  }

  offerOptions() {
    const words = this.tail.value.trim().toLowerCase();
    const items = this.left().filter((o) => o.name.startsWith(words)).map((o) => ({ label: o.name, detail: o.description, option: o }));
    this.suggest.show(this.tail, {
      title: `/${this.on.name}: ${this.on.description}`, items, first: words !== '',
      pick: ({ option }) => {
        this.tail.value = '';
        this.add(option).input.focus();
      },
    });
  }

  // offer suggests values of an option: fixed ones at once, the bot's own after a pause.
  offer(field) {
    const { option: o } = field;
    const title = `${o.name}: ${o.description}`;
    const words = field.input.value.trim().toLowerCase();
    const show = (all, strict) => this.suggest.show(field.input, {
      title, first: strict && words !== '', items: all,
      pick: (item) => {
        field.value = field.input.value = item.label;
        field.sent = item.value;
        field.input.removeAttribute('aria-invalid');
        this.fit(field);
        this.next(field);
      },
    });
    clearTimeout(this.later);
    this.asked++;
    const values = fixed(o, this.app.state);
    if (values) return show(values.filter((x) => x.label.toLowerCase().includes(words.replace(/^[@#]/, ''))).slice(0, 25), true);
    if (!o.autocomplete) return show([], false);
    if (this.suggest.input !== field.input || !this.suggest.open) show([], false);
    const mine = this.asked;
    this.later = setTimeout(async () => {
      let choices = [];
      try {
        choices = (await this.app.api.complete(this.app.room, this.on.name, o.name, field.input.value, this.given(field))).choices;
      } catch { /* the bot may be away: the person can type on */ }
      if (mine === this.asked && document.activeElement === field.input) show(choices.map((c) => ({ label: c.name, value: c.value })), false);
    }, pause);
    return undefined;
  }

  // next goes on to what still has to be filled in, or to the end.
  next(field) {
    const rest = this.fields.find((f) => f !== field && f.option.required && !f.value);
    (rest?.input ?? this.tail).focus();
  }

  key(event, field) {
    if (this.suggest.key(event) || event.isComposing) return;
    const input = field?.input ?? this.tail;
    if (event.key === 'Enter' && !(field?.option.type === type.file)) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
      $('#write').focus();
    } else if (event.key === 'Backspace' && (input.value ?? '') === '' && !event.repeat) {
      event.preventDefault();
      this.remove(field ?? this.fields.at(-1), Boolean(field));
    } else if (event.key === 'ArrowRight' && field && input.selectionStart === input.value?.length) {
      event.preventDefault();
      (this.fields[this.fields.indexOf(field) + 1]?.input ?? this.tail).focus();
    } else if (event.key === 'ArrowLeft' && input.selectionStart === 0) {
      const before = this.fields[(field ? this.fields.indexOf(field) : this.fields.length) - 1]?.input;
      if (before) {
        event.preventDefault();
        before.focus();
      }
    }
  }

  // remove takes an empty option away, or from the end goes back into the last one; without any, the
  // command becomes text again.
  remove(field, empty) {
    if (!field) {
      const text = `/${this.on.name}`;
      this.leave(text);
      $('#write').focus();
      return this.composer.offer();
    }
    if (!empty || field.option.required) return (empty ? this.fields[this.fields.indexOf(field) - 1]?.input ?? this.tail : field.input).focus();
    const at = this.fields.indexOf(field);
    this.fields.splice(at, 1);
    field.el.remove();
    return (this.fields[at - 1]?.input ?? this.tail).focus();
  }

  /** whole reports whether nothing that is required is missing. */
  whole() { return !this.fields.some((f) => f.option.required && f.value.trim() === ''); }

  given(except) {
    return this.fields.filter((f) => f !== except && f.value.trim() !== '' && !f.file).map((f) => ({ name: f.option.name, value: this.value(f) }));
  }

  // value is what is sent for what stands in a field: a suggestion's own value, or one it names.
  value(f) {
    if (f.sent !== undefined) return f.sent;
    const typed = f.value.trim();
    const named = fixed(f.option, this.app.state)?.find((x) => x.label.toLowerCase() === typed.replace(/^[@#]/, '').toLowerCase());
    return named ? named.value : typed;
  }

  async send() {
    if (this.sending) return;
    if (this.tail.value.trim()) return this.tailed();
    const missing = this.fields.find((f) => f.option.required && f.value.trim() === '');
    if (missing) {
      missing.input.setAttribute('aria-invalid', 'true');
      missing.input.focus();
      this.suggest.hide();
      return this.composer.problem(`${missing.option.name} is required.`);
    }
    this.sending = true;
    const files = this.fields.filter((f) => f.file).map((f) => [f.option.name, f.file]);
    try {
      await this.app.ask(this.app.room, null, this.app.api.use(this.app.room, this.on.name, this.given(), files));
      this.leave();
      $('#write').focus();
      this.app.feed.toEnd();
    } catch (err) {
      this.composer.problem(err.message);
      this.suggest.hide();
    } finally {
      this.sending = false;
    }
  }
}
