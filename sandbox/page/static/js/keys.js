// Keys that work everywhere on the page.

import { $, h } from './dom.js';
import { icon } from './icons.js';
import { showDialog } from './dialog.js';
import { openList } from './list.js';

const help = [
  ['Ctrl K', 'Go to a channel'],
  ['Alt ↑ / Alt ↓', 'The channel above, below'],
  ['/', 'Use a command'],
  ['@', 'Mention somebody'],
  ['Esc', 'Back to the message box'],
  ['↑ in an empty message box', 'Edit your last message'],
  ['Shift Tab from the message box', 'To the messages; ↑ and ↓ move among them'],
  ['Enter on a message', 'What can be done with it'],
  ['R, E, T, +, Del on a message', 'Reply, edit, thread, reaction, delete'],
  ['Ctrl /', 'This list'],
];

/** keys listens to the whole page. */
export function keys(app) {
  $('#keys').addEventListener('click', showHelp);
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open], [popover]:popover-open')) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key === 'k') {
      event.preventDefault();
      switcher(app);
    } else if (control && event.key === '/') {
      event.preventDefault();
      showHelp();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const rooms = [...document.querySelectorAll('#rooms .room')].map((el) => el.dataset.room);
      const at = rooms.indexOf(app.room);
      const to = rooms[(at + (event.key === 'ArrowDown' ? 1 : -1) + rooms.length) % rooms.length];
      if (to) app.go(to);
    } else if (event.key === 'Escape') {
      app.drawer(false);
      app.composer.focus();
    } else if (event.key.length === 1 && event.key !== ' ' && !control && !event.altKey && !event.target.closest?.('input, textarea, select, button, [role=button], [role=option], #panel')) {
      app.composer.focus(); // what is typed nowhere is typed into the message box
    }
  });
}

function showHelp() {
  showDialog('Keys', h('dl', { class: 'keys dialog-body' }, help.map(([k, says]) => [h('dt', {}, h('kbd', {}, k)), h('dd', {}, says)])));
}

function switcher(app) {
  const { state } = app;
  const all = state.guilds.flatMap((g) => [...g.channels, ...g.threads]).map((c) => ({ value: c.id, label: c.name, detail: c.parent_id ? 'thread' : c.topic, picture: icon(c.parent_id ? 'thread' : 'hash', 18) }));
  all.push({ value: state.direct?.id ?? '@bot', label: app.botName, detail: 'direct messages', picture: icon('mail', 18) });
  openList($('#title'), 'Where to go', all, { pick: ([id]) => app.go(id) });
}
