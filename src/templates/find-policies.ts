// Which policies a file holds: a policy itself, a CloudFormation template, a Terraform plan, or an account's details.
// Pure: text in, policies out. Never throws; a text that is none of these has form `none`.
import { type JsonNode, type JsonObjectNode, memberOf } from '../policy/json-node.js';
import { type JsonReading, readJson } from '../policy/json-reader.js';
import { policyOfReading } from '../policy/parse-policy.js';
import { isAccountAuthorizationDetails, policiesOfAccount } from './account-authorization-details.js';
import { isTemplate, policiesOfTemplate } from './cloudformation/policies-of-template.js';
import type { FileForm, FoundPolicies, FoundPolicy, Unresolved } from './found-policy.js';
import { guessPolicyType } from './guess-policy-type.js';
import type { FileReading } from './policy-in-file.js';
import { isPlan, policiesOfPlan } from './terraform/policies-of-plan.js';

interface TreeReading extends JsonReading {
  /** Of the nodes that an alias put where they are, those of the anchor. */
  readonly anchored?: ReadonlyMap<JsonNode, JsonNode>;
}

/**
 * Finds the policies of one file. `fileName` tells YAML from JSON where the text does not. Asynchronous only for the YAML
 * parser, which is loaded when the first YAML text comes.
 */
export async function findPolicies(text: string, fileName: string): Promise<FoundPolicies> {
  const reading = await readTree(text, fileName);
  const { root } = reading;
  const file: FileReading = { ...reading, text };
  if (root?.kind !== 'object') return found('none', [], [], reading);
  if (isTemplate(root)) {
    const { policies, unresolved } = policiesOfTemplate(
      file,
      root,
      (node) => reading.anchored?.get(node) ?? node,
    );
    return found('cloudformation', policies, unresolved, reading);
  }
  if (isPlan(root)) {
    const { policies, unresolved } = policiesOfPlan(file, root);
    return found('terraform-plan', policies, unresolved, reading);
  }
  if (isAccountAuthorizationDetails(root)) {
    const { policies, unresolved } = policiesOfAccount(file, root);
    return found('account-authorization-details', policies, unresolved, reading);
  }
  if (!isPolicy(root)) return found('none', [], [], reading);
  // All that is wrong with the file is wrong with its one policy, what lies around it too.
  const document = policyOfReading(text, reading);
  const extent = { start: root.start, end: root.end };
  const policy: FoundPolicy = {
    name: 'policy',
    document,
    extent,
    ...guessPolicyType(document),
    isTypeGuessed: true,
  };
  return { form: 'policy', policies: [policy], unresolved: [], syntaxErrors: [] };
}

function found(
  form: FileForm,
  policies: readonly FoundPolicy[],
  unresolved: readonly Unresolved[],
  { errors }: JsonReading,
): FoundPolicies {
  const syntaxErrors = errors.filter(
    ({ start }) =>
      !policies.some(({ extent, within }) => !within && extent.start <= start && start < extent.end),
  );
  return { form, policies, unresolved, syntaxErrors };
}

/** A policy has statements; one whose Statement is misspelled has still one of the language's versions. */
function isPolicy(root: JsonObjectNode): boolean {
  if (memberOf(root, 'Statement')) return true;
  const version = memberOf(root, 'Version')?.value;
  return version?.kind === 'string' && /^(?:2008-10-17|2012-10-17)$/.test(version.value);
}

/**
 * JSON where the text or the file's name says so; else YAML, if it has a word that a template or a policy cannot lack:
 * so no other text is parsed as what it is not.
 */
async function readTree(text: string, fileName: string): Promise<TreeReading> {
  const isYamlName = /\.ya?ml$/i.test(fileName);
  const begins = /^\uFEFF?\s*[[{]/.test(text);
  if (begins || (/\.json$/i.test(fileName) && !isYamlName)) {
    const reading = readJson(text);
    // YAML's own lists and objects look like JSON's.
    if (reading.errors.length === 0 || !isYamlName) return reading;
    const asYaml = await readYamlText(text);
    return asYaml.errors.length === 0 ? asYaml : reading;
  }
  if (text.includes('\0') || !/Resources|Statement|2012-10-17|DetailList/.test(text)) {
    return { root: undefined, errors: [], duplicates: [] };
  }
  return readYamlText(text);
}

async function readYamlText(text: string): Promise<TreeReading> {
  const { readYaml } = await import('./yaml-reader.js');
  return readYaml(text);
}
