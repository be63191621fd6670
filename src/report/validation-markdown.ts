// Findings for a pull request: a table a policy.
import { printable } from './text-table.js';
import { FINDING_TYPE_WORDS, firstPlace, titleOf, type ValidatedPolicy } from './validated-policy.js';

export function validationMarkdown(policies: readonly ValidatedPolicy[]): string {
  const parts = policies.map((policy) => {
    const title = `### ${escapeMarkdown(titleOf(policy))}`;
    if (policy.findings.length === 0) return `${title}\n\nNo findings.\n`;
    const rows = policy.findings.map((finding) => {
      const place = firstPlace(policy, finding);
      const at = place === undefined ? '' : `${place.start.line}:${place.start.column + 1}`;
      const code = `[${finding.issueCode}](${finding.learnMoreLink})`;
      return `| ${at} | ${FINDING_TYPE_WORDS[finding.findingType]} | ${code} | ${escapeMarkdown(finding.findingDetails)} |`;
    });
    return [title, '', '| line | type | finding | details |', '| --: | --- | --- | --- |', ...rows, ''].join(
      '\n',
    );
  });
  return parts.join('\n');
}

function escapeMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}
