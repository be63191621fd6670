// Services whose actions a resource control policy can restrict, of the catalog's data.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
import { readIamData } from './iam-data.js';

let supported: ReadonlySet<string> | undefined;

/** True if resource control policies apply to the service with this IAM prefix. Case does not count. */
export function supportsResourceControlPolicies(service: string): boolean {
  supported ??= new Set(readIamData<string[]>('rcpSupportedServices.json'));
  return supported.has(service.toLowerCase());
}
