// Statements that let someone pass any role, or make any service-linked role: actions that reach further than they look.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
import type { Extent } from '../../core/span.js';
import { matchesWildcard } from '../../core/wildcard.js';
import type { PolicyText, Statement } from '../../policy/policy-document.js';
import { type Check, type CheckDefinition, defineCheck, IDENTITY } from '../check.js';
import { readResourceArn } from '../resource-arn.js';

interface RoleAction {
  /** In lower case. */
  readonly action: string;
  /** The condition key, in lower case, that names the services meant: with it the statement is not reported. */
  readonly narrowedBy: string;
}

const PASS_ROLE: RoleAction = { action: 'iam:passrole', narrowedBy: 'iam:passedtoservice' };
const CREATE_SLR: RoleAction = { action: 'iam:createservicelinkedrole', narrowedBy: 'iam:awsservicename' };

/** Where in the statement the actions and the resources stand; undefined where the statement is another. */
type Side = (statement: Statement, role: RoleAction) => readonly Extent[] | undefined;

const namedAction: Side = ({ action }, role) =>
  nodesOf(action?.values, ({ normal }) => normal === role.action);

const actionWithStar: Side = ({ action }, role) =>
  nodesOf(action?.values, ({ normal }) => normal !== role.action && matchesWildcard(normal, role.action));

const notAction: Side = ({ notAction: list }, role) =>
  list === undefined || list.values.some(({ normal }) => matchesWildcard(normal, role.action))
    ? undefined
    : [list.member.value];

const resourceWithStar: Side = ({ resource }) => nodesOf(resource?.values, ({ text }) => isEveryRole(text));

const notResource: Side = ({ notResource: list }) => list && [list.member.value];

/** `*`, or an ARN whose role, or whole resource, is only wildcards. */
function isEveryRole(text: string): boolean {
  if (text === '*') return true;
  const { service, resource } = readResourceArn(text);
  return matchesWildcard(service, 'iam') && /^(?:role\/)?\*[*?/]*$/.test(resource);
}

function nodesOf(
  values: readonly PolicyText[] | undefined,
  isMeant: (value: PolicyText) => boolean,
): readonly Extent[] | undefined {
  const nodes = (values ?? []).filter(isMeant).map(({ node }) => node);
  return nodes.length === 0 ? undefined : nodes;
}

type Words = Pick<CheckDefinition, 'issueCode' | 'messages' | 'proof'>;

function roleCheck(role: RoleAction, actionSide: Side, resourceSide: Side, words: Words): Check {
  const isPassRole = role === PASS_ROLE;
  return defineCheck({
    ...words,
    findingType: isPassRole ? 'SECURITY_WARNING' : 'WARNING',
    policyTypes: IDENTITY,
    why: isPassRole
      ? 'Who passes a role to a service acts with its permissions; who may pass any role has those of all of them.'
      : 'A service-linked role gives a service permissions in the account, whichever service it is.',
    fix: isPassRole
      ? 'Name the roles in Resource, and the services that may get them in a condition on iam:PassedToService.'
      : 'Name the roles in Resource, or the services in a condition on iam:AWSServiceName.',
    unproven:
      'Published answers show Resource `*` alone. That ARNs such as `arn:aws:iam::*:role/*` count, and which tokens of NotAction and NotResource are located, is inferred.',
    visit: {
      statement(statement, report) {
        if (statement.effect !== 'Allow') return;
        if (statement.conditions.some(({ key }) => key === role.narrowedBy)) return;
        const actions = actionSide(statement, role);
        if (actions === undefined) return;
        const resources = resourceSide(statement, role);
        if (resources !== undefined) report([...actions, ...resources]);
      },
    },
  });
}

export const passRoleWithStarInResource = roleCheck(PASS_ROLE, namedAction, resourceWithStar, {
  issueCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
  messages: [
    'Using the iam:PassRole action with wildcards (*) in the resource can be overly permissive because it allows iam:PassRole permissions on multiple resources. We recommend that you specify resource ARNs or add the iam:PassedToService condition key to your statement.',
  ],
  proof: 'published answers',
});

