// Findings for code scanning: SARIF 2.1.0, a rule a check.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (columns from 1, the end exclusive)
import type { Check } from '../validation/check.js';
import type { FindingType, ValidatePolicyFinding } from '../validation/finding.js';
import { firstPlace, type ValidatedPolicy } from './validated-policy.js';

const LEVELS: Readonly<Record<FindingType, 'error' | 'warning' | 'note'>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'warning',
  WARNING: 'warning',
  SUGGESTION: 'note',
};

export function validationSarif(
  policies: readonly ValidatedPolicy[],
  checks: readonly Check[],
  toolVersion: string,
): string {
  const used = new Set(policies.flatMap(({ findings }) => findings.map(({ issueCode }) => issueCode)));
  const rules = checks
    .filter(({ issueCode }) => used.has(issueCode))
    .map((check) => ({
      id: check.issueCode,
      shortDescription: { text: check.messages[0] },
      fullDescription: { text: check.why },
      help: { text: check.fix },
      helpUri: check.learnMoreLink,
      defaultConfiguration: { level: LEVELS[check.findingType] },
      properties: { findingType: check.findingType },
    }));
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'trailwright', version: toolVersion, rules } },
        columnKind: 'utf16CodeUnits',
        results: policies.flatMap((policy) =>
          policy.findings.map((finding) => resultOf(policy, finding, ruleIndexes.get(finding.issueCode))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(
  policy: ValidatedPolicy,
  finding: ValidatePolicyFinding,
  ruleIndex: number | undefined,
): object {
  const place = firstPlace(policy, finding);
  const region = place && {
    startLine: place.start.line,
    startColumn: place.start.column + 1,
    endLine: place.end.line,
    endColumn: place.end.column + 1,
  };
  return {
    ruleId: finding.issueCode,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.findingType],
    message: { text: finding.findingDetails },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(policy.file) },
          ...(region === undefined ? {} : { region }),
        },
        ...(policy.name === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: policy.name }] }),
      },
    ],
  };
}

/** A relative reference for a relative path. */
function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
