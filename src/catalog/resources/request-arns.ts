// Operations that AWS authorises on an ARN made of the request's own path: API Gateway's
// `arn:aws:apigateway:us-east-1::/restapis/<id>/resources/<id>`, and the rows of resource-formats.tsv.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import { type ArnScope, type FilledArn, fillArn } from './arn-format.js';
import { normaliseName } from './parameter-name.js';
import { isMasked, type RequestReading } from './request-reading.js';
import type { RequestFormat, ResolutionPlan } from './resolution-plan.js';

/**
 * The ARN that the plan's request formats give, the one with the most values; none if there is no format. Where the
 * record leaves the parameters out: all that they might give.
 */
export function requestArns(
  plan: ResolutionPlan,
  reading: RequestReading,
  scope: ArnScope,
): readonly PermissionResource[] {
  if (plan.requestFormats.length === 0) return [];
  if (reading.request.omitted) {
    const open = plan.requestFormats.filter((one) => one.when.length === 0);
    return open.map((one) =>
      made(one, plan, fillArn(one.format, one.format.noValues, scope), 'value-masked'),
    );
  }
  let best: { made: PermissionResource; missing: number } | undefined;
  for (const one of plan.requestFormats) {
    if (!one.when.every(({ parameter, pattern }) => pattern.test(reading.at(parameter) ?? ''))) continue;
    const told = one.format.variables.map((variable) => parameterAt(variable, reading));
    const values = told.map((value) => (value !== undefined && isMasked(value) ? undefined : value));
    const masked = values.some((value, slot) => value !== told[slot]);
    const filled = fillArn(one.format, values, scope);
    if (best !== undefined && best.missing <= filled.missing.length) continue;
    const reason = masked
      ? 'value-masked'
      : (one.reason ?? (filled.missing.length === 0 ? undefined : 'resource-not-in-record'));
    best = { made: made(one, plan, filled, reason), missing: filled.missing.length };
  }
  return best === undefined ? [] : [best.made];
}

function made(
  one: RequestFormat,
  plan: ResolutionPlan,
  filled: FilledArn,
  reason: ResourceReason | undefined,
): PermissionResource {
  return {
    arn: filled.arn,
    ...(filled.raw === filled.arn ? {} : { rawArn: filled.raw }),
    type: one.type ?? typeOf(one, filled.raw, plan),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The value of a parameter; with a `%` after its path, URL-encoded. */
function parameterAt(variable: string, reading: RequestReading): string | undefined {
  const path = variable.replace(/%$/, '');
  const lower = path.toLowerCase();
  const value = reading.at(lower) ?? (lower.includes('.') ? undefined : reading.named(normaliseName(lower)));
  return value === undefined || path === variable || isMasked(value) ? value : urlEncoded(value);
}

/** The action's type whose format the ARN has; the longest where several have. */
function typeOf(one: RequestFormat, arn: string, plan: ResolutionPlan): string | undefined {
  const resource = arn.split(':').slice(5).join(':');
  let found: { type: string; literals: number } | undefined;
  for (const type of plan.types) {
    for (const { format } of type.formats) {
      if (format.service !== one.format.service || !format.strict.test(resource)) continue;
      const literals = format.parts.filter((part) => 'literal' in part).length;
      if (found === undefined || literals > found.literals) found = { type: type.qualified, literals };
    }
  }
  return found?.type;
}

/** As in a URL's path; a text that is no valid Unicode stays as it is. */
function urlEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
