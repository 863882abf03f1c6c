// Components of a message: buttons, lists to choose from, and the newer boxes of text and pictures.

import { h, local, safeLink } from './dom.js';
import { avatar, icon, shown } from './icons.js';
import { absent, file, picture } from './files.js';
import { prose } from './prose.js';
import { openList } from './list.js';

const kind = { row: 1, button: 2, list: 3, users: 5, roles: 6, mentionables: 7, channels: 8, section: 9, text: 10, thumbnail: 11, gallery: 12, file: 13, separator: 14, container: 17 };
const styles = { 1: 'blue', 2: 'grey', 3: 'green', 4: 'red', 5: 'grey' };

/** parts draws components of a message. */
export const parts = (all, message, app) => all.map((c) => part(c, message, app));

function part(c, m, app) {
  switch (c.type) {
    case kind.row: return h('div', { class: 'row' }, parts(c.components ?? [], m, app));
    case kind.button: return button(c, m, app);
    case kind.list: case kind.users: case kind.roles: case kind.mentionables: case kind.channels: return select(c, m, app);
    case kind.section: return h('div', { class: 'section' }, h('div', { class: 'section-text' }, parts(c.components ?? [], m, app)), c.accessory && part(c.accessory, m, app));
    case kind.text: return h('div', { class: 'text-display', dir: 'auto' }, prose(c.content, app.world));
    case kind.thumbnail: return hidden(c, media(c.media, c.description, true));
    case kind.gallery: return h('div', { class: 'gallery' }, (c.items ?? []).map((i) => hidden(i, media(i.media, i.description, false))));
    case kind.file: return attachment(c, m);
    case kind.separator: return h('hr', { class: `separator${c.divider === false ? ' bare' : ''}${c.spacing === 2 ? ' wide' : ''}` });
    case kind.container: return container(c, m, app);
    default: return h('div', { class: 'unknown-part' }, `The page does not know components of type ${c.type}.`);
  }
}

function container(c, m, app) {
  const el = h('div', { class: 'container' }, parts(c.components ?? [], m, app));
  if (typeof c.accent_color === 'number') el.style.setProperty('--accent', `#${c.accent_color.toString(16).padStart(6, '0')}`);
  return hidden(c, el);
}

function media(item, says, small) {
  const url = item && local(item.url);
  return url ? picture(url, says || 'a picture of the answer', item.width, item.height, small) : absent(item?.url, small);
}

function attachment(c, m) {
  const a = m.attachments.find((x) => c.file && local(x.url) === local(c.file.url));
  return a ? hidden(c, file(a)) : h('div', { class: 'unknown-part' }, 'A file that is not there.');
}

// hidden covers what is marked as spoiler until it is asked for.
function hidden(c, el) {
  if (!c.spoiler) return el;
  const cover = h('button', { class: 'cover', type: 'button', 'aria-label': 'Spoiler: press to reveal' }, 'Spoiler');
  cover.addEventListener('click', () => cover.replaceWith(el));
  return cover;
}

function label(c) {
  return [c.emoji?.name && !c.emoji.id && h('span', { class: 'button-emoji', 'aria-hidden': c.label ? 'true' : null }, c.emoji.name), c.label];
}

function button(c, m, app) {
  if (c.style === 5) {
    const url = safeLink(c.url);
    return h('a', { class: 'button grey', href: url, target: '_blank', rel: 'noopener noreferrer nofollow', data: { part: c.id } }, label(c), icon('open', 14));
  }
  const waits = app.waits(m, c.id);
  const el = h('button', {
    class: `button ${styles[c.style] ?? 'grey'}${waits ? ' waits' : ''}`, type: 'button', disabled: c.disabled, 'aria-busy': waits ? 'true' : null, data: { part: c.id },
  }, label(c));
  el.addEventListener('click', () => {
    if (!app.waits(m, c.id)) app.press(m, c.id, () => app.api.click(m, c.custom_id));
  });
  return el;
}

function select(c, m, app) {
  const says = c.placeholder || 'Make a selection';
  const options = choices(c, app);
  const picked = app.state.picked.get(m.id)?.[c.id];
  for (const o of options) if (picked) o.chosen = picked.includes(o.value);
  const chosen = picked ? picked.map((v) => options.find((o) => o.value === v)).filter(Boolean) : options.filter((o) => o.chosen);
  const waits = app.waits(m, c.id);
  const el = h('button', {
    class: `select${waits ? ' waits' : ''}`, type: 'button', disabled: c.disabled, 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-busy': waits ? 'true' : null, data: { part: c.id },
  },
  h('span', { class: chosen.length ? 'select-chosen' : 'select-empty' }, chosen.length ? chosen.map((o) => o.label).join(', ') : says), icon('down', 18));
  el.addEventListener('click', () => openList(el, says, options, {
    min: c.min_values ?? 1, max: c.max_values ?? 1,
    pick(values) {
      app.state.picked.set(m.id, { ...app.state.picked.get(m.id), [c.id]: values });
      app.press(m, c.id, () => app.api.choose(m, c.custom_id, values));
    },
  }));
  return el;
}

// choices returns what a list offers. The server takes people and roles by name.
function choices(c, app) {
  if (c.type === kind.list) {
    return c.options.map((o) => ({ value: o.value, label: o.label, detail: o.description, chosen: o.default, picture: o.emoji?.name && !o.emoji.id ? h('span', {}, o.emoji.name) : null }));
  }
  const guild = app.state.guild;
  const users = (guild?.members.map((m) => app.state.user(m.user)) ?? [app.state.me, app.state.bot]).filter(Boolean)
    .map((u) => ({ value: u.username, label: shown(u), detail: u.username, picture: avatar(u, 24) }));
  const roles = (guild?.roles ?? []).filter((r) => r.id !== guild.id).map((r) => ({ value: r.name, label: `@${r.name}`, detail: 'role' }));
  const channels = (guild?.channels ?? []).filter((x) => !c.channel_types?.length || c.channel_types.includes(x.type)).map((x) => ({ value: x.id, label: `#${x.name}`, detail: x.topic }));
  return { [kind.users]: users, [kind.roles]: roles, [kind.mentionables]: [...users, ...roles], [kind.channels]: channels }[c.type];
}
