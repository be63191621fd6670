// What stands for a resource's `Ref` and attributes inside a policy: texts of the right form, by resource type. What
// `Ref` and `Fn::GetAtt` return: the section "Return values" of each page; ARN formats: the Service Authorization Reference,
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

/** `{name}` in a text is the resource's name. */
export interface ResourceTexts {
  readonly type: string;
  /** What an attribute that ends with `Arn` is; empty where there is none. */
  readonly arn: string;
  /** What `Ref` is: the name, the ARN, or another text. */
  readonly ref: string;
  /** The property that gives the name; where it is not set, `example` or the logical id does. */
  readonly nameProperty?: string;
  /** A name that AWS makes. */
  readonly example?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly source: string;
}

export const RESOURCE_TEXTS: readonly ResourceTexts[] = [
  {
    type: 'AWS::S3::Bucket',
    arn: 'arn:aws:s3:::{name}',
    ref: '{name}',
    nameProperty: 'BucketName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html',
  },
  {
    type: 'AWS::S3::AccessPoint',
    arn: 'arn:aws:s3:us-east-1:123456789012:accesspoint/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-accesspoint.html',
  },
  {
    type: 'AWS::DynamoDB::Table',
    arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/{name}',
    ref: '{name}',
    nameProperty: 'TableName',
    attributes: {
      StreamArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/{name}/stream/2024-01-01T00:00:00.000',
    },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/{name}',
    ref: '{name}',
    nameProperty: 'TableName',
    attributes: {
      StreamArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/{name}/stream/2024-01-01T00:00:00.000',
    },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
  },
  {
    type: 'AWS::SQS::Queue',
    arn: 'arn:aws:sqs:us-east-1:123456789012:{name}',
    ref: 'https://sqs.us-east-1.amazonaws.com/123456789012/{name}',
    nameProperty: 'QueueName',
    attributes: { QueueName: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html',
  },
  {
    type: 'AWS::SNS::Topic',
    arn: 'arn:aws:sns:us-east-1:123456789012:{name}',
    ref: 'arn:aws:sns:us-east-1:123456789012:{name}',
    nameProperty: 'TopicName',
    attributes: { TopicName: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html',
  },
  {
    type: 'AWS::KMS::Key',
    arn: 'arn:aws:kms:us-east-1:123456789012:key/{name}',
    ref: '{name}',
    example: '1234abcd-12ab-34cd-56ef-1234567890ab',
    attributes: { KeyId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html',
  },
  {
    type: 'AWS::KMS::ReplicaKey',
    arn: 'arn:aws:kms:us-east-1:123456789012:key/{name}',
    ref: '{name}',
    example: '1234abcd-12ab-34cd-56ef-1234567890ab',
    attributes: { KeyId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-replicakey.html',
  },
  {
    type: 'AWS::KMS::Alias',
    arn: '',
    ref: '{name}',
    nameProperty: 'AliasName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html',
  },
  {
    type: 'AWS::Lambda::Function',
    arn: 'arn:aws:lambda:us-east-1:123456789012:function:{name}',
    ref: '{name}',
    nameProperty: 'FunctionName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html',
  },
  {
    type: 'AWS::Lambda::LayerVersion',
    arn: 'arn:aws:lambda:us-east-1:123456789012:layer:{name}:1',
    ref: 'arn:aws:lambda:us-east-1:123456789012:layer:{name}:1',
    nameProperty: 'LayerName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html',
  },
  {
    type: 'AWS::Serverless::Function',
    arn: 'arn:aws:lambda:us-east-1:123456789012:function:{name}',
    ref: '{name}',
    nameProperty: 'FunctionName',
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
  },
  {
    type: 'AWS::Serverless::SimpleTable',
    arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/{name}',
    ref: '{name}',
    nameProperty: 'TableName',
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html',
  },
  {
    type: 'AWS::Serverless::StateMachine',
    arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:{name}',
    ref: 'arn:aws:states:us-east-1:123456789012:stateMachine:{name}',
    nameProperty: 'Name',
    attributes: { Name: '{name}' },
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html',
  },
  {
    type: 'AWS::Serverless::Api',
    arn: '',
    ref: '{name}',
    example: 'a1b2c3d4e5',
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:{name}',
    ref: 'arn:aws:states:us-east-1:123456789012:stateMachine:{name}',
    nameProperty: 'StateMachineName',
    attributes: { Name: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html',
  },
  {
    type: 'AWS::StepFunctions::Activity',
    arn: 'arn:aws:states:us-east-1:123456789012:activity:{name}',
    ref: 'arn:aws:states:us-east-1:123456789012:activity:{name}',
    nameProperty: 'Name',
    attributes: { Name: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-activity.html',
  },
  {
    type: 'AWS::IAM::Role',
    arn: 'arn:aws:iam::123456789012:role/{name}',
    ref: '{name}',
    nameProperty: 'RoleName',
    attributes: { RoleId: 'AROAEXAMPLEID1234567A' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
  },
  {
    type: 'AWS::IAM::User',
    arn: 'arn:aws:iam::123456789012:user/{name}',
    ref: '{name}',
    nameProperty: 'UserName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html',
  },
  {
    type: 'AWS::IAM::Group',
    arn: 'arn:aws:iam::123456789012:group/{name}',
    ref: '{name}',
    nameProperty: 'GroupName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-group.html',
  },
  {
    type: 'AWS::IAM::InstanceProfile',
    arn: 'arn:aws:iam::123456789012:instance-profile/{name}',
    ref: '{name}',
    nameProperty: 'InstanceProfileName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-instanceprofile.html',
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    arn: 'arn:aws:iam::123456789012:policy/{name}',
    ref: 'arn:aws:iam::123456789012:policy/{name}',
    nameProperty: 'ManagedPolicyName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html',
  },
  {
    type: 'AWS::IAM::OIDCProvider',
    arn: 'arn:aws:iam::123456789012:oidc-provider/oidc.example.com',
    ref: 'arn:aws:iam::123456789012:oidc-provider/oidc.example.com',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-oidcprovider.html',
  },
  {
    type: 'AWS::IAM::SAMLProvider',
    arn: 'arn:aws:iam::123456789012:saml-provider/{name}',
    ref: 'arn:aws:iam::123456789012:saml-provider/{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-samlprovider.html',
  },
  {
    type: 'AWS::Logs::LogGroup',
    arn: 'arn:aws:logs:us-east-1:123456789012:log-group:{name}:*',
    ref: '{name}',
    nameProperty: 'LogGroupName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
  },
  {
    type: 'AWS::SecretsManager::Secret',
    arn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:{name}-a1b2c3',
    ref: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:{name}-a1b2c3',
    nameProperty: 'Name',
    attributes: { Id: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:{name}-a1b2c3' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html',
  },
  {
    type: 'AWS::SSM::Parameter',
    arn: 'arn:aws:ssm:us-east-1:123456789012:parameter/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html',
  },
  {
    type: 'AWS::ECR::Repository',
    arn: 'arn:aws:ecr:us-east-1:123456789012:repository/{name}',
    ref: '{name}',
    nameProperty: 'RepositoryName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html',
  },
  {
    type: 'AWS::ECS::Cluster',
    arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/{name}',
    ref: '{name}',
    nameProperty: 'ClusterName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-cluster.html',
  },
  {
    type: 'AWS::ECS::Service',
    arn: 'arn:aws:ecs:us-east-1:123456789012:service/cluster/{name}',
    ref: 'arn:aws:ecs:us-east-1:123456789012:service/cluster/{name}',
    nameProperty: 'ServiceName',
    attributes: { Name: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html',
  },
  {
    type: 'AWS::ECS::TaskDefinition',
    arn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/{name}:1',
    ref: 'arn:aws:ecs:us-east-1:123456789012:task-definition/{name}:1',
    nameProperty: 'Family',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html',
  },
  {
    type: 'AWS::Events::Rule',
    arn: 'arn:aws:events:us-east-1:123456789012:rule/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html',
  },
  {
    type: 'AWS::Events::EventBus',
    arn: 'arn:aws:events:us-east-1:123456789012:event-bus/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    attributes: { Name: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html',
  },
  {
    type: 'AWS::Scheduler::Schedule',
    arn: 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html',
  },
  {
    type: 'AWS::Kinesis::Stream',
    arn: 'arn:aws:kinesis:us-east-1:123456789012:stream/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html',
  },
  {
    type: 'AWS::KinesisFirehose::DeliveryStream',
    arn: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/{name}',
    ref: '{name}',
    nameProperty: 'DeliveryStreamName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesisfirehose-deliverystream.html',
  },
  {
    type: 'AWS::CodeBuild::Project',
    arn: 'arn:aws:codebuild:us-east-1:123456789012:project/{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html',
  },
  {
    type: 'AWS::CodePipeline::Pipeline',
    arn: 'arn:aws:codepipeline:us-east-1:123456789012:{name}',
    ref: '{name}',
    nameProperty: 'Name',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codepipeline-pipeline.html',
  },
  {
    type: 'AWS::CodeCommit::Repository',
    arn: 'arn:aws:codecommit:us-east-1:123456789012:{name}',
    ref: '12a345b6-bbb7-4bb6-90b0-8c9577a2d2b9',
    nameProperty: 'RepositoryName',
    attributes: { Name: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codecommit-repository.html',
  },
  {
    type: 'AWS::EFS::FileSystem',
    arn: 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/{name}',
    ref: '{name}',
    example: 'fs-0123456789abcdef0',
    attributes: { FileSystemId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-filesystem.html',
  },
  {
    type: 'AWS::EFS::AccessPoint',
    arn: 'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/{name}',
    ref: '{name}',
    example: 'fsap-0123456789abcdef0',
    attributes: { AccessPointId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-accesspoint.html',
  },
  {
    type: 'AWS::Cognito::UserPool',
    arn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/{name}',
    ref: '{name}',
    example: 'us-east-1_Example12',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html',
  },
  {
    type: 'AWS::Cognito::IdentityPool',
    arn: '',
    ref: '{name}',
    example: 'us-east-1:1234abcd-12ab-34cd-56ef-1234567890ab',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypool.html',
  },
  {
    type: 'AWS::EC2::VPC',
    arn: '',
    ref: '{name}',
    example: 'vpc-0123456789abcdef0',
    attributes: { VpcId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    arn: '',
    ref: '{name}',
    example: 'vpce-0123456789abcdef0',
    attributes: { Id: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
  },
  {
    type: 'AWS::EC2::Subnet',
    arn: '',
    ref: '{name}',
    example: 'subnet-0123456789abcdef0',
    attributes: { SubnetId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html',
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    arn: '',
    ref: '{name}',
    example: 'sg-0123456789abcdef0',
    attributes: { GroupId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
  },
  {
    type: 'AWS::EC2::Instance',
    arn: '',
    ref: '{name}',
    example: 'i-0123456789abcdef0',
    attributes: { InstanceId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html',
  },
  {
    type: 'AWS::CloudFront::Distribution',
    arn: '',
    ref: '{name}',
    example: 'EDFDVBD6EXAMPLE',
    attributes: { Id: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html',
  },
  {
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    arn: '',
    ref: '{name}',
    example: 'E2QWRUHEXAMPLE',
    attributes: {
      Id: '{name}',
      S3CanonicalUserId: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
    },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cloudfrontoriginaccessidentity.html',
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    arn: '',
    ref: '{name}',
    example: 'a1b2c3d4e5',
    attributes: { RestApiId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html',
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    arn: '',
    ref: '{name}',
    example: 'a1b2c3d4e5',
    attributes: { ApiId: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html',
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    arn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:{name}',
    ref: '{name}',
    nameProperty: 'AlarmName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html',
  },
  {
    type: 'AWS::OpenSearchService::Domain',
    arn: 'arn:aws:es:us-east-1:123456789012:domain/{name}',
    ref: '{name}',
    nameProperty: 'DomainName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-opensearchservice-domain.html',
  },
  {
    type: 'AWS::Backup::BackupVault',
    arn: 'arn:aws:backup:us-east-1:123456789012:backup-vault:{name}',
    ref: '{name}',
    nameProperty: 'BackupVaultName',
    attributes: { BackupVaultName: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupvault.html',
  },
  {
    type: 'AWS::Batch::JobQueue',
    arn: 'arn:aws:batch:us-east-1:123456789012:job-queue/{name}',
    ref: 'arn:aws:batch:us-east-1:123456789012:job-queue/{name}',
    nameProperty: 'JobQueueName',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-batch-jobqueue.html',
  },
  {
    type: 'AWS::Glue::Database',
    arn: '',
    ref: '{name}',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-database.html',
  },
  {
    type: 'AWS::RDS::DBInstance',
    arn: 'arn:aws:rds:us-east-1:123456789012:db:{name}',
    ref: '{name}',
    nameProperty: 'DBInstanceIdentifier',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
  },
  {
    type: 'AWS::RDS::DBCluster',
    arn: 'arn:aws:rds:us-east-1:123456789012:cluster:{name}',
    ref: '{name}',
    nameProperty: 'DBClusterIdentifier',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html',
  },
  {
    type: 'AWS::Organizations::Organization',
    arn: 'arn:aws:organizations::123456789012:organization/o-exampleorgid',
    ref: '{name}',
    example: 'o-exampleorgid',
    attributes: { Id: '{name}' },
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-organization.html',
  },
];
