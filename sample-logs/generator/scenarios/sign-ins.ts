// Signing in: the console, the root user once, federation by SAML and by web identity, a federated user.
import type { Json, JsonFields } from '../call.js';
import { arn, BUCKET, DATA, PRODUCTION, SEED, SESSION_KEY } from '../company.js';
import {
  callerArn,
  principalArn,
  principalId,
  type Role,
  type User,
  webIdentityProvider,
} from '../principal.js';
import { Random } from '../random.js';
import type { Delivered } from '../record.js';
import { principalNamed, roleNamed, userNamed } from '../workloads/company-workloads.js';
import { breakGlass, operator } from '../workloads/people.js';
import { bareRecord, type When } from './bare-record.js';

const ROOT: JsonFields = {
  type: 'Root',
  principalId: PRODUCTION,
  arn: `arn:aws:iam::${PRODUCTION}:root`,
  accountId: PRODUCTION,
};

export function signInRecords(): Delivered[] {
  return [...consoleSignIns(), ...rootOnce(), ...samlSignIns(), ...webIdentities(), ...federatedUser()];
}

function consoleSignIn(
  identity: JsonFields,
  account: string,
  when: When,
  outcome: 'Success' | 'Failure',
): Delivered {
  const failed = outcome === 'Failure';
  return bareRecord({
    account,
    region: 'us-east-1',
    when,
    source: 'signin',
    name: 'ConsoleLogin',
    identity,
    eventType: 'AwsConsoleSignIn',
    fields: {
      errorMessage: failed ? 'Failed authentication' : undefined,
      responseElements: { ConsoleLogin: outcome },
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home',
        MobileVersion: 'No',
        MFAUsed: failed ? 'No' : 'Yes',
      },
    },
  });
}

function consoleSignIns(): Delivered[] {
  const users: readonly [User, string][] = [
    [operator, PRODUCTION],
    [userNamed(DATA, 'dave'), DATA],
  ];
  return users.flatMap(([user, account], i) =>
    [0, 3, 7, 10, 14, 17, 21, 24, 28].map((day) => {
      const identity = {
        type: 'IAMUser',
        principalId: user.uniqueId,
        arn: principalArn(user),
        accountId: account,
        userName: user.name,
      };
      return consoleSignIn(identity, account, { day, at: `06:5${i}:12` }, day === 10 ? 'Failure' : 'Success');
    }),
  );
}

