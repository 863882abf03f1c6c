// Mentions as people type them, "@Bruno" and "#desk", and as they are sent.

import { avatar, icon, shown } from './icons.js';

/** mentionables lists whom and what can be mentioned in the open channel. */
export function mentionables(state) {
  const guild = state.guild;
  const users = guild ? guild.members.map((m) => state.user(m.user)).filter(Boolean) : [state.bot, state.me];
  const list = users.map((u) => ({ sign: '@', name: shown(u), sent: `<@${u.id}>`, label: shown(u), detail: u.bot ? 'the bot' : u.username, picture: avatar(u, 24), bot: u.bot }));
  list.sort((a, b) => Number(Boolean(b.bot)) - Number(Boolean(a.bot)));
  for (const r of guild?.roles ?? []) if (r.id !== guild.id) list.push({ sign: '@', name: r.name, sent: `<@&${r.id}>`, label: `@${r.name}`, detail: 'role' });
  for (const c of guild?.channels ?? []) list.push({ sign: '#', name: c.name, sent: `<#${c.id}>`, label: c.name, picture: icon('hash', 18), detail: c.topic });
  return list;
}

/** typing returns the mention that is being typed before the cursor: its sign, start and words, or null. */
export function typing(text, cursor) {
  const m = /(?:^|[\s(])([@#])([^\s@#]{0,32}(?: [^\s@#]{0,32})?)$/u.exec(text.slice(0, cursor));
  return m && { sign: m[1], words: m[2].toLowerCase(), start: cursor - m[2].length - 1 };
}

/** matching filters what can be mentioned by what was typed. */
export function matching(all, { sign, words }) {
  return all.filter((x) => x.sign === sign && (x.name.toLowerCase().startsWith(words) || x.detail?.toLowerCase().startsWith(words))).slice(0, 10);
}

/** sent replaces every mention in a text by what is sent for it; the longest name wins. */
export function sent(text, all) {
  const names = [...all].sort((a, b) => b.name.length - a.name.length);
  let out = '';
  for (let i = 0; i < text.length;) {
    const before = i === 0 ? ' ' : text[i - 1];
    const found = (text[i] === '@' || text[i] === '#') && !/[\p{L}\p{N}_]/u.test(before) && names.find((x) => x.sign === text[i] &&
      text.slice(i + 1, i + 1 + x.name.length).toLowerCase() === x.name.toLowerCase() && !/[\p{L}\p{N}_-]/u.test(text[i + 1 + x.name.length] ?? ' '));
    out += found ? found.sent : text[i];
    i += found ? found.name.length + 1 : 1;
  }
  return out;
}

/** typed is the reverse of sent, for a message that is edited. */
export const typed = (text, all) => all.reduce((t, x) => t.replaceAll(x.sent, `${x.sign}${x.name}`), text);
