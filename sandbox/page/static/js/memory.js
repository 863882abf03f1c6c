// What the browser remembers for the next visit: the theme and the panel. A browser that
// remembers nothing is no error.

const name = (key) => `sandbox-${key}`;

/** stored returns what was stored under key, or otherwise. */
export function stored(key, otherwise) {
  try {
    return localStorage.getItem(name(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** store remembers a value. */
export function store(key, value) {
  try {
    localStorage.setItem(name(key), value);
  } catch { /* private browsing */ }
}
