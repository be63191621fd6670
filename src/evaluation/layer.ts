// The policy layers of a request, in AWS's own words (those of its messages about denied access), in the order in
// which they are asked.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html

export const LAYERS = [
  'resource-control-policy',
  'service-control-policy',
  'vpc-endpoint-policy',
  'resource-based-policy',
  'identity-based-policy',
  'permissions-boundary',
  'session-policy',
] as const;
export type Layer = (typeof LAYERS)[number];

/** True for the layers whose statements name a principal; the others speak of the identity that they are attached to. */
export function namesPrincipals(layer: Layer): boolean {
  return (
    layer === 'resource-based-policy' ||
    layer === 'vpc-endpoint-policy' ||
    layer === 'resource-control-policy'
  );
}
