// `trailwright generate`: an archive in, a least-privilege policy for every role and user out.
import { type Command, Option } from 'commander';
import { findByFullName } from '../../catalog/operation-of-event.js';
import { EngineError } from '../../core/error.js';
import type { GenerationOptions, Granularity } from '../../generation/generation-options.js';
import { type Coverage, coverageOf } from '../../proof/grade.js';
import { dangerousActions, holdBack, type Period, RARE_CALLS, SETTLED_DAYS } from '../../proof/held-back.js';
import { isProven } from '../../proof/proof.js';
import { humanSummary } from '../../report/human-summary.js';
import type { OutputFormat } from '../../report/policy-files.js';
import { unprovenLines } from '../../report/proof-lines.js';
import { summaryOf } from '../../report/summary.js';
import type { ArchiveTotals, UsageFilter } from '../../store/usage.js';
import { type ArchiveFlags, inputPaths, withArchive } from '../archive-run.js';
import { EXIT } from '../exit-code.js';
import { breathe, generateAll } from '../generate-all.js';
import { Proving } from '../proving.js';
import { readCurrent, readTrailFiles } from '../read-exports.js';
import { swappingOf } from '../swapping.js';
import { type FilterFlags, repeated, usageFilter } from '../usage-filter.js';
import { checkOutputFolder, removeStale, writeWhole } from '../write-files.js';

interface GenerateFlags extends ArchiveFlags, FilterFlags {
  out: string;
  format?: OutputFormat[];
  granularity: Granularity;
  placeholders?: boolean;
  /** Actions by name; empty: all that were denied for want of an identity-based policy. */
  includeDenied?: string[];
  includeFailed?: boolean;
  generalize?: boolean;
  strict?: boolean;
  json?: boolean;
  /** Exports of accounts: what principals may do now. */
  current?: string[];
  /** Write the swap of what the export says is there. */
  replace?: boolean;
  /** Exports of the trails: what was logged. */
  trails?: string[];
  /** False by --no-verify. */
  verify: boolean;
  /** Actions that may stand in policies although they are dangerous and rare or late. */
  accept?: string[];
}

export function addGenerate(program: Command): void {
  program
    .command('generate')
    .description('write a least-privilege policy for every role and user in an archive of CloudTrail logs')
    .argument('[path...]', 'folders, files or globs; - reads a list of files from standard input')
    .option('--out <dir>', 'where the policies go', 'policies')
    .option('--store <file>', 'keep the event store here; without paths: work on what is stored')
    .option('--files-from <file>', 'a list of files, one a line; - for standard input')
    .option('--principal <arn>', 'only principals of this ARN or glob (repeatable)', repeated)
    .option('--account <id>', 'only principals of this account (repeatable)', repeated)
    .option(
      '--region <name>',
      'only calls in this Region; global services always count (repeatable)',
      repeated,
    )
    .option('--since <time>', 'only calls from this time on: ISO 8601, or an age such as 90d')
    .option('--until <time>', 'only calls before this time')
    .addOption(
      new Option('--format <name>', 'json, terraform or cloudformation (repeatable; default json)').argParser(
        (value: string, before: OutputFormat[] | undefined): OutputFormat[] => {
          if (value !== 'json' && value !== 'terraform' && value !== 'cloudformation') {
            throw new EngineError('invalid-input', 'bad-format', `\`${value}\` is no format`, {
              help: 'give json, terraform or cloudformation',
            });
          }
          return [...(before ?? []), value];
        },
      ),
    )
    .addOption(
      new Option('--granularity <level>', 'how far resources are told apart')
        .choices(['service', 'action', 'resource'])
        .default('resource'),
    )
    .option(
      '--placeholders',
      'AWS’s own form: a placeholder such as $' + '{BucketName} in place of each name',
    )
    .addOption(
      new Option(
        '--include-denied [action]',
        'grant what was denied for want of an identity-based policy, or denials of these actions (repeatable)',
      ).argParser(actionNames),
    )
    .option('--include-failed', 'grant calls that failed for reasons that do not tell')
    .option('--generalize', 'merge names that clearly vary into one wildcard')
    .option(
      '--current <file>',
      'what may be done now, to hold policies against: get-account-authorization-details (repeatable)',
      repeated,
    )
    .option('--replace', 'with --current: write what swaps the policies for the new ones, and what undoes it')
    .option(
      '--trails <file>',
      'what the trails log: output of describe-trails and get-event-selectors, for the grades (repeatable)',
      repeated,
    )
    .option('--no-verify', 'do not prove the policies')
    .addOption(
      new Option(
        '--accept <action>',
        'an action that may stand in policies though it is dangerous and rare or late (repeatable)',
      ).argParser(actionNames),
    )
    .option('--threads <n>', 'worker threads')
    .option('--strict', 'exit with 1 if any call could not be mapped')
    .option('--json', 'print summary.json on standard output')
    .option('--quiet', 'no progress, no table')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright generate ./AWSLogs
  $ trailwright generate ./AWSLogs --store events.duckdb --since 90d --format terraform
  $ trailwright generate --store events.duckdb --principal 'arn:aws:iam::*:role/app-*'
`,
    )
    .action(generate);
}

/** For commander: the actions named so far, in the catalog's case. */
function actionNames(value: string, before: string[] | undefined): string[] {
  const actions = value.split(/[\s,]+/).filter((name) => name !== '');
  return [
    ...(before ?? []),
    ...actions.map((name) => {
      const facts = findByFullName(name);
      if (facts !== undefined) return `${facts.service}:${facts.name}`;
      throw new EngineError('invalid-input', 'unknown-action', `\`${name}\` is no action`, {
        help: 'name actions as policies do, as in s3:GetObject,s3:PutObject; wildcards are not taken',
      });
    }),
  ];
}

