// Owns `npm run -s baton -- <command>`: finds the command and turns its end into an exit code.
// 0 done, 1 a check failed, 2 bad usage with one clear line. stdout carries JSON or JSONL only.
import { bench } from './bench.ts';
import { context } from './context/context.ts';
import { displays } from './displays.ts';
import { doctor, exportHistory, search } from './history.ts';
import { importHistory } from './import/import.ts';
import { audit, router } from './router.ts';
import { simulate } from './simulate.ts';
import { torture } from './torture.ts';
import { backtest } from './triggers/backtest.ts';
import { evaluate } from './triggers/evaluate.ts';
import { score } from './triggers/score.ts';
import { train } from './triggers/train.ts';
import { learnWeights } from './triggers/write-weights.ts';
import { UsageError } from './usage.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  router,
  audit,
  search,
  export: exportHistory,
  doctor,
  import: importHistory,
  displays,
  // Loaded only when asked for: the protocols' libraries are large, and no other command speaks them.
  mcp: async (args) => (await import('./mcp/mcp.ts')).mcp(args),
  mail: async (args) => (await import('./mail/mail.ts')).mail(args),
  simulate,
  torture,
  bench,
  context,
  score,
  backtest,
  train,
  evaluate,
  'learn-weights': learnWeights,
};

const HELP = `Usage: npm run -s baton -- <command> [options]

  router --help                          the handoff router, alone
  audit --data DIR [--from OFFSET]       who changed what in a router (which policy, figures, note), one JSON a line
  search WORDS --data DIR --person ID    full-text search over the cached history, newest first
  export --data DIR --person ID --out F [--personal]
                                         cached conversations, one JSON object a line; names, addresses and numbers of
                                         people are masked unless --personal is given
  doctor --data DIR --person ID          checks of the files of a person
  import --from chatwoot|jsonl --in F --out F [--needed LABEL] [--unneeded LABEL] [--skip-bad]
                                         past conversations of another system, as lines that score, backtest and
                                         train read; docs/history-format.md
  context FILE...                        the context package of one conversation: a chat (.json), a thread of e-mails
                                         (.eml), a call's transcript (.vtt, .srt, .txt); --help
  displays [list | add --name N --queues A,B | revoke ID] --router URL --token-file F
                                         wall displays with access; the address of a new one is printed once
  mcp --help                             an MCP server: a bot's tools for any agent, over stdin and stdout
  mail --help                            a mailbox as the channel of a bot: IMAP in, SMTP out
  simulate --help                        a trace of calls under several policies, with intervals
  torture --help                         router and consoles under simulated faults, judged from outside
  score --in F --out F [--policy P]      signals, categories and decisions of texts and conversations, one JSON a line;
        [--today YYYY-MM-DD]             P is a policy file or one of support, sales, regulated
  backtest --in F --policy P [--against Q] [--labels FIELD] [--explain] [--today YYYY-MM-DD]
                                         what a policy would have done with recorded history, beside another: lines of
                                         \`score\` or of \`export\`; each difference on a line, the summary on the last
  train --in F --out P [--labels FIELD] [--against P] [--folds 5] [--seed N] [--anyway]
                                         a policy learned from judged conversations, lines as of \`backtest\`; written
                                         where it is better, on those it has not seen, than the policy in use
  evaluate [--data DIR] [--md FILE]      signals measured on the labelled data, beside keywords and a lexicon
  learn-weights --out F [--data DIR]     the shipped weights, learned again
  bench [NAME]                           figures beside their controls, one JSON object a line`;

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${HELP}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`there is no command "${name}"`);
  return command(args);
}

// Whoever reads what is printed may stop when they have enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const { name, message, stack } = error as Error;
    const usage = name === 'UsageError';
    const clear = usage || name === 'StoreRefusedError' || name === 'KeyFileError';
    process.stderr.write(
      `baton: ${clear ? message : (stack ?? message)}${usage ? ' (help shows the commands)' : ''}\n`,
    );
    process.exitCode = clear ? 2 : 1;
  },
);