function rootOnce(): Delivered[] {
  const session = {
    ...ROOT,
    accessKeyId: SESSION_KEY,
    sessionContext: { attributes: { creationDate: '2026-09-05T08:00:02Z', mfaAuthenticated: 'true' } },
  };
  const billing = bareRecord({
    account: PRODUCTION,
    region: 'us-east-1',
    when: { day: 4, at: '08:03:40' },
    source: 'account',
    name: 'PutAlternateContact',
    identity: session,
    eventType: 'AwsApiCall',
    fields: {
      requestParameters: { alternateContactType: 'SECURITY', emailAddress: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    },
  });
  return [consoleSignIn(ROOT, PRODUCTION, { day: 4, at: '08:00:02' }, 'Success'), billing];
}

function federation(
  role: Role,
  name: string,
  when: When,
  identity: JsonFields,
  request: JsonFields,
): Delivered {
  const session = role.sessions[0] ?? role.name;
  return bareRecord({
    account: role.account,
    region: 'us-east-1',
    when,
    source: 'sts',
    name,
    identity,
    eventType: 'AwsApiCall',
    fields: {
      requestParameters: { roleArn: principalArn(role), roleSessionName: session, ...request },
      responseElements: {
        credentials: {
          accessKeyId: SESSION_KEY,
          sessionToken: 'EXAMPLE',
          expiration: 'Sep 30, 2026, 8:00:00 PM',
        },
        assumedRoleUser: { assumedRoleId: principalId(role, session), arn: callerArn(role, session) },
      },
      requestID: new Random(SEED, `federation ${role.uniqueId} ${when.day} ${when.at}`).uuid(),
      readOnly: true,
      resources: [{ accountId: role.account, type: 'AWS::IAM::Role', ARN: principalArn(role) }],
    },
  });
}

function samlSignIns(): Delivered[] {
  const roles: readonly [Role, readonly number[]][] = [
    [breakGlass, [17]],
    [roleNamed(DATA, 'AWSReservedSSO_DataAnalyst_0123456789abcdef'), [0, 1, 6, 9, 13, 20, 27]],
    [roleNamed(PRODUCTION, 'AWSReservedSSO_DataAnalyst_0123456789abcdef'), [2, 8, 16, 22]],
  ];
  return roles.flatMap(([role, days]) =>
    days.map((day) => {
      const userName = role.sessions[0] ?? '';
      const identity = {
        type: 'SAMLUser',
        principalId: `EXAMPLEprovider=:${userName}`,
        userName,
        identityProvider: 'EXAMPLEprovider=',
      };
      return federation(role, 'AssumeRoleWithSAML', { day, at: '01:55:00' }, identity, {
        principalArn: arn('iam', '', role.account, 'saml-provider/Example'),
        sAMLAssertionID: '_c0046cEXAMPLEb9d4b8eEXAMPLE2619aEXAMPLE',
        durationSeconds: 3600,
      });
    }),
  );
}

function webIdentities(): Delivered[] {
  const roles = [
    roleNamed(PRODUCTION, 'GitHubActionsDeploy'),
    roleNamed(PRODUCTION, 'TerraformApply'),
    roleNamed(DATA, 'GitHubActionsDeploy'),
    roleNamed(PRODUCTION, 'external-dns'),
  ];
  return roles.flatMap((role, i) =>
    [0, 1, 2, 6, 7, 8, 9, 13, 14, 15, 20, 21, 22, 27, 28].map((day) => {
      const provider = webIdentityProvider(role);
      const subject =
        role.issuer === undefined
          ? 'repo:example-org/shop:ref:refs/heads/main'
          : 'system:serviceaccount:kube-system:external-dns';
      const identity: { [key: string]: Json } = {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${subject}`,
        userName: subject,
        identityProvider: provider,
      };
      return federation(role, 'AssumeRoleWithWebIdentity', { day, at: `06:4${i}:00` }, identity, {
        durationSeconds: 3600,
      });
    }),
  );
}

/** GetFederationToken's session: a FederatedUser, whose issuer is the IAM user that asked. */
function federatedUser(): Delivered[] {
  const issuer = principalNamed(DATA, 'svc-tableau');
  return [5, 15, 25].map((day) =>
    bareRecord({
      account: DATA,
      region: 'us-east-1',
      when: { day, at: '12:10:00' },
      source: 's3',
      name: 'GetObject',
      identity: {
        type: 'FederatedUser',
        principalId: `${DATA}:tableau-viewer`,
        arn: arn('sts', '', DATA, 'federated-user/tableau-viewer'),
        accountId: DATA,
        accessKeyId: SESSION_KEY,
        sessionContext: {
          sessionIssuer: {
            type: 'IAMUser',
            principalId: issuer.uniqueId,
            arn: principalArn(issuer),
            accountId: DATA,
            userName: issuer.name,
          },
          attributes: { creationDate: '2026-09-01T00:00:00Z', mfaAuthenticated: 'false' },
        },
      },
      eventType: 'AwsApiCall',
      fields: {
        requestParameters: {
          bucketName: BUCKET.results,
          Host: `${BUCKET.results}.s3.us-east-1.amazonaws.com`,
          key: 'tableau/extract.csv',
        },
        readOnly: true,
        resources: [
          { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${BUCKET.results}/tableau/extract.csv` },
          { accountId: DATA, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET.results}` },
        ],
        managementEvent: false,
        eventCategory: 'Data',
      },
    }),
  );
}
