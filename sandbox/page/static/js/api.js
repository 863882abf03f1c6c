// What the page asks of the sandbox's server: the client API that package sandbox describes. Every
// call is one of the person's; an error is a sentence that can be shown.

/** Refused is an error the server explained. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function ask(method, path, body) {
  const request = { method, headers: {} };
  if (body instanceof FormData) request.body = body;
  else if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Refused('The sandbox does not answer. Is it still running?', 0);
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch { /* said below */ }
  if (!response.ok) throw new Refused(sentence(answer?.error ?? `The sandbox answered ${response.status}.`), response.status);
  return answer;
}

function sentence(text) {
  const s = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(s) ? s : `${s}.`;
}

// form wraps files as the server takes them: the JSON in one part, each file in one named by the caller.
function form(json, files) {
  const data = new FormData();
  data.append('payload_json', JSON.stringify(json));
  for (const [part, file] of files) data.append(part, file, file.name);
  return data;
}

/** client returns the calls of the person with a user name. */
export function client(name) {
  const me = `/client/people/${encodeURIComponent(name)}`;
  const channel = (c) => `${me}/channels/${encodeURIComponent(c)}`;
  const message = (m) => `${channel(m.channel_id)}/messages/${m.id}`;
  const reaction = (m, emoji) => `${message(m)}/reactions/${encodeURIComponent(emoji)}`;
  return {
    name,
    world: () => ask('GET', `${me}/world`),
    eventsFrom: (seq) => `${me}/events?after=${seq}`,
    messages: (c, before) => ask('GET', `${channel(c)}/messages?limit=100${before ? `&before=${before}` : ''}`),
    commands: (c) => ask('GET', `${channel(c)}/commands`),
    write(c, content, { files = [], replyTo, quiet } = {}) {
      const json = { content, ...(replyTo && { reply_to: replyTo, quiet: Boolean(quiet) }) };
      return ask('POST', `${channel(c)}/messages`, files.length ? form(json, files.map((f, i) => [`files[${i}]`, f])) : json);
    },
    use(c, command, options, files = []) {
      const json = { name: command, options };
      return ask('POST', `${channel(c)}/commands`, files.length ? form(json, files) : json);
    },
    complete: (c, command, option, typed, options) => ask('POST', `${channel(c)}/completions`, { name: command, option, typed, options }),
    close: (c, archived, locked) => ask('PATCH', channel(c), { archived, locked }),
    edit: (m, content) => ask('PATCH', message(m), { content }),
    erase: (m) => ask('DELETE', message(m)),
    click: (m, button) => ask('POST', `${message(m)}/clicks`, { button }),
    choose: (m, list, values) => ask('POST', `${message(m)}/choices`, { list, values }),
    menu: (m, command) => ask('POST', `${message(m)}/menu`, { name: command }),
    openThread: (m, title) => ask('POST', `${message(m)}/threads`, { name: title }),
    react: (m, emoji) => ask('PUT', reaction(m, emoji)),
    unreact: (m, emoji) => ask('DELETE', reaction(m, emoji)),
    submit: (interaction, values) => ask('POST', `${me}/modals/${interaction}`, { values }),
  };
}

/** sandbox are the calls of whoever sits at the machine: the wire, faults, the clock, the demo's story. */
export const sandbox = {
  people: () => ask('GET', '/client/people'),
  wireFrom: (seq) => `/client/wire?after=${seq}`,
  faults: () => ask('GET', '/client/faults'),
  fault: (text) => ask('POST', '/client/faults', { text }),
  mend: (id) => ask('DELETE', `/client/faults/${id}`),
  heal: () => ask('DELETE', '/client/faults'),
  advance: (by) => ask('POST', '/client/clock', { advance: by }),
  story: () => ask('GET', `/story`),
};