async function generate(given: string[], flags: GenerateFlags): Promise<void> {
  const filter = usageFilter(flags, Date.now());
  const paths = await inputPaths(given, flags.filesFrom);
  if (paths.length === 0 && flags.store === undefined) {
    throw new EngineError('invalid-input', 'no-paths', 'no path to read and no --store to work on', {
      help: 'give a folder of CloudTrail logs, or --store FILE of an earlier ingest',
    });
  }
  checkReplace(flags);
  checkOutputFolder(flags.out);
  const account = flags.current === undefined ? undefined : await readCurrent(flags.current);
  const trails = flags.trails === undefined ? undefined : await readTrailFiles(flags.trails);
  await withArchive(paths, flags, async (store, signal) => {
    const { readLoggedDays, readPermissions, readPrincipals, readSkips, readTotals } = await import(
      '../../store/read-usage.js'
    );
    const { readNewNetworks } = await import('../../store/read-new-networks.js');
    const totals = await readTotals(store);
    const skips = await readSkips(store);
    const principals = await readPrincipals(store, filter);
    if (principals.length === 0 && filter.principals !== undefined) {
      process.stderr.write('trailwright: no principal of that ARN was seen\n');
      process.stderr.write('  help: `trailwright principals` lists them; `*` and `?` are wildcards\n');
    }
    const denied = flags.includeDenied;
    const options: GenerationOptions = {
      granularity: flags.granularity,
      placeholders: flags.placeholders === true,
      includeDenied: denied === undefined ? false : denied.length > 0 ? denied : true,
      includeFailed: flags.includeFailed === true,
      generalize: flags.generalize === true,
      filtered: Object.keys(filter).length > 0,
      skipped: skips.length > 0,
    };
    const period = periodOf(totals, filter);
    const coverage: Coverage | undefined = period && {
      ...coverageOf(period, await readLoggedDays(store)),
      trails,
    };
    // A policy with placeholders allows nothing until they are filled in.
    const proving =
      flags.verify && !options.placeholders && period !== undefined && coverage !== undefined
        ? new Proving(period, coverage, account)
        : undefined;
    const { results, files } = await generateAll(
      principals.map((p) => p.summary),
      readPermissions(store, principals, proving?.cut),
      {
        options,
        formats: flags.format ?? ['json'],
        hold: (permissions, newNetworks) =>
          holdBack(permissions, { period, newNetworks }, new Set(flags.accept)),
        newNetworks: await readNewNetworks(store, principals, {
          actions: dangerousActions(),
          rare: RARE_CALLS,
          settledDays: SETTLED_DAYS,
        }),
        proving,
        swapping: flags.replace && account !== undefined ? swappingOf(account) : undefined,
        signal,
      },
    );
    const summary = `${JSON.stringify(summaryOf(totals, skips, results, coverage), null, 2)}\n`;
    removeStale(flags.out, new Set(files.map((f) => f.path)));
    for (const { path, text } of files) {
      await breathe(signal);
      writeWhole(flags.out, path, text);
    }
    writeWhole(flags.out, 'summary.json', summary);
    if (flags.json) process.stdout.write(summary);
    else if (!flags.quiet) {
      const width = Math.min(process.stdout.columns ?? 80, 120);
      process.stdout.write(
        `${humanSummary(totals, skips, results, coverage, flags.out, width).join('\n')}\n`,
      );
    }
    const unproven = results.filter(({ proof }) => proof !== null && !isProven(proof));
    if (unproven.length > 0 && !flags.quiet)
      for (const line of unprovenLines(unproven)) process.stderr.write(`trailwright: ${line}\n`);
    if (unproven.length > 0) process.exitCode = EXIT.findings;
    else if (flags.strict && results.some((r) => r.usage.unmapped.length > 0))
      process.exitCode = EXIT.findings;
    else if (skips.length > 0) process.exitCode = EXIT.skipped;
  });
}

/** A swap takes access away: only where it is known what is there, and the new policy is proven. */
function checkReplace({ replace, current, verify, placeholders }: GenerateFlags): void {
  const refuse = (message: string, help: string) =>
    new EngineError('invalid-input', 'cannot-replace', message, { help });
  if (!replace) return;
  if (current === undefined)
    throw refuse('--replace does not know what it replaces', 'give the account’s export with --current');
  if (!verify) throw refuse('--replace goes with proven policies alone', 'leave out --no-verify');
  if (placeholders) throw refuse('--replace needs policies that can be attached', 'leave out --placeholders');
}

/** The part of the logs that counts; undefined where nothing was logged. */
function periodOf(totals: ArchiveTotals, { since, until }: UsageFilter): Period | undefined {
  const { startTime, endTime } = totals;
  if (startTime === undefined || endTime === undefined) return undefined;
  const period = {
    startTime: Math.max(startTime, since ?? startTime),
    endTime: Math.min(endTime, until ?? endTime),
  };
  return period.startTime <= period.endTime ? period : undefined;
}
