// The tables of places: every row well formed, none twice, each kind of policy found where AWS's pages put it.
import { describe, expect, it } from 'vitest';
import { TEMPLATE_PLACES } from '../../src/templates/cloudformation/policy-places.js';
import { RESOURCE_TEXTS } from '../../src/templates/cloudformation/resource-texts.js';
import { findPolicies } from '../../src/templates/find-policies.js';
import { stepsOf } from '../../src/templates/policy-place.js';
import { PLAN_PLACES } from '../../src/templates/terraform/policy-places.js';

const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'a:b', Resource: '*' }] };

/** The value that has `leaf` at the path. */
function valueAt(path: string, leaf: unknown): unknown {
  return stepsOf(path).reduceRight<unknown>(
    (value, step) => (step === 'items' ? [value] : { [step.member]: value }),
    leaf,
  );
}

describe.each([
  ['CloudFormation', TEMPLATE_PLACES, /^AWS::\w+::\w+$/],
  ['Terraform', PLAN_PLACES, /^aws_\w+$/],
])('%s', (_, places, type) => {
  it('has a source in each row, and no row twice', () => {
    for (const place of places) {
      expect(place.type).toMatch(type);
      expect(place.source).toMatch(/^https:\/\//);
      if (place.resourceType) expect(place.policyType).toBe('RESOURCE_POLICY');
    }
    expect(new Set(places.map((place) => `${place.type} ${place.path}`)).size).toBe(places.length);
  });
});

it('has texts of ARN form for each resource type once', () => {
  expect(new Set(RESOURCE_TEXTS.map((row) => row.type)).size).toBe(RESOURCE_TEXTS.length);
  for (const { arn } of RESOURCE_TEXTS)
    expect(arn).toMatch(/^$|^arn:aws:[a-z0-9-]+:(?:us-east-1)?:(?:123456789012)?:./);
});

it.each(TEMPLATE_PLACES.map((place) => [`${place.type} ${place.path}`, place] as const))(
  'finds %s',
  async (_, place) => {
    const leaf = place.isStatement ? POLICY.Statement[0] : POLICY;
    const properties = valueAt(place.path, leaf) as object;
    const text = JSON.stringify({ Resources: { Thing: { Type: place.type, Properties: properties } } });
    const found = await findPolicies(text, 'template.json');
    expect(
      found.policies.map(({ name, policyType, resourceType }) => ({ name, policyType, resourceType })),
    ).toEqual([
      {
        name: `Thing.Properties.${place.path.replaceAll('[]', '[0]')}`,
        policyType: place.policyType,
        resourceType: place.resourceType,
      },
    ]);
    expect(found.policies[0]?.document.statements).toHaveLength(1);
  },
);

it.each(PLAN_PLACES.map((place) => [`${place.type} ${place.path}`, place] as const))(
  'finds %s',
  async (_, place) => {
    const values = valueAt(place.path, JSON.stringify(POLICY));
    const resource = { address: `module.a["x"].${place.type}.b`, mode: 'managed', type: place.type, values };
    const text = JSON.stringify({
      planned_values: { root_module: { child_modules: [{ resources: [resource] }] } },
    });
    const found = await findPolicies(text, 'plan.json');
    expect(found.policies.map(({ policyType, resourceType }) => ({ policyType, resourceType }))).toEqual([
      { policyType: place.policyType, resourceType: place.resourceType },
    ]);
    expect(found.policies[0]?.document.statements).toHaveLength(1);
  },
);

it('leaves out what has a policy type of its own', async () => {
  const content = { tags: {} };
  const thing = { Type: 'AWS::Organizations::Policy', Properties: { Type: 'TAG_POLICY', Content: content } };
  expect((await findPolicies(JSON.stringify({ Resources: { thing } }), 'a.json')).policies).toEqual([]);
});
