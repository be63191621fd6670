#!/usr/bin/env node
// The command line: raw arguments in, one command run, one exit code out. Commands load what they need themselves.
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { EngineError } from '../core/error.js';
import { printable } from '../report/text-table.js';
import { addExplain } from './commands/explain.js';
import { addGenerate } from './commands/generate.js';
import { addIngest } from './commands/ingest.js';
import { addPrincipals } from './commands/principals.js';
import { addServices } from './commands/services.js';
import { addSimulate } from './commands/simulate.js';
import { EXIT } from './exit-code.js';

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function build(): Command {
  const program = new Command('trailwright')
    .description('least-privilege IAM policies for every role, from archives of CloudTrail logs, offline')
    .version(version())
    .option('--debug', 'show stack traces')
    .showHelpAfterError('(run with --help for usage)')
    .exitOverride();
  program.configureOutput({
    outputError: (text, write) => write(`trailwright: ${text.replace(/^error: /, '')}`),
  });
  addGenerate(program);
  addIngest(program);
  addPrincipals(program);
  addExplain(program);
  addServices(program);
  addSimulate(program);
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
  const program = build();
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
