// What Discord reads in a text: parse returns a tree of plain objects and touches no document, so
// that it can be tried by itself. Drawing it is prose.js's business.
//
// A node is a string or {kind, …}. Blocks: quote, heading (level), small, list (ordered, start, items),
// code (language, text). Inline: strong, em, under, strike, spoiler, tick (text), link (url, title),
// user, role, channel, command, moment, emoji, everyone, break. Those that hold others have "inner".

// deepest bounds nesting: hostile text must not exhaust the stack. What is deeper stays as typed.
const deepest = 10;

/** parse reads a whole message or description. */
export const parse = (text) => blocks(text.replaceAll('\r\n', '\n'), { depth: 0, quoted: false });

/** parseLine reads a title or name: no quotes, headings, lists or code blocks there. */
export const parseLine = (text) => inline(text, { depth: 0, linked: false });

const fence = /```(?:([a-z0-9_+\-.#]+)\n)?\n*([^\n][\s\S]*?)\n*```/iy;
const quoteAll = />>> ?([\s\S]*)/y;
const quoteLines = /(?:> [^\n]*(?:\n|$)|>(?:\n|$))+/y;
const headed = /(#{1,3}) +([^\n]+)(?:\n|$)/y;
const smaller = /-# +([^\n]+)(?:\n|$)/y;
const listed = /( *)(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$)/y;

function blocks(text, at) {
  const out = [];
  let prose = '';
  const flush = () => {
    if (prose) out.push(...inline(prose, { depth: at.depth, linked: false }));
    prose = '';
  };
  for (let i = 0; i < text.length;) {
    const start = i === 0 || text[i - 1] === '\n';
    const code = text[i] === '`' && match(fence, text, i);
    const block = code ? { node: { kind: 'code', language: code[1] ?? '', text: code[2] }, length: code[0].length } : start && blockAt(text, i, at);
    if (block) {
      // A block begins a line by itself: only blank lines before it are drawn.
      if (prose !== '\n' && /[^\n]\n$/.test(prose)) prose = prose.slice(0, -1);
      flush();
      out.push(block.node);
      i += block.length;
      if (code && text[i] === '\n') i++;
      continue;
    }
    // To the end of the line, or to where a code block may begin.
    let end = text.indexOf('\n', i);
    end = end < 0 ? text.length : end + 1;
    const ticks = text.indexOf('```', i + 1);
    if (ticks >= 0 && ticks < end) end = ticks;
    prose += text.slice(i, end);
    i = end;
  }
  flush();
  return out;
}

function blockAt(text, i, at) {
  let m;
  const inner = { depth: at.depth + 1, quoted: true };
  if (!at.quoted && at.depth < deepest && text[i] === '>') {
    if ((m = match(quoteAll, text, i))) return { node: { kind: 'quote', inner: blocks(m[1], inner) }, length: m[0].length };
    if ((m = match(quoteLines, text, i))) {
      const body = m[0].replace(/\n$/, '').split('\n').map((line) => line.replace(/^> ?/, '')).join('\n');
      return { node: { kind: 'quote', inner: blocks(body, inner) }, length: m[0].length };
    }
  }
  if ((m = match(headed, text, i))) return { node: { kind: 'heading', level: m[1].length, inner: inline(m[2].trim(), { depth: at.depth + 1 }) }, length: m[0].length };
  if ((m = match(smaller, text, i))) return { node: { kind: 'small', inner: inline(m[1].trim(), { depth: at.depth + 1 }) }, length: m[0].length };
  return listAt(text, i, at);
}

// listAt reads consecutive items; deeper indented ones become lists of their own.
function listAt(text, i, at) {
  const lines = [];
  let length = 0;
  for (let m; (m = match(listed, text, i + length)); length += m[0].length) {
    const [, indent, mark, rest] = /^( *)([-*]|\d+\.) +([^\n]+)/.exec(m[0]);
    lines.push({ indent: indent.length, number: parseInt(mark, 10), rest });
  }
  if (lines.length === 0) return null;
  let k = 0;
  const build = (indent, depth) => {
    const first = lines[k];
    const node = { kind: 'list', ordered: !Number.isNaN(first.number), start: first.number || 1, items: [] };
    while (k < lines.length && (lines[k].indent >= indent || node.items.length === 0)) {
      if (lines[k].indent > indent && node.items.length > 0 && depth < deepest) node.items.at(-1).push(build(lines[k].indent, depth + 1));
      else node.items.push(inline(lines[k++].rest, { depth: at.depth + 1 }));
    }
    return node;
  };
  const all = [];
  while (k < lines.length) all.push(build(lines[k].indent, at.depth + 1));
  return { node: all.length === 1 ? all[0] : { kind: 'lists', inner: all }, length };
}

// The rules of inline text, tried in this order wherever one of their first letters stands.
const rules = [
  { first: '\\', re: /\\([^\p{L}\p{N}\s])/uy, make: (m) => m[1] },
  { first: '`', re: /(`+)([\s\S]*?[^`])\1(?!`)/y, make: (m) => ({ kind: 'tick', text: m[2].trim() || m[2] }) },
  { first: '<', re: /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, make: (m) => ({ kind: 'moment', seconds: Number(m[1]), style: m[2] ?? 'f', raw: m[0] }) },
  { first: '<', re: /<(@!?|@&|#)(\d{1,20})>/y, make: (m) => ({ kind: m[1] === '#' ? 'channel' : m[1] === '@&' ? 'role' : 'user', id: m[2] }) },
  { first: '<', re: /<\/([^:>\n]{1,100}):(\d{1,20})>/y, make: (m) => ({ kind: 'command', name: m[1] }) },
  { first: '<', re: /<a?:(\w{2,32}):\d{1,20}>/y, make: (m) => ({ kind: 'emoji', name: m[1] }) },
  { first: '<', re: /<(https?:\/\/[^\s<>]{1,2000})>/y, make: (m, at) => link(m[1], [m[1]], at) },
  {
    first: '[', re: /\[((?:\\.|[^\]\\\n]){1,1000})\]\(\s*<?(https?:\/\/(?:\([^()\s]*\)|[^\s()<>]){1,2000})>?(?:\s+"((?:\\.|[^"\\\n])*)")?\s*\)/y,
    make: (m, at) => link(m[2], inline(m[1], { depth: at.depth + 1, linked: true }), at, m[3]),
  },
  { first: 'h', re: /https?:\/\/[^\s<>"]{1,2000}/y, make: bare, word: true },
  { first: '*', re: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, make: (m, at) => wrap('strong', m[1], at) },
  { first: '_', re: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, make: (m, at) => wrap('under', m[1], at) },
  { first: '~', re: /~~([\s\S]+?)~~/y, make: (m, at) => wrap('strike', m[1], at) },
  { first: '|', re: /\|\|([\s\S]+?)\|\|/y, make: (m, at) => wrap('spoiler', m[1], at) },
  { first: '*', re: /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y, make: (m, at) => wrap('em', m[1], at) },
  { first: '_', re: /_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}_])/uy, make: (m, at) => wrap('em', m[1], at), word: true },
  { first: '@', re: /@(everyone|here)\b/y, make: (m) => ({ kind: 'everyone', name: m[1] }) },
  { first: '\n', re: /\n/y, make: () => ({ kind: 'break' }) },
];

const special = /[\\`<[h*_~|@\n]/g;

function inline(text, at) {
  const out = [];
  let plain = '';
  for (let i = 0; i < text.length;) {
    const found = at.depth < deepest ? ruleAt(text, i, at) : null;
    if (found) {
      if (typeof found.node === 'string') plain += found.node;
      else {
        if (plain) out.push(plain);
        plain = '';
        out.push(found.node);
      }
      i += found.length;
      continue;
    }
    special.lastIndex = i + 1;
    const next = special.exec(text)?.index ?? text.length;
    plain += text.slice(i, next);
    i = next;
  }
  if (plain) out.push(plain);
  return out;
}

function ruleAt(text, i, at) {
  const first = text[i];
  for (const rule of rules) {
    if (rule.first !== first || rule.word && i > 0 && /[\p{L}\p{N}_]/u.test(text[i - 1])) continue;
    const m = match(rule.re, text, i);
    const made = m && rule.make(m, at);
    if (made) return made.node ? made : { node: made, length: m[0].length };
  }
  return null;
}

function match(re, text, i) {
  re.lastIndex = i;
  return re.exec(text);
}

const wrap = (kind, text, at) => ({ kind, inner: inline(text, { ...at, depth: at.depth + 1 }) });

// A link inside a link's text stays text.
const link = (url, inner, at, title) => (at.linked ? null : { kind: 'link', url, inner, title });

// bare is an address written as it is: punctuation at its end belongs to the sentence.
function bare(m, at) {
  let url = m[0];
  for (;;) {
    const last = url.at(-1);
    if (/[.,:;!?'*_~|\]]/.test(last) || last === ')' && url.split(')').length > url.split('(').length) url = url.slice(0, -1);
    else break;
  }
  return at.linked || url.length < 11 ? null : { node: { kind: 'link', url, inner: [url] }, length: url.length };
}
