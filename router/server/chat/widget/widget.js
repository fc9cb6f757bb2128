// Owns the chat that a page shows when its one script tag loads /chat/BOT/widget.js from a router: the conversation, what is
// written, who speaks and how long it takes, and finding back after leaving. Refuses the page around it: it lives in a shadow
// root, and text only ever becomes text nodes. The server joins it with frame.js and wraps both in a function.
import { frame, h, markFrame, turnFrame } from './frame.js';

// The style sheet's text, put in by whoever serves this file.
const STYLE = '{style}';
const script = document.currentScript;
// Where the script came from is where it asks; a page with the script in it says so on the element.
const home = script?.src ? new URL('.', script.src).href : undefined;
const clock = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const retryMs = 2_000;

/** Why nobody can take over. */
const WHY = {
  closed: ', it is closed at this hour',
  nobody_staffed: ', no colleague is there',
  full: ', too many are waiting already',
};

class Refused extends Error {
  constructor(status, error) {
    super(error?.message ?? 'no answer');
    this.status = status;
    this.code = error?.code;
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const isFinal = (error) => error instanceof Refused && error.status < 500 && error.status !== 429;

function setTime(element, at) {
  const time = new Date(at);
  element.textContent = clock.format(time);
  element.dateTime = time.toISOString();
}

function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Between what most such waits lie, in whole minutes. */
function estimate({ waitRange } = {}) {
  if (waitRange === undefined) return 'not known yet';
  const low = Math.floor(waitRange.low / 60);
  const high = Math.ceil(waitRange.high / 60);
  if (high <= 1) return 'under 1 min';
  return low === high ? `about ${high} min` : low === 0 ? `up to ${high} min` : `${low}–${high} min`;
}

/** In the address of a page that is nothing but the chat; its fragment is sent to no server. */
const inAddress = {
  read: () => location.hash.slice(1) || sessionStorage.getItem('session') || '',
  write(token) {
    if (token === '') sessionStorage.removeItem('session');
    else sessionStorage.setItem('session', token);
    history.replaceState(null, '', token === '' ? location.pathname : `#${token}`);
  },
};

/** In the browser's storage for this site; where that is barred, until the page is left. */
const inBrowser = (key) => ({
  read() {
    try {
      return localStorage.getItem(key) ?? '';
    } catch {
      return '';
    }
  },
  write(token) {
    try {
      if (token === '') localStorage.removeItem(key);
      else localStorage.setItem(key, token);
    } catch {
      // Kept in the running page at least.
    }
  },
});

/** One chat in `host`, from the element's being in the page to the page's end. */
function start(host) {
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const inline = host.hasAttribute('inline');
  const ownsAddress = host.getAttribute('session') === 'address';
  const base = home ?? new URL(host.getAttribute('chat') ?? '.', location.href).href;
  const store = ownsAddress ? inAddress : inBrowser(`baton-chat ${base}`);
  const launcher = h('button', { type: 'button', class: 'launcher', 'aria-expanded': 'false' }, 'Chat');
  root.append(frame(), launcher);
  const part = (id) => root.getElementById(id);
  const log = part('log');
  const shown = new Map();

  let token = store.read();
  let begun = null;
  let next = 0;
  let organisation = '';
  let assistant = 'the assistant';
  let personTime = false;
  let personSince = '';
  let over = false;
  let sendings = Promise.resolve();
  let run = 0;
  /** What was there before is not new. */
  let caughtUp = false;
  let unread = 0;

  async function call(path, body) {
    const response = await fetch(`${base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Refused(response.status, answer.error);
    return answer;
  }

  /** Repeats until there is an answer: every call carries its own id, so twice does what once does. */
  async function insist(path, body) {
    for (;;) {
      try {
        const answer = await call(path, body);
        trouble('');
        return answer;
      } catch (error) {
        if (isFinal(error)) throw error;
        trouble(
          error instanceof Refused ? error.message : 'No connection. What you write is kept and sent later.',
        );
        await pause(retryMs);
      }
    }
  }

  function trouble(text) {
    part('trouble').textContent = text;
    part('trouble').hidden = text === '';
  }

  const KIND = {
    you: () => '',
    assistant: () => 'automatic assistant',
    person: () => `person at ${organisation}`,
  };

  /** The session is no part of an address, so a file is fetched before it is saved. */
  async function save({ id, name }) {
    try {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${base}file?id=${encodeURIComponent(id)}`, { headers });
      if (!response.ok) throw new Refused(response.status, (await response.json()).error);
      const href = URL.createObjectURL(await response.blob());
      h('a', { href, download: name }).click();
      URL.revokeObjectURL(href);
    } catch (error) {
      trouble(`${name} could not be fetched: ${error.message}`);
    }
  }

  function fileElement(file) {
    const size = `${Math.max(1, Math.round(file.size / 1024))} kB`;
    const button = h('button', { type: 'button', class: 'file' }, `${file.name}, ${size}`);
    button.addEventListener('click', () => save(file));
    return button;
  }

  function turnElement({ who, name, text, files = [], at }) {
    const element = turnFrame();
    element.dataset.who = who;
    element.dataset.time = personTime ? 'person' : 'software';
    element.querySelector('b').textContent = who === 'you' ? 'You' : name;
    element.querySelector('.kind').textContent = KIND[who]();
    element.querySelector('.words').textContent = text;
    element.append(...files.map(fileElement));
    setTime(element.querySelector('time'), at);
    return element;
  }

  function markElement({ mark, name, waited, reason, at }) {
    const words = {
      accepted: [
        `${name} took over`,
        `${clock.format(at)}${waited === undefined ? '' : `, you waited ${duration(waited)}`}`,
      ],
      ended: [`${name ?? 'The person'} left`, `${clock.format(at)}, the automatic assistant is back`],
      requeued: ['One moment', 'the connection to the person broke; you are offered to somebody again'],
      failed: ['Nobody can take over now', `${clock.format(at)}${WHY[reason] ?? ''}`],
      canceled: [`You stay with ${assistant}`, clock.format(at)],
      closed: ['This chat has ended', clock.format(at)],
    }[mark];
    const element = markFrame();
    element.dataset.mark = mark;
    element.querySelector('b').textContent = words[0];
    element.querySelector('span').textContent = words[1];
    return element;
  }

  function add(entry) {
    if (shown.has(entry.seq)) return;
    if (entry.mark === 'accepted') {
      personTime = true;
      personSince = clock.format(entry.at);
    }
    if (['ended', 'requeued', 'closed'].includes(entry.mark)) personTime = false;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    const element = entry.mark === undefined ? turnElement(entry) : markElement(entry);
    shown.set(entry.seq, element);
    // What is still being sent stays below what has arrived.
    log.insertBefore(element, log.querySelector('[data-state="sending"]'));
    if (atEnd) log.scrollTop = log.scrollHeight;
    if (part('widget').hidden && entry.who !== undefined && entry.who !== 'you' && caughtUp) {
      unread += 1;
      nameLauncher();
    }
  }

  function showState({ state, handoff, queue }) {
    const waiting = state === 'handoff';
    const person = state === 'human' ? (handoff?.agent?.name ?? 'A person') : undefined;
    over = state === 'closed';
    part('face').dataset.who = person ? 'person' : waiting ? 'waiting' : 'assistant';
    part('initial').textContent = person ? person[0] : '';
    part('who').textContent = person ?? (waiting ? 'Waiting for a person' : assistant);
    part('what').textContent = person
      ? `a person at ${organisation}, since ${personSince}`
      : waiting
        ? `${assistant} stays until somebody takes over`
        : over
          ? 'this chat has ended'
          : 'automatic assistant';
    part('wait').hidden = !waiting;
    part('place').textContent = handoff?.position === undefined ? '–' : String(handoff.position + 1);
    part('expected').textContent = estimate(handoff);
    part('waiting-note').textContent =
      queue?.staffed === 0
        ? 'Nobody is connected this minute. You keep your place.'
        : `Four in five wait that long. You may close the page: ${ownsAddress ? 'its address' : 'this chat'} brings you back to your place.`;
    part('stay').textContent = `Stay with ${assistant}`;
    part('offers').hidden = state !== 'bot';
    part('text').placeholder = over
      ? ''
      : person
        ? `Write to ${person}`
        : waiting
          ? 'Add something for the person'
          : `Write to ${assistant}`;
    part('text').disabled = over;
    part('send').disabled = over || part('text').value.trim() === '';
    part('foot').textContent = person
      ? `${assistant} is silent while ${person} is here.`
      : waiting
        ? 'You talk to software until then.'
        : over
          ? 'Nothing more is sent.'
          : 'You talk to software now.';
    part('end').textContent = over ? 'New chat' : 'End chat';
  }

  async function begin() {
    if (token === '') token = (await insist('sessions', {})).token;
    store.write(token);
  }

  /** Resolves when there is a conversation: what is written before waits for it. */
  function session() {
    begun ??= begin().catch((error) => {
      begun = null;
      throw error;
    });
    return begun;
  }

  function startAgain() {
    token = '';
    begun = null;
    store.write('');
    next = 0;
    personTime = false;
    shown.clear();
    log.replaceChildren();
    void follow();
  }

  async function follow() {
    run += 1;
    const mine = run;
    for (let wait = 0; mine === run; wait = 10) {
      try {
        await session();
        const answer = await insist(`conversation?after=${next}&wait=${over ? 25 : wait}`);
        if (mine !== run) return;
        ({ organisation, assistant } = answer);
        for (const entry of answer.entries) add(entry);
        next = Math.max(next, answer.next);
        caughtUp = true;
        showState(answer);
        if (over) return;
      } catch (error) {
        if (token !== '' && (error.status === 404 || error.status === 401)) return startAgain();
        trouble(error.message);
        return;
      }
    }
  }

  function speak(text) {
    const id = `m-${crypto.randomUUID().slice(0, 18)}`;
    const element = turnElement({ who: 'you', text, at: Date.now() });
    element.dataset.state = 'sending';
    element.querySelector('.kind').textContent = 'sending';
    log.append(element);
    log.scrollTop = log.scrollHeight;
    // One after the other: what was written first arrives first.
    sendings = sendings.then(async () => {
      try {
        await session();
        await insist('messages', { id, text });
        await refresh();
        element.remove();
      } catch (error) {
        element.querySelector('.kind').textContent = `not sent: ${error.message}`;
        element.dataset.state = 'failed';
      }
    });
  }

  /** Reads what is new at once, beside the poll that waits. */
  async function refresh() {
    const answer = await insist(`conversation?after=${next}`);
    for (const entry of answer.entries) add(entry);
    next = Math.max(next, answer.next);
    showState(answer);
  }

  async function act(path, body = {}) {
    try {
      await session();
      await insist(path, body);
      await refresh();
    } catch (error) {
      trouble(error.message);
    }
  }

  part('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = part('text').value.trim();
    if (text === '' || over) return;
    part('text').value = '';
    part('send').disabled = true;
    speak(text);
  });
  part('text').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    part('composer').requestSubmit();
  });
  let toldTyping = 0;
  part('text').addEventListener('input', () => {
    part('send').disabled = over || part('text').value.trim() === '';
    if (Date.now() - toldTyping < 3_000 || part('face').dataset.who !== 'person') return;
    toldTyping = Date.now();
    call('events', { type: 'customer.typing' }).catch(() => undefined);
  });
  part('ask').addEventListener('click', () => act('person'));
  part('stay').addEventListener('click', () => act('cancel'));
  part('end').addEventListener('click', () => (over ? startAgain() : act('end')));
  addEventListener('pagehide', () => {
    // Who waits keeps their place; a person who is talking with somebody should know that they went.
    if (part('face').dataset.who !== 'person') return;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    void fetch(`${base}events`, {
      method: 'POST',
      keepalive: true,
      headers,
      body: '{"type":"customer.left"}',
    });
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) void act('events', { type: 'customer.back' });
  });

  /** Of a widget that floats: the panel, its button, and what came in while it was closed. */
  function show(open) {
    part('widget').hidden = !open;
    launcher.hidden = inline;
    launcher.setAttribute('aria-expanded', String(open));
    if (open) unread = 0;
    nameLauncher();
    if (!open) return;
    if (run === 0) void follow();
    log.scrollTop = log.scrollHeight;
    part('text').focus();
  }

  function nameLauncher() {
    launcher.textContent = unread === 0 ? 'Chat' : `Chat (${unread} new)`;
  }

  launcher.addEventListener('click', () => show(part('widget').hidden));
  part('close').hidden = inline;
  part('close').addEventListener('click', close);
  part('widget').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !inline) close();
  });

  function close() {
    show(false);
    launcher.focus();
  }

  show(inline);
  if (token !== '') {
    if (run === 0) void follow();
    call('events', { type: 'customer.back' }).catch(() => undefined);
  }
}

customElements.define(
  'baton-chat',
  class extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot === null) start(this);
    }
  },
);
// A page that says nothing of its own gets the button in its corner.
if (script?.src && document.querySelector('baton-chat') === null)
  document.body.append(document.createElement('baton-chat'));
