// Menus: of a message, of the + beside the message box, of who to be.

import { h, uid } from './dom.js';
import { icon } from './icons.js';
import { float, onClose } from './float.js';

/**
 * openMenu shows a menu beside anchor (an element or a point) and returns it. An item is {label, icon, run},
 * optionally with detail, danger, checked (a choice among several), or items (a menu of its own); null
 * is a line between two groups. Closing gives the focus back to where it was.
 */
export function openMenu(anchor, label, items, { side = 'below' } = {}) {
  const before = document.activeElement;
  const menu = build(label, items, () => menu.hidePopover());
  onClose(menu, () => {
    if (!document.activeElement || document.activeElement === document.body) before?.focus({ preventScroll: true });
  });
  float(menu, anchor, { side });
  focusables(menu)[0]?.focus({ preventScroll: true });
  return menu;
}

function build(label, items, close) {
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, popover: 'auto' },
    items.map((item) => (item === null ? h('div', { class: 'menu-line', role: 'separator' }) : entry(item, close))));
  menu.addEventListener('keydown', (event) => walk(menu, event));
  return menu;
}

function entry(item, close) {
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio';
  const id = uid('item');
  const el = h('div', {
    class: `menu-item${item.danger ? ' danger' : ''}`, role, id, tabindex: -1,
    'aria-checked': item.checked === undefined ? null : String(item.checked),
    'aria-haspopup': item.items ? 'menu' : null, 'aria-expanded': item.items ? 'false' : null,
  },
  item.picture ?? null,
  h('span', { class: 'menu-text' }, h('span', {}, item.label), item.detail && h('span', { class: 'menu-detail' }, item.detail)),
  item.items ? icon('right', 16) : item.checked ? icon('check', 16) : item.icon && icon(item.icon, 18));
  if (item.items) nest(el, item, close);
  else {
    el.addEventListener('click', () => {
      close();
      item.run();
    });
  }
  return el;
}

// nest opens the menu below an entry: by pointer, by → or Enter. ← and Escape close it again, and so
// does the pointer on another entry. It lies inside its menu and goes with it.
function nest(el, item, close) {
  let sub = null;
  const shut = () => {
    sub?.remove();
    sub = null;
    el.setAttribute('aria-expanded', 'false');
  };
  const open = (focus) => {
    if (!sub) {
      sub = build(item.label, item.items, close);
      sub.popover = 'manual';
      sub.addEventListener('keydown', (event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        shut();
        el.focus();
      });
      el.setAttribute('aria-expanded', 'true');
      float(sub, el, { side: 'beside', parent: el.parentElement });
    }
    if (focus) focusables(sub)[0]?.focus({ preventScroll: true });
  };
  el.addEventListener('click', (event) => {
    event.stopPropagation();
    open(true);
  });
  el.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && open(false));
  el.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    open(true);
  });
  queueMicrotask(() => el.parentElement.addEventListener('pointerover', (event) => {
    const entry = event.target.closest('[role^=menuitem]');
    if (entry && entry !== el && !sub?.contains(entry)) shut();
  }));
}

const focusables = (menu) => [...menu.querySelectorAll(':scope > [role^=menuitem]')];

function walk(menu, event) {
  const all = focusables(menu);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.target.closest('[role=menu]') !== menu) return; // a nested one's business
  if (to !== undefined && all.length > 0) {
    event.preventDefault();
    all.at(to % all.length)?.focus();
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    event.stopPropagation();
    document.activeElement.click();
  } else if (event.key === 'Tab') {
    event.preventDefault();
    menu.hidePopover();
  } else if (event.key.length === 1 && /\S/.test(event.key)) {
    const found = [...all.slice(at + 1), ...all].find((el) => el.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    found?.focus();
  }
}
