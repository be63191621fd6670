// Findings as a compiler tells errors: file, line, column, the line itself with its place marked, what it means and
// what to do. Columns are counted from 1 here, as editors do.
import type { Span } from '../core/span.js';
import type { ValidatePolicyFinding } from '../validation/finding.js';
import { printable } from './text-table.js';
import { FINDING_TYPE_WORDS, firstPlace, type ValidatedPolicy } from './validated-policy.js';
import { wrapText } from './wrap-text.js';

const WIDTH = 80;
/** With the gutter a line fits a terminal. */
const EXCERPT_WIDTH = 68;
const INDENT = '   ';

/** Lines without final newlines; none for a policy without findings. `fixOf`: what the check advises. */
export function* validationText(
  policy: ValidatedPolicy,
  fixOf: (issueCode: string) => string,
): Generator<string> {
  for (const finding of policy.findings) yield* findingText(policy, finding, fixOf);
}

function findingText(
  policy: ValidatedPolicy,
  finding: ValidatePolicyFinding,
  fixOf: (issueCode: string) => string,
): string[] {
  const place = firstPlace(policy, finding);
  const at = place === undefined ? '' : `:${place.start.line}:${place.start.column + 1}`;
  const others = finding.locations.length - 1;
  return [
    `${printable(policy.file)}${at}: ${FINDING_TYPE_WORDS[finding.findingType]} ${finding.issueCode}`,
    ...(policy.name === undefined ? [] : [`${INDENT}in ${printable(policy.name)}`]),
    ...(place === undefined ? [] : excerpt(place, policy)),
    ...wrapText(printable(finding.findingDetails), WIDTH - INDENT.length).map((line) => INDENT + line),
    ...noteOf(policy, finding).flatMap((note) => wrapped('note: ', printable(note))),
    ...(others > 0 ? wrapped('also at: ', otherPlaces(policy, finding)) : []),
    ...wrapped('fix: ', printable(fixOf(finding.issueCode))),
    '',
  ];
}

function wrapped(label: string, text: string): string[] {
  return wrapText(text, WIDTH - INDENT.length - label.length).map(
    (line, i) => INDENT + (i === 0 ? label : ' '.repeat(label.length)) + line,
  );
}

/** More than AWS says, where its text names the place alone. */
function noteOf({ notes }: ValidatedPolicy, { issueCode, locations }: ValidatePolicyFinding): string[] {
  const note = notes.get(locations[0]?.span.start.offset ?? -1);
  return issueCode === 'JSON_SYNTAX_ERROR' && note !== undefined ? [note] : [];
}

const MOST_PLACES = 8;

function otherPlaces(policy: ValidatedPolicy, { locations }: ValidatePolicyFinding): string {
  const shown = locations.slice(1, 1 + MOST_PLACES).map(({ span }) => {
    const { line, column } = policy.placeInFile(span).start;
    return `${line}:${column + 1}`;
  });
  const more = locations.length - 1 - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The line with its number, cut around the place where it is long, and carets under the place. */
function excerpt({ start, end }: Span, { fileText, lines }: ValidatedPolicy): string[] {
  const line = lines.lineExtent(start.line);
  const length = line.end - line.start;
  const to = end.line === start.line ? end.column : length;
  const from = length <= EXCERPT_WIDTH ? 0 : Math.max(0, Math.min(start.column - 16, length - EXCERPT_WIDTH));
  const cut = (a: number, b: number): string =>
    shownText(fileText.slice(line.start + a, line.start + Math.min(b, from + EXCERPT_WIDTH, length)));
  const shown = cut(from, length);
  const before = cut(from, start.column).length;
  const carets = Math.max(1, Math.min(cut(start.column, to).length, shown.length - before));
  const number = String(start.line);
  const gutter = ' '.repeat(number.length);
  return [`${INDENT}${number} | ${shown}`, `${INDENT}${gutter} | ${' '.repeat(before)}${'^'.repeat(carets)}`];
}

function shownText(text: string): string {
  return printable(text.replaceAll('\t', ' '));
}
