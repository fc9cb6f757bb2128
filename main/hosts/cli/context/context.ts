// Owns `baton context`: the context package of one conversation, from whatever its channel left behind. A file that cannot be
// read is named with line and reason.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Said } from '#shared/domain/context/brief/statements.ts';
import { readChat } from '#shared/domain/context/channels/chat.ts';
import { type Mail, readThread } from '#shared/domain/context/channels/mail.ts';
import type { Fault, Speakers, Story } from '#shared/domain/context/channels/story.ts';
import { readTranscript, type TranscriptForm } from '#shared/domain/context/channels/transcript.ts';
import { readFrom } from '#shared/domain/context/package.ts';
import { supportedBy } from '#shared/domain/context/summary/supported.ts';
import { contextPackage } from '#shared/schema/context.ts';
import { channel } from '#shared/schema/conversation.ts';
import { summaryAnswer } from '#shared/schema/summary.ts';
import { readHistory } from '../import/history.ts';
import { UsageError } from '../usage.ts';

type Form = 'chat' | 'mail' | TranscriptForm;

const FORMS: Readonly<Record<string, Form>> = {
  '.json': 'chat',
  '.jsonl': 'chat',
  '.eml': 'mail',
  '.vtt': 'vtt',
  '.srt': 'srt',
  '.txt': 'text',
};
const CALLS = ['voice', 'video'] as const;
/** Bytes of one file. */
const LARGEST = 33_554_432;

const HELP = `Usage: npm run -s baton -- context FILE... [--customer NAME] [--bot NAME] [--agent NAME] [--channel voice|video]
                                   [--summary ANSWER.json]

  FILE          .json (a chat, docs/history-format.md), .eml (the messages of one thread, one file each), .vtt, .srt,
                or .txt with a speaker before each line
  --customer, --bot, --agent NAME
                who a speaker is, by name or e-mail address, where no common word says it; repeatable
  --channel     of a transcript (voice)
  --summary     what a summariser answered, {sentences: [{text, turns}]}: each sentence is checked against the turns

Prints {channel, turns, context}: the package that the person gets who takes over; with --summary also {summary: {kept,
refused}}, and why.`;

interface Options {
  readonly files: readonly string[];
  readonly speakers: Speakers;
  readonly call: (typeof CALLS)[number];
  readonly summary: string | undefined;
}

function optionsOf(args: readonly string[]): Options | null {
  const name = { type: 'string', multiple: true, default: [] as string[] } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ customer: name, bot: name, agent: name },
        channel: { type: 'string', default: 'voice' },
        summary: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return null;
    if (positionals.length === 0) throw new UsageError('context needs a file');
    const call = CALLS.find((each) => each === values.channel);
    if (call === undefined) throw new UsageError(`--channel is one of ${CALLS.join(', ')}`);
    const { customer, bot, agent, summary } = values;
    return {
      files: positionals,
      speakers: { END_USER: customer, AUTOMATED_AGENT: bot, HUMAN_AGENT: agent },
      call,
      summary,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
}

function bytesOf(file: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${file}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}`,
    );
  }
  if (bytes.length > LARGEST)
    throw new UsageError(`${file}: it has ${bytes.length} bytes, at most ${LARGEST} are read`);
  return bytes;
}

function textOf(file: string): string {
  const bytes = bytesOf(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const whole = Buffer.from(bytes);
    const line = whole.toString('utf8').split('\uFFFD')[0]?.split('\n').length ?? 1;
    throw new UsageError(`${file}, line ${line}: this is not UTF-8`);
  }
}

function known<T extends object>(file: string, read: T | Fault): T {
  if (!('fault' in read)) return read as T;
  const { fault } = read as Fault;
  throw new UsageError(`${file}${fault.startsWith('line ') ? ', ' : ': '}${fault}`);
}

function jsonIn(file: string): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

const chatIn = (file: string): Story => known(file, readChat(known(file, readHistory(jsonIn(file))).line));

/** The sentences of a model that its turns bear out, and why the others are not shown. */
function checkedIn(file: string, turns: readonly Said[]) {
  const parsed = summaryAnswer.safeParse(jsonIn(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`${file}: ${['$', ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
  }
  const { kept, refused } = supportedBy(turns, parsed.data.sentences);
  return { kept, refused: refused.map(({ told, why }) => ({ ...told, why })) };
}

async function threadIn(files: readonly string[], speakers: Speakers): Promise<Story> {
  // Loaded only when needed, as the libraries for mail are large.
  const { headFault, readMessage } = await import('../mail/mime.ts');
  const mails: Mail[] = [];
  for (const file of files) {
    const raw = bytesOf(file);
    const fault = headFault(raw);
    if (fault !== undefined) throw new UsageError(`${file}, ${fault}`);
    mails.push(known(file, await readMessage(raw)));
  }
  return known(files.join(' '), readThread(mails, speakers));
}

async function storyIn({ files, speakers, call }: Options): Promise<Story> {
  const forms = files.map((file) => {
    const form = FORMS[extname(file).toLowerCase()];
    if (form === undefined)
      throw new UsageError(`${file}: what it is must end its name: ${Object.keys(FORMS).join(', ')}`);
    return form;
  });
  const [file = '', second] = files;
  const [form] = forms;
  if (forms.every((each) => each === 'mail')) return threadIn(files, speakers);
  if (second !== undefined) throw new UsageError(`${second}: only a thread of e-mails has several files`);
  if (form === 'chat') return chatIn(file);
  return known(file, readTranscript(textOf(file), form as TranscriptForm, speakers, call));
}

export async function context(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === null) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const story = await storyIn(options);
  const turns = story.turns.map(({ at: _, ...turn }, at) => ({ index: at + 1, ...turn }));
  // Who speaks is known: their names are no news.
  const names = [...turns.flatMap(({ name }) => name ?? []), ...Object.values(options.speakers).flat()];
  const read = contextPackage.parse({ ...readFrom(turns, names), version: 1, fixed: false });
  const { summary } = options;
  const shown = { channel: channel.parse(story.channel), turns, context: read };
  const checked = summary === undefined ? {} : { summary: checkedIn(summary, turns) };
  process.stdout.write(`${JSON.stringify({ ...shown, ...checked })}\n`);
  return 0;
}