export const passRoleWithStarInActionAndResource = roleCheck(PASS_ROLE, actionWithStar, resourceWithStar, {
  issueCode: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
  messages: [
    'Using wildcards (*) in the action and the resource can be overly permissive because it allows iam:PassRole permissions on all resources. We recommend that you specify resource ARNs or add the iam:PassedToService condition key to your statement.',
  ],
  proof: 'published answers',
});

export const passRoleWithStarInResourceAndNotAction = roleCheck(PASS_ROLE, notAction, resourceWithStar, {
  issueCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  messages: [
    'Using a resource with wildcards (*) and NotAction can be overly permissive because it allows iam:PassRole permissions on all resources. We recommend that you specify resource ARNs or add the iam:PassedToService condition key to your statement.',
  ],
  proof: 'guide',
});

export const passRoleWithNotResource = roleCheck(PASS_ROLE, namedAction, notResource, {
  issueCode: 'PASS_ROLE_WITH_NOT_RESOURCE',
  messages: [
    'Using the iam:PassRole action with NotResource can be overly permissive because it can allow iam:PassRole permissions on multiple resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});

export const passRoleWithStarInActionAndNotResource = roleCheck(PASS_ROLE, actionWithStar, notResource, {
  issueCode: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  messages: [
    'Using an action with a wildcard (*) and NotResource can be overly permissive because it can allow iam:PassRole permissions on multiple resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});

export const passRoleWithNotActionAndNotResource = roleCheck(PASS_ROLE, notAction, notResource, {
  issueCode: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  messages: [
    'Using NotAction with NotResource can be overly permissive because it can allow iam:PassRole permissions on multiple resources.. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});

export const createSlrWithStarInResource = roleCheck(CREATE_SLR, namedAction, resourceWithStar, {
  issueCode: 'CREATE_SLR_WITH_STAR_IN_RESOURCE',
  messages: [
    'Using the iam:CreateServiceLinkedRole action with wildcards (*) in the resource can allow creation of unintended service-linked roles. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'published answers',
});

export const createSlrWithStarInActionAndResource = roleCheck(CREATE_SLR, actionWithStar, resourceWithStar, {
  issueCode: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
  messages: [
    'Using wildcards (*) in the action and the resource can allow creation of unintended service-linked roles because it allows iam:CreateServiceLinkedRole permissions on all resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'published answers',
});

export const createSlrWithStarInResourceAndNotAction = roleCheck(CREATE_SLR, notAction, resourceWithStar, {
  issueCode: 'CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  messages: [
    'Using a resource with wildcards (*) and NotAction can allow creation of unintended service-linked roles because it allows iam:CreateServiceLinkedRole permissions on all resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});

export const createSlrWithNotResource = roleCheck(CREATE_SLR, namedAction, notResource, {
  issueCode: 'CREATE_SLR_WITH_NOT_RESOURCE',
  messages: [
    'Using the iam:CreateServiceLinkedRole action with NotResource can allow creation of unintended service-linked roles for multiple resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});

export const createSlrWithStarInActionAndNotResource = roleCheck(CREATE_SLR, actionWithStar, notResource, {
  issueCode: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  messages: [
    'Using an action with a wildcard(*) and NotResource can allow creation of unintended service-linked roles because it can allow iam:CreateServiceLinkedRole permissions on multiple resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});

export const createSlrWithNotActionAndNotResource = roleCheck(CREATE_SLR, notAction, notResource, {
  issueCode: 'CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  messages: [
    'Using NotAction with NotResource can allow creation of unintended service-linked roles because it allows iam:CreateServiceLinkedRole permissions on multiple resources. We recommend that you specify resource ARNs instead.',
  ],
  proof: 'guide',
});
