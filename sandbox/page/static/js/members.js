// Who is in the guild, by their highest role.

import { h, refill } from './dom.js';
import { avatar, shown } from './icons.js';

/** members draws the list for the open channel. */
export function members(el, app) {
  const { state } = app;
  const draw = () => {
    const guild = state.guild;
    const users = guild ? guild.members.map((m) => state.user(m.user)).filter(Boolean) : [state.bot, state.me];
    const groups = new Map();
    for (const u of users) {
      const role = u.bot ? 'Apps' : state.standing(u.id, guild ?? state.guilds[0]) || 'Members';
      groups.set(role, [...(groups.get(role) ?? []), u]);
    }
    refill(el, [...groups].map(([role, all]) => h('section', {}, h('h3', { class: 'members-role' }, `${role} — ${all.length}`),
      h('ul', {}, all.map((u) => h('li', { class: `member${u.bot && !state.bot.online ? ' away' : ''}` }, avatar(u, 32),
        h('span', {}, h('span', { class: 'member-name' }, shown(u), u.bot && h('span', { class: 'tag' }, 'APP')),
          u.bot && h('span', { class: 'member-says' }, state.bot.online ? state.bot.activities?.map((a) => a.state || a.name).find(Boolean) ?? 'Online' : 'Offline')),
        u.id === state.me.id && h('span', { class: 'member-you' }, 'you')))))));
  };
  draw();
  state.on('world', () => el.isConnected && draw());
  state.on('room', () => el.isConnected && draw());
}
