// What a check is, for `validate-policy --explain CODE`.
import type { Check } from '../validation/check.js';
import { wrapText } from './wrap-text.js';

const WIDTH = 80;

/** Lines without final newlines. */
export function explainedCheckText(check: Check): string[] {
  const part = (title: string, text: string): string[] => [
    '',
    title,
    ...wrapText(text, WIDTH - 2).map((line) => `  ${line}`),
  ];
  return [
    `${check.issueCode} (${check.findingType})`,
    ...part('Runs for', runsFor(check)),
    ...check.messages.flatMap((message, i) => part(i === 0 ? 'Says' : 'Or', message)),
    ...part('Why it matters', check.why),
    ...part('How to fix it', check.fix),
    ...part('How it is known', knownFrom(check)),
    '',
    'AWS on it',
    `  ${check.learnMoreLink}`,
  ];
}

/** The same for programs. */
export function explainedCheckJson({ visit: _, ...facts }: Check): string {
  return `${JSON.stringify(facts, null, 2)}\n`;
}

function runsFor({ policyTypes, resourceTypes, exceptResourceTypes }: Check): string {
  const limits = [
    ...(resourceTypes === undefined ? [] : [`resource type ${resourceTypes.join(', ')}`]),
    ...(exceptResourceTypes === undefined ? [] : [`not resource type ${exceptResourceTypes.join(', ')}`]),
  ];
  return policyTypes.join(', ') + (limits.length === 0 ? '' : ` (${limits.join('; ')})`);
}

function knownFrom({ proof, unproven }: Check): string {
  const known = {
    'published answers': "Answers of AWS's own that were published show its text and its places.",
    guide: "AWS's guide says when it is reported and in which words; no published answer shows its places.",
    inferred: "AWS's guide has its words; when it is reported in detail is inferred from them.",
  }[proof];
  return unproven === undefined ? known : `${known} Not proven: ${unproven}`;
}
