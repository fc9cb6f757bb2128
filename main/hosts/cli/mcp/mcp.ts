// Owns `baton mcp`: the tools of a bot for any agent that speaks MCP, over stdin and stdout, until stdin closes.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { connect } from '#sdk/index.ts';
import { keyOf } from '../key.ts';
import { UsageError } from '../usage.ts';
import { createServer } from './server.ts';

/** Of the package this runs from. */
function versionHere(): string {
  const text = readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

const HELP = `Usage: npm run -s baton -- mcp [--router URL] [--key-file FILE]

  --router URL      where the router answers bots, as http://127.0.0.1:7420; else BATON_URL
  --key-file FILE   holds the bot's key; else BATON_KEY

An MCP server over stdin and stdout with the tools availability, transfer_to_human, status and add_turn.`;

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        router: { type: 'string' },
        'key-file': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\. |\n/)[0] ?? 'unknown option');
  }
}

export async function mcp(args: readonly string[]): Promise<number> {
  const given = read(args);
  if (given.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const url = given.router ?? process.env.BATON_URL;
  if (!url) throw new UsageError('mcp needs --router URL, or the address in BATON_URL');
  const key = keyOf(given['key-file'], 'mcp');
  const ending = new AbortController();
  let client: ReturnType<typeof connect>;
  try {
    client = connect({ url, key, signal: ending.signal });
  } catch (error) {
    throw new UsageError(
      (error as Error).message.replace(/^connect: url/, '--router').replace(/^connect: /, 'the '),
    );
  }
  const server = createServer(client, versionHere());
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('error', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await server.connect(new StdioServerTransport());
  await ended;
  ending.abort();
  await server.close();
  return 0;
}
