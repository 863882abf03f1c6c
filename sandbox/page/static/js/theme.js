// Dark and light: as the system wants it until somebody chooses.

import { $, refill } from './dom.js';
import { icon } from './icons.js';
import { stored, store } from './memory.js';

/** theme applies the theme and lets the button change it. */
export function theme() {
  const system = matchMedia('(prefers-color-scheme: light)');
  const wanted = () => stored('theme', system.matches ? 'light' : 'dark');
  const button = $('#theme');
  const apply = () => {
    const now = wanted();
    document.documentElement.dataset.theme = now;
    const says = now === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme';
    button.setAttribute('aria-label', says);
    button.title = says;
    refill(button, icon(now === 'dark' ? 'sun' : 'moon'));
  };
  button.addEventListener('click', () => {
    store('theme', wanted() === 'dark' ? 'light' : 'dark');
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
