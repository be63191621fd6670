#!/usr/bin/env node
// The command line: raw arguments in, one command run, one exit code out. Only the command that was asked for is loaded.
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { EngineError } from '../core/error.js';
import { printable } from '../report/text-table.js';
import { EXIT } from './exit-code.js';

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  generate: async () => (await import('./commands/generate.js')).addGenerate,
  backtest: async () => (await import('./commands/backtest.js')).addBacktest,
  ingest: async () => (await import('./commands/ingest.js')).addIngest,
  principals: async () => (await import('./commands/principals.js')).addPrincipals,
  explain: async () => (await import('./commands/explain.js')).addExplain,
  services: async () => (await import('./commands/services.js')).addServices,
  simulate: async () => (await import('./commands/simulate.js')).addSimulate,
  'validate-policy': async () => (await import('./commands/validate-policy.js')).addValidatePolicy,
  'check-no-new-access': async () => (await import('./commands/check-no-new-access.js')).addCheckNoNewAccess,
  'check-access-not-granted': async () =>
    (await import('./commands/check-access-not-granted.js')).addCheckAccessNotGranted,
  'check-no-public-access': async () =>
    (await import('./commands/check-no-public-access.js')).addCheckNoPublicAccess,
};

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function build(argv: readonly string[]): Promise<Command> {
  const program = new Command('trailwright')
    .description('least-privilege IAM policies for every role, from archives of CloudTrail logs, offline')
    .version(version())
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(run with --help for usage)')
    .exitOverride();
  program.configureOutput({
    outputError: (text, write) => write(`trailwright: ${text.replace(/^error: /, '')}`),
  });
  // Help, and a name that is none, need them all.
  const asked = argv.slice(2).find((word) => !word.startsWith('-')) ?? '';
  const names = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
  for (const name of names) (await COMMANDS[name]?.())?.(program);
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError('(run with --help for usage)');
  return program;
}

function tell(error: unknown, debug: boolean): void {
  const known = error instanceof EngineError ? error : undefined;
  const message =
    known?.message ?? `internal error: ${error instanceof Error ? error.message : String(error)}`;
  process.stderr.write(`trailwright: ${known?.location ? `${known.location}: ` : ''}${printable(message)}\n`);
  if (known?.help !== undefined) process.stderr.write(`  help: ${printable(known.help)}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

async function main(): Promise<void> {
  const program = await build(process.argv);
  try {
    await program.parseAsync(withEmptyValues(process.argv));
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.cannotRun;
      return;
    }
    if (error instanceof DOMException && error.name === 'AbortError') {
      process.stderr.write('trailwright: interrupted; nothing half-written is left\n');
      process.exitCode = EXIT.interrupted;
      return;
    }
    tell(error, program.opts<{ debug?: boolean }>().debug === true);
    process.exitCode = EXIT.cannotRun;
  }
}

/** `--include-denied` takes actions, or nothing: a path after it is a path. */
function withEmptyValues(argv: readonly string[]): string[] {
  return argv.flatMap((word, i) =>
    word === '--include-denied' && !/^[a-z0-9-]+:/i.test(argv[i + 1] ?? '') ? [`${word}=`] : [word],
  );
}

/** A reader that closes early (`| head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.clean);
  process.stderr.write(`trailwright: cannot write to standard output: ${error.code ?? error.message}\n`);
  process.exit(EXIT.cannotRun);
});

await main();
