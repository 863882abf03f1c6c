// Times as people read them, in the reader's own zone.

const language = 'en-GB';
const styles = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};
const formats = new Map(Object.entries(styles).map(([style, how]) => [style, new Intl.DateTimeFormat(language, how)]));
const distance = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const units = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** style writes a date in one of the styles of <t:…:X>. */
export function styled(date, style) {
  if (Number.isNaN(date.getTime())) return null;
  if (style === 'R') return relative(date);
  return (formats.get(style) ?? formats.get('f')).format(date);
}

/** relative writes how far away a date is: "3 days ago", "in 2 hours". */
export function relative(date, now = Date.now()) {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units.at(-1);
  return distance.format(Math.trunc(seconds / size), unit);
}

/** when writes the time of a message: today by the clock, otherwise with its day. */
export function when(date, now = new Date()) {
  if (sameDay(date, now)) return styled(date, 't');
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  return sameDay(date, yesterday) ? `Yesterday at ${styled(date, 't')}` : styled(date, 's');
}

/** day writes the line between two days. */
export const day = (date) => styled(date, 'D');

/** sameDay reports whether two dates fall on one day of the reader's calendar. */
export const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** milliseconds writes a duration given in nanoseconds, as the wire has it. */
export function took(nanoseconds) {
  const ms = nanoseconds / 1e6;
  if (ms >= 1000) return `${(ms / 1000).toFixed(ms < 10000 ? 2 : 1)} s`;
  return ms >= 10 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}
