// Network activity events: what passed a VPC endpoint. They have no parameters and no resources.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
import { address, PRODUCTION, SEED, VPC_ENDPOINT } from '../company.js';
import { userIdentity } from '../principal.js';
import { Random } from '../random.js';
import type { Delivered } from '../record.js';
import { principalNamed } from '../workloads/company-workloads.js';
import { bareRecord, type When } from './bare-record.js';

export function networkActivityRecords(): Delivered[] {
  const payments = principalNamed(PRODUCTION, 'payments-api-task');
  const session = payments.kind === 'role' ? (payments.sessions[0] ?? '') : '';
  const own = userIdentity(payments, session, '2026-09-01T00:00:00Z');
  const stranger = {
    type: 'AWSAccount',
    principalId: 'AROAEXAMPLEPRINCIPAL1:stranger',
    accountId: '123456789012',
  };
  const passed = (source: string, name: string, when: When) => through(source, name, when, own, false);
  const days = [1, 3, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26];
  return [
    ...days.map((day) => passed('kms', 'Decrypt', { day, at: '09:12:31' })),
    ...days.map((day) => passed('secretsmanager', 'GetSecretValue', { day, at: '09:12:30' })),
    through('kms', 'ListKeys', { day: 11, at: '23:41:07' }, stranger, true),
    through('s3', 'PutObject', { day: 11, at: '23:41:19' }, stranger, true),
    through('secretsmanager', 'ListSecrets', { day: 11, at: '23:41:52' }, stranger, true),
  ];
}

function through(
  source: string,
  name: string,
  when: When,
  identity: Parameters<typeof bareRecord>[0]['identity'],
  denied: boolean,
): Delivered {
  const random = new Random(SEED, `network ${source} ${name} ${when.day} ${when.at}`);
  return bareRecord({
    account: PRODUCTION,
    region: 'us-east-1',
    when,
    source,
    name,
    identity,
    eventType: 'AwsVpceEvent',
    fields: {
      sourceIPAddress: address('cloud', random.integer(10, 200)),
      userAgent: undefined,
      errorCode: denied ? 'VpceAccessDenied' : undefined,
      errorMessage: denied ? 'The request was denied due to a VPC endpoint policy' : undefined,
      requestParameters: undefined,
      responseElements: undefined,
      readOnly: undefined,
      managementEvent: undefined,
      requestID: random.uuid(),
      eventID: random.uuid(),
      sharedEventID: random.uuid(),
      vpcEndpointId: VPC_ENDPOINT,
      vpcEndpointAccountId: PRODUCTION,
      eventCategory: 'NetworkActivity',
    },
  });
}
