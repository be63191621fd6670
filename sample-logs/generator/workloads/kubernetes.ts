// The Kubernetes cluster: its own role, its nodes', and the service accounts that call AWS.
import { arn, KEY, PRODUCTION } from '../company.js';
import { type Role, role } from '../principal.js';
import { autoScaling, ec2, ec2Describe, loadBalancer, pullImage } from '../services/compute.js';
import { globalCall } from '../services/identity.js';
import { kmsFor } from '../services/keys-and-secrets.js';
import { plain } from '../services/operations.js';
import type { Workload } from '../workload.js';

const serviceAccount = (name: string): Role =>
  role(PRODUCTION, name, 'web-identity', {
    sessions: [`eks-${name}-6c7f9d`],
    issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
    userAgent: 'aws-sdk-go-v2/1.38.3 os/linux lang/go#1.24.6',
  });

export const kubernetesWorkloads: readonly Workload[] = [
  {
    principal: role(PRODUCTION, 'shop-eks-cluster-role', { service: 'eks.amazonaws.com' }, { path: '/' }),
    perDay: 4,
    regions: ['eu-west-1'],
    activities: [
      [2, () => ec2Describe('DescribeSecurityGroups', 'securityGroupSet', 'groupId', [])],
      [
        1,
        () =>
          ec2('CreateNetworkInterface', {
            subnetId: 'subnet-0a1b2c3d4e5f67890',
            description: 'Amazon EKS shop',
            groupSet: { items: [{ groupId: 'sg-0fedcba9876543210' }] },
          }),
      ],
      [1, (s) => kmsFor(s, 'eks.amazonaws.com', 'CreateGrant', KEY.secrets, { 'aws:eks:cluster': 'shop' })],
    ],
  },
  {
    principal: role(PRODUCTION, 'shop-eks-node-role', 'ec2'),
    perDay: 7,
    regions: ['eu-west-1'],
    activities: [
      [3, (s) => pullImage(s, 'catalog')],
      [2, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', ['i-0f1e2d3c4b5a69788'])],
      [
        2,
        () =>
          ec2('AssignPrivateIpAddresses', {
            networkInterfaceId: 'eni-0a1b2c3d4e5f67890',
            secondaryPrivateIpAddressCount: 1,
          }),
      ],
      [1, () => plain('eks', 'DescribeCluster', { name: 'shop' })],
    ],
  },
  {
    principal: serviceAccount('external-dns'),
    perDay: 4,
    regions: ['eu-west-1'],
    activities: [
      [2, () => globalCall('route53', 'ListHostedZones', null)],
      [2, () => globalCall('route53', 'ListResourceRecordSets', { hostedZoneId: 'Z1D633PJN98FT9' })],
      [
        1,
        () =>
          globalCall('route53', 'ChangeResourceRecordSets', {
            hostedZoneId: 'Z1D633PJN98FT9',
            changeBatch: {
              changes: [
                { action: 'CREATE', resourceRecordSet: { name: 'catalog.example.com.', type: 'CNAME' } },
              ],
            },
          }),
      ],
    ],
  },
  {
    principal: serviceAccount('cluster-autoscaler'),
    perDay: 5,
    regions: ['eu-west-1'],
    activities: [
      [3, () => autoScaling('DescribeAutoScalingGroups', { autoScalingGroupNames: ['eks-shop-nodes'] })],
      [
        1,
        () =>
          autoScaling('SetDesiredCapacity', {
            autoScalingGroupName: 'eks-shop-nodes',
            desiredCapacity: 4,
            honorCooldown: false,
          }),
      ],
      [
        1,
        () =>
          autoScaling('TerminateInstanceInAutoScalingGroup', {
            instanceId: 'i-0f1e2d3c4b5a69788',
            shouldDecrementDesiredCapacity: true,
          }),
      ],
      [
        1,
        () =>
          ec2('DescribeLaunchTemplateVersions', {
            DescribeLaunchTemplateVersionsRequest: { LaunchTemplateId: 'lt-0a1b2c3d4e5f67890' },
          }),
      ],
    ],
  },
  {
    principal: serviceAccount('load-balancer-controller'),
    perDay: 4,
    regions: ['eu-west-1'],
    activities: [
      [
        3,
        () =>
          loadBalancer('DescribeTargetGroups', {
            loadBalancerArn: arn(
              'elasticloadbalancing',
              'eu-west-1',
              PRODUCTION,
              'loadbalancer/app/shop/50dc6c495c0c9188',
            ),
          }),
      ],
      [
        2,
        () =>
          loadBalancer('RegisterTargets', {
            targetGroupArn: arn(
              'elasticloadbalancing',
              'eu-west-1',
              PRODUCTION,
              'targetgroup/catalog/73e2d6bc24d8a067',
            ),
            targets: [{ id: '10.0.1.15', port: 8080 }],
          }),
      ],
      [
        1,
        () =>
          loadBalancer('CreateTargetGroup', {
            name: 'catalog-v2',
            protocol: 'HTTP',
            port: 8080,
            vpcId: 'vpc-0a1b2c3d4e5f67890',
            targetType: 'ip',
            tags: [{ key: 'elbv2.k8s.aws/cluster', value: 'shop' }],
          }),
      ],
    ],
  },
];
