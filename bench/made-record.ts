// One record of the made-up archive: what CloudTrail writes of eight operations, with as much in it that differs from
// record to record as real ones have. Sizes of archives, and how well they compress, hang on that.
import { type RandomWords, randomWords } from './random-words.js';

/** Where a record stands, and what of its archive it needs to know. */
export interface RecordPlace {
  index: number;
  seed: number;
  timeMs: number;
  /** Share of events on a resource that no other event names. */
  distinctShare: number;
}

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const ROLES = 300;
const SHARED_RESOURCES = 50;
const SESSIONS_OF_ROLE = 3;
const VPCS = 12;
const HOUR_MS = 3_600_000;
const DAY_DIGITS = 10;
const ARN = `${REGION}:${ACCOUNT}`;

/** What the randomness of a thing is drawn for: things of different kinds with one number are not alike. */
const KIND = { record: 1, role: 2, session: 3, distinct: 4, shared: 5, id: 6 } as const;

/** What the call was made on. */
interface Target {
  /** Differs for each resource. */
  uuid: string;
  hex: string;
  /** Of its first use; of a shared one, the first of January. */
  date: string;
  random: RandomWords;
}

/** What differs between operations. */
interface CallFields {
  data: boolean;
  readOnly: boolean;
  requestParameters: object;
  responseElements?: object;
  additionalEventData?: object;
  requestID: string;
  resources?: object[];
  apiVersion?: string;
  host?: string;
}

interface Operation {
  service: string;
  name: string;
  call: (target: Target, random: RandomWords) => CallFields;
}

