// Resources that a call needs because of another that it names: a cross-Region inference profile needs the
// foundation model in the Regions to which it may go.
// https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
import type { TrailEvent } from '../../core/event.js';
import { ownString } from '../../core/json.js';
import type { PermissionResource } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import type { ArnScope } from './arn-format.js';
import type { ResolutionPlan } from './resolution-plan.js';

/** `found`, and what it implies by resource-implied.tsv, as far as the action has such a type. */
export function withImplied(
  plan: ResolutionPlan,
  event: TrailEvent,
  scope: ArnScope,
  found: readonly PermissionResource[],
): readonly PermissionResource[] {
  if (plan.implied.length === 0) return found;
  const implied = plan.implied.flatMap((row) => {
    const region = ownString(event.additionalEventData, row.region);
    return found.flatMap((resource): PermissionResource[] => {
      const name =
        resource.type === `${plan.service}:${row.type}`
          ? row.name.exec(resource.rawArn ?? resource.arn)?.[1]
          : undefined;
      if (name === undefined) return [];
      const fill = (text: string): string =>
        `arn:${scope.partition}:${row.arn.replace('{region}', () => (region === undefined ? '*' : escapePolicyText(region))).replace('{}', () => text)}`;
      const arn = fill(escapePolicyText(name));
      const raw = fill(name);
      return [
        {
          arn,
          ...(raw === arn ? {} : { rawArn: raw }),
          type: `${plan.service}:${row.implied}`,
          ...(region === undefined ? { reason: 'arn-not-derivable' as const } : {}),
        },
      ];
    });
  });
  return [...found, ...implied];
}
