// Bedrock: a call through an inference profile needs the foundation model in the Region that answers it, too.
// https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
// The record names that Region in additionalEventData.inferenceRegion; the others stay untold.
import { parseArn } from '../../core/arn.js';
import { ownString } from '../../core/json.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { callerScope } from './caller-scope.js';
import type { Inference } from './inference.js';

const SOURCE =
  'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html; unconfirmed';

/** Geographies of system-defined profiles: `us.anthropic.claude-…` stands for `anthropic.claude-…`. */
const PROFILE_ID = /^(?:us|us-gov|eu|apac|jp|au|ca|sa|me|global)\.(?<model>[a-z0-9-]+\.[\w.:-]+)$/;
const INVOKES: ReadonlySet<string> = new Set([
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
]);
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** The call's own action on the foundation model, only through the profile. */
export const inferFoundationModel: Inference = ({ event, operation, own }) => {
  if (operation.service !== 'bedrock') return [];
  const named = ownString(event.requestParameters, 'modelId');
  const region = ownString(event.additionalEventData, 'inferenceRegion');
  const scope = callerScope(event);
  if (named === undefined || region === undefined || scope === undefined || !REGION.test(region)) return [];
  const arn = parseArn(named);
  const id = arn === undefined ? named : arn.resource.replace(/^inference-profile\//, '');
  const model = PROFILE_ID.exec(id)?.groups?.model;
  if (model === undefined) return [];
  const profile =
    arn === undefined
      ? `arn:${scope.partition}:bedrock:${event.region}:${scope.account}:inference-profile/${id}`
      : named;
  return own
    .filter((permission) => INVOKES.has(permission.action))
    .map((permission) => ({
      action: permission.action,
      resources: [
        {
          arn: `arn:${scope.partition}:bedrock:${region}::foundation-model/${escapePolicyText(model)}`,
          type: 'bedrock:foundation-model',
        },
      ],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': [escapePolicyText(profile)] } },
      evidence: 'inferred',
      source: SOURCE,
    }));
};