const OPERATIONS: readonly Operation[] = [
  { service: 's3', name: 'GetObject', call: (target, random) => onObject(target, random, true) },
  { service: 's3', name: 'PutObject', call: (target, random) => onObject(target, random, false) },
  {
    service: 'dynamodb',
    name: 'GetItem',
    call: ({ uuid, hex }, random) => ({
      data: true,
      readOnly: true,
      requestParameters: { tableName: `orders-${hex}`, key: { id: uuid } },
      requestID: random.text(52, 'base32'),
      resources: [listed('AWS::DynamoDB::Table', `arn:aws:dynamodb:${ARN}:table/orders-${hex}`)],
      apiVersion: '2012-08-10',
    }),
  },
  {
    service: 'ec2',
    name: 'DescribeInstances',
    call: (_, random) => ({
      data: false,
      readOnly: true,
      requestParameters: { instancesSet: {}, filterSet: {} },
      requestID: random.uuid(),
    }),
  },
  {
    service: 'kms',
    name: 'Decrypt',
    call: ({ uuid, random: own }, random) => {
      const key = `arn:aws:kms:${ARN}:key/${uuid}`;
      return {
        data: false,
        readOnly: true,
        requestParameters: {
          keyId: key,
          encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        },
        additionalEventData: { keyMaterialId: own.text(64, 'hex') },
        requestID: random.uuid(),
        resources: [listed('AWS::KMS::Key', key)],
      };
    },
  },
  {
    service: 'sqs',
    name: 'SendMessage',
    call: ({ hex }, random) => ({
      data: true,
      readOnly: false,
      requestParameters: {
        queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/orders-${hex}`,
        messageBody: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
      responseElements: {
        mD5OfMessageBody: random.text(32, 'hex'),
        mD5OfMessageAttributes: random.text(32, 'hex'),
        messageId: random.uuid(),
      },
      requestID: random.uuid(),
      resources: [listed('AWS::SQS::Queue', `arn:aws:sqs:${ARN}:orders-${hex}`)],
    }),
  },
  {
    service: 'lambda',
    name: 'Invoke',
    call: ({ hex }, random) => {
      const functionArn = `arn:aws:lambda:${ARN}:function:order-events-${hex}`;
      return {
        data: true,
        readOnly: false,
        requestParameters: { functionName: functionArn, invocationType: 'RequestResponse' },
        additionalEventData: { functionVersion: `${functionArn}:$LATEST` },
        requestID: random.uuid(),
        resources: [listed('AWS::Lambda::Function', functionArn)],
        apiVersion: '2015-03-31',
      };
    },
  },
  {
    service: 'logs',
    name: 'CreateLogStream',
    call: ({ uuid, hex }, random) => ({
      data: false,
      readOnly: false,
      requestParameters: {
        logGroupName: `/ecs/orders-${hex}`,
        logStreamName: `orders/web/${uuid.replaceAll('-', '')}`,
      },
      requestID: random.uuid(),
      apiVersion: '20140328',
    }),
  },
];

function listed(type: string, arn: string): object {
  return { accountId: ACCOUNT, type, ARN: arn };
}

function onObject({ uuid, date, random: own }: Target, random: RandomWords, reads: boolean): CallFields {
  const bucket = `amzn-s3-demo-bucket-${own.below(8)}`;
  const host = `${bucket}.s3.${REGION}.amazonaws.com`;
  const key = `orders/day=${date}/part-0000${own.below(8)}-${uuid}.parquet`;
  const bytes = random.below(10_000_000);
  return {
    data: true,
    readOnly: reads,
    requestParameters: { bucketName: bucket, Host: host, key },
    ...(reads
      ? {}
      : {
          responseElements: {
            'x-amz-server-side-encryption': 'AES256',
            'x-amz-version-id': random.text(32, 'base64'),
          },
        }),
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: reads ? 0 : bytes,
      SSEApplied: 'Default_SSE_S3',
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': `${random.text(75, 'base64')}=`,
      bytesTransferredOut: reads ? bytes : 0,
    },
    requestID: random.text(16, 'base32'),
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
      listed('AWS::S3::Bucket', `arn:aws:s3:::${bucket}`),
    ],
    host,
  };
}

/** A role's software, and where it runs. */
interface Role {
  name: string;
  id: string;
  runsOn: 'lambda' | 'ec2' | 'ecs';
  userAgent: string;
  /** 0: none. */
  vpc: number;
}

const roles = new Map<string, Role>();

function roleOf(number: number, seed: number): Role {
  const known = roles.get(`${seed} ${number}`);
  if (known !== undefined) return known;
  const random = randomWords(seed, KIND.role, number);
  const runsOn = random.pick(['lambda', 'ec2', 'ecs'] as const);
  const made: Role = {
    name: `orders-${number}-${random.text(12, 'base32')}`,
    id: `AROA${random.text(17, 'base32')}`,
    runsOn,
    userAgent: userAgentOf(runsOn, random),
    vpc: random.below(VPCS),
  };
  roles.set(`${seed} ${number}`, made);
  return made;
}

function userAgentOf(runsOn: Role['runsOn'], random: RandomWords): string {
  const kernel = `5.10.${random.below(260)}-${random.below(300)}.${random.below(1000)}.amzn2.x86_64`;
  const place = { lambda: ' exec-env/AWS_Lambda_python3.12', ec2: '', ecs: ' exec-env/AWS_ECS_EC2' }[runsOn];
  const app = `app/orders-${random.below(10)}.${random.below(60)}.${random.below(20)}-${random.text(16, 'hex')}`;
  const [minor, patch, runtime] = [random.below(90), random.below(60), 5 + random.below(4)];
  return random.pick([
    `Boto3/1.${minor}.${patch} md/Botocore#1.${minor}.${patch} ua/2.0 os/linux#${kernel} md/arch#x86_64 ` +
      `lang/python#3.12.${runtime} md/pyimpl#CPython${place} ${app} Botocore/1.${minor}.${patch}`,
    `aws-sdk-java/2.${minor}.${patch} Linux/${kernel} Java/21.0.${runtime} vendor/Amazon${place} ${app} cfg/retry-mode/standard`,
    `aws-sdk-js/3.${minor}.${patch} ua/2.1 os/linux#${kernel} lang/js md/nodejs#20.1${runtime}.0 ` +
      `api/client#3.${minor}.${patch}${place} ${app} m/E,b`,
    `aws-sdk-go-v2/1.${minor}.${patch} ua/2.1 os/linux lang/go#1.23.${runtime} md/GOOS#linux md/GOARCH#arm64${place} ` +
      `${app} api/client#1.${minor}.${patch}`,
  ]);
}

function identityOf(role: Role, session: RandomWords, timeMs: number): object {
  const name = {
    lambda: () => `${role.name}-handler`,
    ec2: () => `i-0${session.text(16, 'hex')}`,
    ecs: () => session.text(32, 'hex'),
  }[role.runsOn]();
  const createdMs = timeMs - (timeMs % HOUR_MS) - session.below(3000) * 1000;
  return {
    type: 'AssumedRole',
    principalId: `${role.id}:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role.name}/${name}`,
    accountId: ACCOUNT,
    accessKeyId: `ASIA${session.text(16, 'base32')}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role.id,
        arn: `arn:aws:iam::${ACCOUNT}:role/app/${role.name}`,
        accountId: ACCOUNT,
        userName: role.name,
      },
      attributes: { creationDate: timeText(createdMs), mfaAuthenticated: 'false' },
      ...(role.runsOn === 'ec2' ? { ec2RoleDelivery: '2.0' } : {}),
    },
    ...(role.runsOn === 'lambda'
      ? {
          inScopeOf: {
            issuerType: 'AWS::Lambda::Function',
            credentialsIssuedTo: `arn:aws:lambda:${ARN}:function:${name}`,
          },
        }
      : {}),
  };
}

/** The record at a place: the same for the same place, whatever was made before. */
export function madeRecord({ index, seed, timeMs, distinctShare }: RecordPlace): object {
  const random = randomWords(seed, KIND.record, index);
  const { service, name, call } = random.pick(OPERATIONS);
  const roleNumber = random.below(ROLES);
  const role = roleOf(roleNumber, seed);
  const eventTime = timeText(timeMs);
  const fields = call(targetOf(random, { index, seed, timeMs, distinctShare }), random);
  const hour = Math.floor(timeMs / HOUR_MS);
  const slot = (hour * ROLES + roleNumber) * SESSIONS_OF_ROLE + random.below(SESSIONS_OF_ROLE);
  const session = randomWords(seed, KIND.session, slot);
  const userIdentity = identityOf(role, session, timeMs);
  const isInside = role.vpc > 0;
  const { requestParameters, responseElements = null, additionalEventData, resources, apiVersion } = fields;
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime,
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: REGION,
    sourceIPAddress: isInside
      ? `10.${role.vpc}.${session.below(256)}.${session.below(256)}`
      : `52.${16 + session.below(16)}.${session.below(256)}.${session.below(256)}`,
    userAgent: service === 's3' ? `[${role.userAgent}]` : role.userAgent,
    requestParameters,
    responseElements,
    ...(additionalEventData === undefined ? {} : { additionalEventData }),
    requestID: fields.requestID,
    // Its first word differs for each record, see randomWords; words of `random` come back in other records.
    eventID: randomWords(seed, KIND.id, index).uuid(),
    readOnly: fields.readOnly,
    ...(resources === undefined ? {} : { resources }),
    eventType: 'AwsApiCall',
    ...(apiVersion === undefined ? {} : { apiVersion }),
    managementEvent: !fields.data,
    recipientAccountId: ACCOUNT,
    ...(isInside ? endpointOf(service, role.vpc) : {}),
    eventCategory: fields.data ? 'Data' : 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: random.pick(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384']),
      clientProvidedHostHeader: fields.host ?? `${service}.${REGION}.amazonaws.com`,
    },
  };
}

function targetOf(random: RandomWords, { index, seed, timeMs, distinctShare }: RecordPlace): Target {
  const isDistinct = random.share() < distinctShare;
  const own = isDistinct
    ? randomWords(seed, KIND.distinct, index)
    : randomWords(seed, KIND.shared, random.below(SHARED_RESOURCES));
  // Its first word differs for each number of a kind, see randomWords: no two distinct resources are one.
  const uuid = own.uuid();
  const date = timeText(isDistinct ? timeMs : Date.UTC(2026, 0, 1)).slice(0, DAY_DIGITS);
  return { uuid, hex: uuid.slice(0, 8), date, random: own };
}

function endpointOf(service: string, vpc: number): object {
  const random = randomWords(vpc, KIND.shared, service.charCodeAt(0));
  return { vpcEndpointId: `vpce-0${random.text(16, 'hex')}` };
}

function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
