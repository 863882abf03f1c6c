// What commands take: their subcommands, their options, and the values that can be told without the bot.

import { avatar, icon, shown } from './icons.js';

/** type names the types of options. */
export const type = { sub: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, file: 11 };
const slash = 1;

/** subcommands returns every slash command that can be run, with its full name: "digest create". */
export function subcommands(commands) {
  const leaves = (name, c) => ((c.options ?? []).some((o) => o.type <= type.group)
    ? c.options.filter((o) => o.type <= type.group).flatMap((o) => leaves(`${name} ${o.name}`, o))
    : [{ name, description: c.description, options: c.options ?? [] }]);
  return commands.filter((c) => c.type === slash).flatMap((c) => leaves(c.name, c));
}

/** cut splits "corridor speaker: Maren" into values of the options, as typed lines are read. */
export function cut(options, text) {
  const names = options.map((o) => o.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length);
  if (names.length === 0) return {};
  const marks = [...text.matchAll(new RegExp(`(?<=^|\\s)(${names.join('|')}):`, 'g'))];
  const values = {};
  const first = text.slice(0, marks[0]?.index ?? text.length).trim();
  if (first) values[options[0].name] = first;
  marks.forEach((m, i) => { values[m[1]] = text.slice(m.index + m[0].length, marks[i + 1]?.index ?? text.length).trim(); });
  return values;
}

/** fixed returns the values an option is limited to, or null where anything may be typed. */
export function fixed(o, state) {
  if (o.choices?.length) return o.choices.map((c) => ({ label: c.name, value: c.value }));
  const users = () => (state.guild?.members.map((m) => state.user(m.user)) ?? [state.me, state.bot]).filter(Boolean).map((u) => ({ label: shown(u), value: u.username, picture: avatar(u, 24) }));
  const roles = () => (state.guild?.roles ?? []).filter((r) => r.id !== state.guild.id).map((r) => ({ label: r.name, value: r.name, detail: 'role' }));
  switch (o.type) {
    case type.boolean: return [{ label: 'True', value: 'true' }, { label: 'False', value: 'false' }];
    case type.user: return users();
    case type.role: return roles();
    case type.mentionable: return [...users(), ...roles()];
    case type.channel: return (state.guild?.channels ?? []).filter((c) => !o.channel_types?.length || o.channel_types.includes(c.type)).map((c) => ({ label: c.name, value: c.id, picture: icon('hash', 18) }));
    default: return null;
  }
}
