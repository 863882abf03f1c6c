// The page is built from nodes, never from markup: there is no innerHTML anywhere, and the policy
// of the server (require-trusted-types-for 'script') would refuse it. What an article says can only
// ever become text.

/**
 * h makes an element: h('button', {class: 'wide', 'aria-label': 'Close', onclick: close}, 'x').
 * Attributes that are null, undefined or false are left out, true is an empty attribute; names
 * beginning with "on" are listeners, "data" and "style" take objects. Children may be nodes, texts,
 * lists and nothing.
 */
export function h(tag, attributes, ...children) {
  const el = document.createElement(tag);
  fill(el, attributes);
  el.append(...flat(children));
  return el;
}

/** refill makes children what is in el, in place of what was. */
export const refill = (el, ...children) => el.replaceChildren(...flat(children));

const svgSpace = 'http://www.w3.org/2000/svg';

/** svg is h for drawings. */
export function svg(tag, attributes, ...children) {
  const el = document.createElementNS(svgSpace, tag);
  fill(el, attributes);
  el.append(...flat(children));
  return el;
}

function fill(el, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) el.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(el.dataset, value);
    else if (name === 'style') for (const [k, v] of Object.entries(value)) el.style.setProperty(k, v);
    else if (name === 'value') el.value = value;
    else el.setAttribute(name, value === true ? '' : value);
  }
}

function flat(children) {
  return children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== '');
}

/** $ finds one element by selector; it must be there. */
export function $(selector, within = document) {
  const el = within.querySelector(selector);
  if (!el) throw new Error(`the page has no ${selector}`);
  return el;
}

/** $$ finds every element by selector. */
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

let unique = 0;

/** uid returns an id for an element that others point at. */
export const uid = (prefix = 'x') => `${prefix}-${++unique}`;

/**
 * safeLink returns an address a person may follow, or null: http and https alone. Whatever an
 * article or a bot writes, "javascript:" never becomes a link.
 */
export function safeLink(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * local returns the address of an attachment as this page reaches it, or null for what lies
 * elsewhere: the page loads nothing from outside, and the sandbox may be open under another of
 * the machine's names.
 */
export function local(text) {
  try {
    const url = new URL(text, location.href);
    const here = ['localhost', '127.0.0.1', '[::1]', location.hostname].includes(url.hostname) && url.port === location.port;
    return here && url.pathname.startsWith('/attachments/') ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}
