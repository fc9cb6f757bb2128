// Owns the elements of the chat, empty: what is always there, a turn, a mark. Refuses to know what they say.
const DRAWINGS = new Set(['svg', 'path', 'rect', 'circle']);

/** An element with attributes and children; nothing is ever parsed as HTML. */
export function h(tag, attributes = {}, ...children) {
  const element = DRAWINGS.has(tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const drawing = (size, name, ...shapes) =>
  h(
    'svg',
    { viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true', ...(name ? { class: name } : {}) },
    ...shapes,
  );
const line = (d, name) => h('path', { d, ...(name ? { class: name } : {}) });
const SQUARE = { x: '1.5', y: '1.5', width: '9', height: '9', rx: '1.5' };

/** What is always there; `hidden` says what is shown. */
export function frame() {
  return h(
    'section',
    { class: 'widget', id: 'widget', 'aria-label': 'Chat' },
    h(
      'div',
      { class: 'head' },
      h(
        'span',
        { class: 'face', id: 'face', 'data-who': 'assistant', 'aria-hidden': 'true' },
        h('b', { id: 'initial' }),
        drawing(32, '', line('M5 24 13 16', 'out'), line('M15 17 26 6', 'bar')),
      ),
      h('div', {}, h('h2', { id: 'who' }, 'Chat'), h('p', { id: 'what' }, 'automatic assistant')),
      h(
        'button',
        { type: 'button', id: 'close', 'aria-label': 'Close chat' },
        drawing(16, '', line('M4 4 12 12M12 4 4 12')),
      ),
    ),
    h(
      'div',
      { class: 'wait', id: 'wait', hidden: '' },
      h(
        'dl',
        {},
        h('div', {}, h('dt', {}, 'Your place'), h('dd', { id: 'place' }, '–')),
        h('div', {}, h('dt', {}, 'Expected wait'), h('dd', { id: 'expected' }, '–')),
      ),
      h('p', { id: 'waiting-note' }),
      h('button', { type: 'button', id: 'stay' }),
    ),
    h('div', {
      class: 'log',
      id: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-label': 'Conversation',
      tabindex: '0',
    }),
    h(
      'div',
      { class: 'offers', id: 'offers' },
      h(
        'button',
        { type: 'button', id: 'ask' },
        drawing(
          16,
          '',
          h('circle', { cx: '8', cy: '5', r: '2.5' }),
          line('M3 14c0-3 2.2-4.5 5-4.5s5 1.5 5 4.5'),
        ),
        ' Talk to a person',
      ),
    ),
    h(
      'form',
      { class: 'composer', id: 'composer' },
      h('label', { class: 'hidden', for: 'text' }, 'Your message'),
      h('textarea', {
        id: 'text',
        rows: '1',
        maxlength: '2000',
        placeholder: 'Write a message',
        autocomplete: 'off',
      }),
      h(
        'button',
        { type: 'submit', id: 'send', 'aria-label': 'Send' },
        drawing(16, '', line('M8 13V3M3.5 7.5 8 3l4.5 4.5')),
      ),
    ),
    h(
      'div',
      { class: 'foot' },
      h('span', { id: 'foot' }, 'You talk to software now.'),
      h('button', { type: 'button', id: 'end' }, 'End chat'),
    ),
    h('p', { class: 'trouble', id: 'trouble', role: 'status', hidden: '' }),
  );
}

export function turnFrame() {
  return h(
    'article',
    { class: 'turn' },
    drawing(12, 'node', h('rect', SQUARE), h('circle', { cx: '6', cy: '6', r: '5' })),
    h('p', { class: 'by' }, h('b'), ' ', h('span', { class: 'kind' }), ' ', h('time')),
    h('p', { class: 'words' }),
  );
}

export const markFrame = () =>
  h(
    'p',
    { class: 'mark' },
    drawing(20, 'baton', line('M3 16 8 11', 'out'), line('M9.5 11.5 17 4', 'bar')),
    h('b'),
    ' ',
    h('span'),
  );
