// All workloads of the company, and its principals by name.
import type { Principal, Role, User } from '../principal.js';
import type { Workload } from '../workload.js';
import { dataPlatformWorkloads } from './data-platform.js';
import { deliveryWorkloads } from './delivery.js';
import { functionWorkloads } from './functions.js';
import { infrastructureWorkloads } from './infrastructure.js';
import { kubernetesWorkloads } from './kubernetes.js';
import { operationWorkloads } from './operations.js';
import { peopleWorkloads } from './people.js';
import { serverWorkloads } from './servers.js';

export const companyWorkloads: readonly Workload[] = [
  ...deliveryWorkloads,
  ...infrastructureWorkloads,
  ...functionWorkloads,
  ...serverWorkloads,
  ...kubernetesWorkloads,
  ...dataPlatformWorkloads,
  ...peopleWorkloads,
  ...operationWorkloads,
];

/** The principal of this name in the account; a RangeError where there is none. */
export function principalNamed(account: string, name: string): Principal {
  const found = companyWorkloads.find(
    ({ principal }) => principal.account === account && principal.name === name,
  );
  if (found === undefined) throw new RangeError(`no principal ${name} in ${account}`);
  return found.principal;
}

/** The same, where it is a role. */
export function roleNamed(account: string, name: string): Role {
  const found = principalNamed(account, name);
  if (found.kind !== 'role') throw new RangeError(`${name} in ${account} is no role`);
  return found;
}

/** The same, where it is a user. */
export function userNamed(account: string, name: string): User {
  const found = principalNamed(account, name);
  if (found.kind !== 'user') throw new RangeError(`${name} in ${account} is no user`);
  return found;
}
