// Calls of EC2, Auto Scaling, load balancing, ECS, ECR, EKS, Batch and Lambda's control plane.
// EC2 wraps lists in `…Set: {items: […]}`, and newer operations in `<Operation>Request`, capitals and all.
import { type Call, call, type Json, type JsonFields, type Scene } from '../call.js';
import { arn } from '../company.js';

export function ec2(name: string, request: JsonFields = {}, more: Partial<Call> = {}): Call {
  return call('ec2', name, request, more);
}

/** A describing call with ids under the set that the operation has. */
export function ec2Describe(name: string, set: string, key: string, ids: readonly string[]): Call {
  const items = ids.map((id) => ({ [key]: id }));
  const named: Json = items.length === 0 ? {} : { items };
  return ec2(name, { [set]: named, filterSet: {} });
}

/** A call that acts on instances: StopInstances, TerminateInstances … */
export function ec2Instances(name: string, ids: readonly string[]): Call {
  return ec2(name, { instancesSet: { items: ids.map((instanceId) => ({ instanceId })) } });
}

interface Launch {
  image: string;
  subnet: string;
  group: string;
  instanceProfile?: string;
  keyName?: string;
  tags?: JsonFields;
}

/** RunInstances, with its profile by name and tags on create. */
export function runInstances(scene: Scene, launch: Launch): Call {
  const request: JsonFields = {
    instancesSet: { items: [{ imageId: launch.image, minCount: 1, maxCount: 1 }] },
    instanceType: 't3.medium',
    blockDeviceMapping: {},
    monitoring: { enabled: false },
    disableApiTermination: false,
    clientToken: scene.random.uuid(),
    networkInterfaceSet: {
      items: [{ deviceIndex: 0, subnetId: launch.subnet, groupSet: { items: [{ groupId: launch.group }] } }],
    },
    ebsOptimized: false,
  };
  if (launch.instanceProfile !== undefined) request.iamInstanceProfile = { name: launch.instanceProfile };
  if (launch.keyName !== undefined) {
    request.instancesSet = {
      items: [{ imageId: launch.image, minCount: 1, maxCount: 1, keyName: launch.keyName }],
    };
  }
  if (launch.tags !== undefined) {
    const tags = Object.entries(launch.tags).map(([key, value]) => ({ key, value }));
    request.tagSpecificationSet = { items: [{ resourceType: 'instance', tags }] };
  }
  const instanceId = `i-0${scene.random.hex(16)}`;
  const response = {
    requestId: scene.random.uuid(),
    reservationId: `r-0${scene.random.hex(16)}`,
    ownerId: scene.account,
    instancesSet: {
      items: [
        {
          instanceId,
          imageId: launch.image,
          instanceState: { code: 0, name: 'pending' },
          instanceType: 't3.medium',
          subnetId: launch.subnet,
        },
      ],
    },
  };
  return ec2('RunInstances', request, { response });
}

/** RegisterTaskDefinition: what later names the roles of a task. */
export function registerTaskDefinition(
  scene: Scene,
  family: string,
  revision: number,
  roles: { task: string; execution: string },
): Call {
  const request = {
    family,
    networkMode: 'awsvpc',
    cpu: '512',
    memory: '1024',
    requiresCompatibilities: ['FARGATE'],
    taskRoleArn: roles.task,
    executionRoleArn: roles.execution,
    containerDefinitions: [
      {
        name: family,
        image: `${scene.account}.dkr.ecr.${scene.region}.amazonaws.com/${family}:2026.9.${revision}`,
        essential: true,
        cpu: 0,
      },
    ],
  };
  const taskDefinitionArn = arn('ecs', scene.region, scene.account, `task-definition/${family}:${revision}`);
  const response = {
    taskDefinition: { taskDefinitionArn, family, revision, status: 'ACTIVE', taskRoleArn: roles.task },
  };
  return call('ecs', 'RegisterTaskDefinition', request, { response });
}

export function runTask(scene: Scene, cluster: string, taskDefinition: string): Call {
  const request = {
    cluster,
    taskDefinition,
    launchType: 'FARGATE',
    count: 1,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d4e5f67890'] } },
  };
  const taskArn = arn('ecs', scene.region, scene.account, `task/${cluster}/${scene.random.hex(32)}`);
  return call('ecs', 'RunTask', request, { response: { tasks: [{ taskArn, lastStatus: 'PROVISIONING' }] } });
}

export function ecs(name: string, request: JsonFields): Call {
  return call('ecs', name, request);
}

/** What an agent does to pull one image. */
export function pullImage(scene: Scene, repositoryName: string): Call[] {
  const registryId = scene.account;
  const host = `api.ecr.${scene.region}.amazonaws.com`;
  const ARN = arn('ecr', scene.region, scene.account, `repository/${repositoryName}`);
  const resources = [{ accountId: scene.account, ARN, type: 'AWS::ECR::Repository' }];
  const digest = `sha256:${scene.random.hex(16)}`;
  const imageIds = [{ imageTag: 'release' }];
  return [
    call('ecr', 'GetAuthorizationToken', null, { host }),
    call('ecr', 'BatchGetImage', { registryId, repositoryName, imageIds }, { host, resources }),
    call(
      'ecr',
      'GetDownloadUrlForLayer',
      { registryId, repositoryName, layerDigest: digest },
      { host, resources },
    ),
  ];
}

/** What a build does to push one image. */
export function pushImage(scene: Scene, repositoryName: string): Call[] {
  const registryId = scene.account;
  const host = `api.ecr.${scene.region}.amazonaws.com`;
  const ARN = arn('ecr', scene.region, scene.account, `repository/${repositoryName}`);
  const resources = [{ accountId: scene.account, ARN, type: 'AWS::ECR::Repository' }];
  const steps = [
    'BatchCheckLayerAvailability',
    'InitiateLayerUpload',
    'UploadLayerPart',
    'CompleteLayerUpload',
  ];
  return [
    call('ecr', 'GetAuthorizationToken', null, { host }),
    ...steps.map((name) => call('ecr', name, { registryId, repositoryName }, { host, resources })),
    call('ecr', 'PutImage', { registryId, repositoryName, imageTag: 'release' }, { host, resources }),
  ];
}

/** Lambda's control plane carries the API's date in the event name, as in `UpdateFunctionCode20150331v2`. */
export function lambda(versionedName: string, request: JsonFields, response: JsonFields | null = null): Call {
  return call('lambda', versionedName, request, { response });
}

export function createFunction(scene: Scene, functionName: string, roleArn: string): Call {
  const functionArn = arn('lambda', scene.region, scene.account, `function:${functionName}`);
  const request = {
    functionName,
    runtime: 'nodejs22.x',
    role: roleArn,
    handler: 'index.handler',
    code: { s3Bucket: 'amzn-s3-demo-bucket-artifacts', s3Key: `functions/${functionName}.zip` },
    timeout: 30,
    memorySize: 512,
    publish: false,
    packageType: 'Zip',
    environment: {},
    tags: { team: 'orders' },
  };
  return lambda('CreateFunction20150331', request, {
    functionName,
    functionArn,
    role: roleArn,
    state: 'Pending',
  });
}

export function loadBalancer(name: string, request: JsonFields): Call {
  return call('elasticloadbalancing', name, request);
}

export function autoScaling(name: string, request: JsonFields): Call {
  return call('autoscaling', name, request);
}
