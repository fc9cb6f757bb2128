// The chat in front of a team's own bot, with everything in processes of its own: the router, the bot of docs/bots.md as it
// is printed, and a person at their console's socket. The visitor asks over HTTP what the widget asks.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ana } from '../system/colleague.ts';
import { type Office, openOffice } from '../system/office.ts';
import { type StartedRouter, scratch, startRouter } from '../system/processes.ts';
import { printedIn, startBot } from '../system/sdk-bot.ts';

const program = printedIn('docs/bots.md', 'conversation.opened');
let folder: ReturnType<typeof scratch>;
let office: Office;
let router: StartedRouter;
const endings: (() => Promise<unknown>)[] = [];

const start = (port: number) =>
  startRouter({ config: office.configFile, data: join(folder.path, 'data'), port });

beforeEach(async () => {
  folder = scratch();
  office = openOffice(folder.path, { chatOrigins: [] });
  router = await start(0);
});
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  await router.kill('SIGKILL');
  folder.remove();
});

function bot() {
  const started = startBot(folder.path, program, router, office.botKey);
  endings.push(started.kill);
  return started;
}

interface Entry {
  readonly who?: string;
  readonly name?: string;
  readonly text?: string;
  readonly mark?: string;
  readonly files?: readonly { readonly name: string; readonly size: number }[];
}
interface State {
  readonly state: string;
  readonly handoff?: { readonly conversation: string; readonly status: string; readonly position?: number };
  readonly entries: readonly Entry[];
  readonly next: number;
}

/** A visitor whose page shows what comes, one after the other. */
async function visit() {
  let token = '';
  let next = 0;
  async function ask(name: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${router.http}/chat/ava/${name}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  token = ((await ask('sessions', { name: 'Ilse' })) as { token: string }).token;
  return {
    say: (id: string, text: string) => ask('messages', { id, text }),
    ask,
    file: (id: string) =>
      fetch(`${router.http}/chat/ava/file?id=${id}`, { headers: { authorization: `Bearer ${token}` } }),
    /** How it stands once it is offered to somebody. */
    async waits(): Promise<State> {
      for (;;) {
        const state = (await ask(`conversation?after=${next}&wait=1`)) as State;
        if (state.handoff?.status === 'offered') return state;
      }
    },
    /** What is new, once there is as much. */
    async reads(many: number): Promise<string[]> {
      const seen: Entry[] = [];
      while (seen.length < many) {
        const page = (await ask(`conversation?after=${next}&wait=25`)) as State;
        seen.push(...page.entries);
        next = page.next;
      }
      return seen.map(({ who, name, text, mark, files = [] }) => {
        const shown = files.map((file) => ` [${file.name}, ${file.size} bytes]`).join('');
        return mark ? `(${mark})` : `${who === 'you' ? 'you' : name}: ${text}${shown}`;
      });
    },
  };
}

test('the bot as printed greets, answers, hands over, is silent, and goes on; the visitor is told who speaks', async () => {
  expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  bot();
  const person = await ana(router, office);
  endings.push(person.close);
  const ilse = await visit();
  expect(await ilse.reads(1)).toEqual(['Ava: Hello, I repeat what you say. Ask for a human at any time.']);
  await ilse.say('m1', 'Where is my suitcase?');
  expect(await ilse.reads(2)).toEqual(['you: Where is my suitcase?', 'Ava: You said: Where is my suitcase?']);
  await ilse.say('m2', 'Is a human there?');
  expect(await ilse.reads(1)).toEqual(['you: Is a human there?']);
  const waiting = await ilse.waits();
  expect(waiting).toMatchObject({ state: 'handoff', handoff: { position: 0 } });

  const work = await person.accept(waiting.handoff?.conversation ?? '');
  expect(await ilse.reads(1)).toEqual(['(accepted)']);
  await ilse.say('m3', 'It is blue.');
  await work.reads('It is blue.');
  await work.say('Found it.');
  expect(await ilse.reads(2)).toEqual(['you: It is blue.', 'Ana: Found it.']);
  // A file that goes with their words is the visitor's to save, and nobody else's.
  await work.sayWith('Is it this?', { name: 'case.csv', type: 'text/csv', content: 'colour\nblue\n' });
  expect(await ilse.reads(1)).toEqual(['Ana: Is it this? [case.csv, 12 bytes]']);
  const saved = await ilse.file(`${waiting.handoff?.conversation}.f1`);
  expect([saved.status, saved.headers.get('content-disposition'), await saved.text()]).toEqual([
    200,
    "attachment; filename*=UTF-8''case.csv",
    'colour\nblue\n',
  ]);
  const jo = await visit();
  expect((await jo.file(`${waiting.handoff?.conversation}.f1`)).status).toBe(404);
  await work.complete(true);
  expect(await ilse.reads(2)).toEqual(['(ended)', 'Ava: I am back.']);
  await ilse.say('m4', 'Thank you.');
  expect(await ilse.reads(2)).toEqual(['you: Thank you.', 'Ava: You said: Thank you.']);
  await ilse.ask('end', {});
  expect(await ilse.reads(1)).toEqual(['(closed)']);
});

test('bot and router are killed and come back: nothing is lost, nothing is said twice', async () => {
  const first = bot();
  const ilse = await visit();
  expect(await ilse.reads(1)).toHaveLength(1);
  await ilse.say('m1', 'One.');
  expect(await ilse.reads(2)).toEqual(['you: One.', 'Ava: You said: One.']);
  await first.kill();
  await ilse.say('m2', 'Two.');
  await router.kill('SIGKILL');
  router = await start(router.port);
  await ilse.say('m2', 'Two.');
  await ilse.say('m3', 'Three.');
  bot();
  expect((await ilse.reads(4)).toSorted()).toEqual([
    'Ava: You said: Three.',
    'Ava: You said: Two.',
    'you: Three.',
    'you: Two.',
  ]);
  // Nobody is at work: the bot hears that nobody comes, and says so.
  await ilse.say('m4', 'A human, please.');
  expect(await ilse.reads(3)).toEqual([
    'you: A human, please.',
    '(failed)',
    'Ava: Nobody is there now. I stay with you.',
  ]);
});
