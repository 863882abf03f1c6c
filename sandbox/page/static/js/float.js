// What floats over the page: menus and lists. The browser's own popovers do the layering and
// closing; here they get a place beside what opened them.

import { $ } from './dom.js';

const margin = 8;

/** float shows el over everything else, beside anchor: an element, or a point {x, y}. */
export function float(el, anchor, { side = 'below', parent = $('main') } = {}) {
  if (!el.isConnected) parent.append(el);
  el.setAttribute('popover', el.getAttribute('popover') || 'auto');
  el.classList.add('float');
  if (!el.matches(':popover-open')) el.showPopover();
  place(el, anchor, side);
}

/** place moves el beside its anchor and keeps it inside the window. On phones the style sheet docks it. */
export function place(el, anchor, side) {
  const box = 'x' in anchor && !(anchor instanceof Element)
    ? { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y, width: 0 }
    : anchor.getBoundingClientRect();
  const { innerWidth: width, innerHeight: height } = window;
  const own = el.getBoundingClientRect();
  let x = box.left;
  let y = box.bottom + 4;
  if (side === 'above') y = box.top - own.height - 4;
  if (side === 'beside') {
    x = box.right + 2;
    y = box.top - 6;
    if (x + own.width > width - margin) x = box.left - own.width - 2;
  }
  if (side === 'below' && y + own.height > height - margin && box.top - own.height - 4 > margin) y = box.top - own.height - 4;
  x = Math.max(margin, Math.min(x, width - own.width - margin));
  y = Math.max(margin, Math.min(y, height - own.height - margin));
  el.style.left = `${x}px`;
  el.style.top = `${y}px`;
}

/** onClose calls back once when el is closed, by whatever means, and takes it out of the page. */
export function onClose(el, then) {
  el.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    el.remove();
    then?.();
  });
}
