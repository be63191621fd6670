// Findings for build servers: a test case a policy, failed by findings at or above the level that fails the run.
import type { FindingType } from '../validation/finding.js';
import { FINDING_TYPE_WORDS, firstPlace, titleOf, type ValidatedPolicy } from './validated-policy.js';

export function validationJunit(
  policies: readonly ValidatedPolicy[],
  isFailure: (type: FindingType) => boolean,
): string {
  const failed = policies.filter(({ findings }) =>
    findings.some(({ findingType }) => isFailure(findingType)),
  );
  const cases = policies.map((policy) => {
    const failures = linesOf(policy, isFailure);
    const others = linesOf(policy, (type) => !isFailure(type));
    const inside = [
      ...(failures.length === 0
        ? []
        : [
            `      <failure message="${escapeXml(countOf(failures.length))}">${escapeXml(failures.join('\n'))}</failure>`,
          ]),
      ...(others.length === 0 ? [] : [`      <system-out>${escapeXml(others.join('\n'))}</system-out>`]),
    ];
    const open = `    <testcase classname="validate-policy" name="${escapeXml(titleOf(policy))}"`;
    return inside.length === 0 ? `${open}/>` : `${open}>\n${inside.join('\n')}\n    </testcase>`;
  });
  const counts = `tests="${policies.length}" failures="${failed.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="trailwright" ${counts}>`,
    `  <testsuite name="validate-policy" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function countOf(n: number): string {
  return n === 1 ? '1 finding' : `${n} findings`;
}

function linesOf(policy: ValidatedPolicy, isShown: (type: FindingType) => boolean): string[] {
  return policy.findings
    .filter(({ findingType }) => isShown(findingType))
    .map((finding) => {
      const place = firstPlace(policy, finding);
      const at = place === undefined ? '' : `:${place.start.line}:${place.start.column + 1}`;
      return `${policy.file}${at}: ${FINDING_TYPE_WORDS[finding.findingType]} ${finding.issueCode}: ${finding.findingDetails}`;
    });
}

/** Characters that XML 1.0 cannot have at all are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
