// Where a CloudFormation template holds policies: resource type, property, what kind of policy it is, and AWS's page.
// Left out: what has no IAM grammar (Cedar, IoT Core, OpenSearch Serverless, core networks, data protection, lifecycles).
import type { PolicyPlace } from '../policy-place.js';

/** A property of a resource type that holds a policy. */
export interface TemplatePlace extends PolicyPlace {
  readonly type: string;
  /** The property that names the policy's type in Organizations' words, beside this one. */
  readonly typeProperty?: string;
  /** The property holds one statement, not a document. */
  readonly isStatement?: true;
  /** The property also takes what is no policy (names, SAM's templates); documents are those with a Statement. */
  readonly isMixed?: true;
}

export const TEMPLATE_PLACES: readonly TemplatePlace[] = [
  {
    type: 'AWS::IAM::Policy',
    path: 'PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html',
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    path: 'PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html',
  },
  {
    type: 'AWS::IAM::RolePolicy',
    path: 'PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html',
  },
  {
    type: 'AWS::IAM::UserPolicy',
    path: 'PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-userpolicy.html',
  },
  {
    type: 'AWS::IAM::GroupPolicy',
    path: 'PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-grouppolicy.html',
  },
  {
    type: 'AWS::IAM::Role',
    path: 'AssumeRolePolicyDocument',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::IAM::AssumeRolePolicyDocument',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
  },
  {
    type: 'AWS::IAM::Role',
    path: 'Policies[].PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html',
  },
  {
    type: 'AWS::IAM::User',
    path: 'Policies[].PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html',
  },
  {
    type: 'AWS::IAM::Group',
    path: 'Policies[].PolicyDocument',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-group.html',
  },
  {
    type: 'AWS::SSO::PermissionSet',
    path: 'InlinePolicy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-permissionset.html',
  },
  {
    type: 'AWS::EKS::PodIdentityAssociation',
    path: 'Policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-podidentityassociation.html',
  },
  {
    type: 'AWS::RolesAnywhere::Profile',
    path: 'SessionPolicy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rolesanywhere-profile.html',
  },
  {
    type: 'AWS::Transfer::User',
    path: 'Policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-transfer-user.html',
  },
  {
    type: 'AWS::Organizations::Policy',
    path: 'Content',
    policyType: 'SERVICE_CONTROL_POLICY',
    typeProperty: 'Type',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html',
  },
  {
    type: 'AWS::Organizations::ResourcePolicy',
    path: 'Content',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-resourcepolicy.html',
  },
  {
    type: 'AWS::S3::BucketPolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::Bucket',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html',
  },
  {
    type: 'AWS::S3::AccessPoint',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::AccessPoint',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-accesspoint.html',
  },
  {
    type: 'AWS::S3::MultiRegionAccessPointPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::MultiRegionAccessPoint',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-multiregionaccesspointpolicy.html',
  },
  {
    type: 'AWS::S3ObjectLambda::AccessPointPolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3ObjectLambda::AccessPoint',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3objectlambda-accesspointpolicy.html',
  },
  {
    type: 'AWS::DynamoDB::Table',
    path: 'ResourcePolicy.PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::DynamoDB::Table',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
  },
  {
    type: 'AWS::DynamoDB::Table',
    path: 'StreamSpecification.ResourcePolicy.PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    path: 'Replicas[].ResourcePolicy.PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::DynamoDB::Table',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    path: 'Replicas[].ReplicaStreamSpecification.ResourcePolicy.PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
  },
  {
    type: 'AWS::AIOps::InvestigationGroup',
    path: 'InvestigationGroupPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aiops-investigationgroup.html',
  },
  {
    type: 'AWS::APS::ResourcePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-resourcepolicy.html',
  },
  {
    type: 'AWS::ApiGateway::DomainNameV2',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainnamev2.html',
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html',
  },
  {
    type: 'AWS::Backup::BackupVault',
    path: 'AccessPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-backupvault.html',
  },
  {
    type: 'AWS::Backup::LogicallyAirGappedBackupVault',
    path: 'AccessPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-backup-logicallyairgappedbackupvault.html',
  },
  {
    type: 'AWS::Bedrock::ResourcePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrock-resourcepolicy.html',
  },
  {
    type: 'AWS::BedrockAgentCore::ResourcePolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-resourcepolicy.html',
  },
  {
    type: 'AWS::CloudTrail::ResourcePolicy',
    path: 'ResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-resourcepolicy.html',
  },
  {
    type: 'AWS::CodeArtifact::Domain',
    path: 'PermissionsPolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codeartifact-domain.html',
  },
  {
    type: 'AWS::CodeArtifact::Repository',
    path: 'PermissionsPolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codeartifact-repository.html',
  },
  {
    type: 'AWS::Comprehend::DocumentClassifier',
    path: 'ModelPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-comprehend-documentclassifier.html',
  },
  {
    type: 'AWS::Comprehend::EntityRecognizer',
    path: 'ModelPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-comprehend-entityrecognizer.html',
  },
  {
    type: 'AWS::DSQL::Cluster',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dsql-cluster.html',
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
  },
  {
    type: 'AWS::ECR::PublicRepository',
    path: 'RepositoryPolicyText',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-publicrepository.html',
  },
  {
    type: 'AWS::ECR::RegistryPolicy',
    path: 'PolicyText',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-registrypolicy.html',
  },
  {
    type: 'AWS::ECR::Repository',
    path: 'RepositoryPolicyText',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html',
  },
  {
    type: 'AWS::ECR::RepositoryCreationTemplate',
    path: 'RepositoryPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repositorycreationtemplate.html',
  },
  {
    type: 'AWS::EFS::FileSystem',
    path: 'FileSystemPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-filesystem.html',
  },
  {
    type: 'AWS::Elasticsearch::Domain',
    path: 'AccessPolicies',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticsearch-domain.html',
  },
  {
    type: 'AWS::EventSchemas::RegistryPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventschemas-registrypolicy.html',
  },
  {
    type: 'AWS::Events::EventBus',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html',
  },
  {
    type: 'AWS::KMS::Key',
    path: 'KeyPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html',
  },
  {
    type: 'AWS::KMS::ReplicaKey',
    path: 'KeyPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-replicakey.html',
  },
  {
    type: 'AWS::Kinesis::ResourcePolicy',
    path: 'ResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-resourcepolicy.html',
  },
  {
    type: 'AWS::Lambda::ResourcePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-resourcepolicy.html',
  },
  {
    type: 'AWS::Lex::ResourcePolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lex-resourcepolicy.html',
  },
  {
    type: 'AWS::Logs::Destination',
    path: 'DestinationPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-destination.html',
  },
  {
    type: 'AWS::Logs::LogGroup',
    path: 'ResourcePolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
  },
  {
    type: 'AWS::Logs::ResourcePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html',
  },
  {
    type: 'AWS::MSK::ClusterPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-msk-clusterpolicy.html',
  },
  {
    type: 'AWS::MediaPackageV2::ChannelPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-mediapackagev2-channelpolicy.html',
  },
  {
    type: 'AWS::MediaPackageV2::OriginEndpointPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-mediapackagev2-originendpointpolicy.html',
  },
  {
    type: 'AWS::MediaTailor::ChannelPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-mediatailor-channelpolicy.html',
  },
  {
    type: 'AWS::Oam::Sink',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-oam-sink.html',
  },
  {
    type: 'AWS::Omics::SequenceStore',
    path: 'S3AccessPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-omics-sequencestore.html',
  },
  {
    type: 'AWS::OpenSearchService::Domain',
    path: 'AccessPolicies',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-opensearchservice-domain.html',
  },
  {
    type: 'AWS::PaymentCryptography::Key',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-paymentcryptography-key.html',
  },
  {
    type: 'AWS::Redshift::Cluster',
    path: 'NamespaceResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
  },
  {
    type: 'AWS::RedshiftServerless::Namespace',
    path: 'NamespaceResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshiftserverless-namespace.html',
  },
  {
    type: 'AWS::S3Express::AccessPoint',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3express-accesspoint.html',
  },
  {
    type: 'AWS::S3Express::BucketPolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3express-bucketpolicy.html',
  },
  {
    type: 'AWS::S3Outposts::AccessPoint',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3outposts-accesspoint.html',
  },
  {
    type: 'AWS::S3Outposts::BucketPolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3outposts-bucketpolicy.html',
  },
  {
    type: 'AWS::S3Tables::TableBucketPolicy',
    path: 'ResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3tables-tablebucketpolicy.html',
  },
  {
    type: 'AWS::S3Tables::TablePolicy',
    path: 'ResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3tables-tablepolicy.html',
  },
  {
    type: 'AWS::S3Vectors::VectorBucketPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3vectors-vectorbucketpolicy.html',
  },
  {
    type: 'AWS::SMSVOICE::ResourcePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-smsvoice-resourcepolicy.html',
  },
  {
    type: 'AWS::SNS::TopicInlinePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicinlinepolicy.html',
  },
  {
    type: 'AWS::SNS::TopicPolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html',
  },
  {
    type: 'AWS::SQS::QueueInlinePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queueinlinepolicy.html',
  },
  {
    type: 'AWS::SQS::QueuePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html',
  },
  {
    type: 'AWS::SSM::ResourcePolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-resourcepolicy.html',
  },
  {
    type: 'AWS::SageMaker::ModelPackageGroup',
    path: 'ModelPackageGroupPolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html',
  },
  {
    type: 'AWS::SecretsManager::ResourcePolicy',
    path: 'ResourcePolicy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html',
  },
  {
    type: 'AWS::VpcLattice::AuthPolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-vpclattice-authpolicy.html',
  },
  {
    type: 'AWS::VpcLattice::ResourcePolicy',
    path: 'Policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-vpclattice-resourcepolicy.html',
  },
  {
    type: 'AWS::XRay::ResourcePolicy',
    path: 'PolicyDocument',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-xray-resourcepolicy.html',
  },
  {
    type: 'AWS::Events::EventBusPolicy',
    path: 'Statement',
    policyType: 'RESOURCE_POLICY',
    isStatement: true,
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html',
  },
  {
    type: 'AWS::Serverless::Function',
    path: 'AssumeRolePolicyDocument',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::IAM::AssumeRolePolicyDocument',
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
  },
  {
    type: 'AWS::Serverless::Function',
    path: 'Policies',
    policyType: 'IDENTITY_POLICY',
    isMixed: true,
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
  },
  {
    type: 'AWS::Serverless::Function',
    path: 'Policies[]',
    policyType: 'IDENTITY_POLICY',
    isMixed: true,
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
  },
  {
    type: 'AWS::Serverless::StateMachine',
    path: 'Policies',
    policyType: 'IDENTITY_POLICY',
    isMixed: true,
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html',
  },
  {
    type: 'AWS::Serverless::StateMachine',
    path: 'Policies[]',
    policyType: 'IDENTITY_POLICY',
    isMixed: true,
    source:
      'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html',
  },
];
