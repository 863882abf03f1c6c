// The page's own drawings, 24 by 24, in the colour of the text around them.

import { svg } from './dom.js';

const paths = {
  hash: 'M9 3 7 21M17 3l-2 18M4 8.5h17M3 15.5h17',
  thread: 'M4 4v7a4 4 0 0 0 4 4h12m-4-4 4 4-4 4',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12 20 4l-6 16-3-7-7-1zM11 13l9-9',
  reply: 'M10 6 4 12l6 6M4 12h10a6 6 0 0 1 6 6',
  smile: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  edit: 'M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  apps: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM17 14v6M14 17h6',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  wire: 'M3 12h4l3-8 4 16 3-8h4',
  story: 'M4 5a2 2 0 0 1 2-2h13v15H6a2 2 0 0 0-2 2zM4 20a2 2 0 0 0 2 1.5h13V18M9 8h6M9 12h4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  check: 'M4 12l5 5L20 6',
  mail: 'M3 5h18v14H3zM3 6l9 7 9-7',
  slash: 'M16 4 8 20M4 4h16v16H4z',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  open: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  alert: 'M12 4 2.5 20h19zM12 10v4M12 17v.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  picture: 'M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.5 9v.01',
  clip: 'M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L10 17a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4',
};

/** icon returns a drawing by name. It says nothing to a screen reader: what it is on has a label. */
export function icon(name, size = 20) {
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', width: size, height: size, 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: paths[name] }));
}

const hues = [262, 16, 186, 334, 96, 300, 232, 150];

/**
 * avatar returns the round picture of a user: initials on a colour of their own, the clip for the bot.
 */
export function avatar(user, size = 40) {
  const name = shown(user);
  const hue = user?.bot ? 222 : hues[Number(BigInt(user?.id ?? 0) % BigInt(hues.length))];
  return svg('svg', { class: 'avatar', viewBox: '0 0 40 40', width: size, height: size, 'aria-hidden': 'true', focusable: 'false' },
    svg('circle', { cx: 20, cy: 20, r: 20, fill: user?.bot ? '#3457a6' : `hsl(${hue} 42% 38%)` }),
    user?.bot
      ? svg('g', { transform: 'translate(8 8)' }, svg('path', { d: paths.clip, fill: 'none', stroke: '#fff', 'stroke-width': 2.2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }))
      : svg('text', { x: 20, y: 26.5, 'text-anchor': 'middle', fill: '#fff', 'font-size': 18, 'font-weight': 600 }, [...name][0]?.toUpperCase() ?? '?'));
}

/** shown returns the name people see. */
export const shown = (user) => user?.global_name || user?.username || 'Somebody';
