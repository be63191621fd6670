// Which resource of CheckNoPublicAccess a policy of a template, plan or export is attached to, by the type and the place that
// hold it there (the pages are those of the places: src/templates/*/policy-places.ts). Policies of other resources are not
// among those that the check is about.
import type { PublicResourceType } from './public-resource-types.js';

/** `type`, or `type path` where the type holds policies of two resources. */
const ROWS: readonly (readonly [place: string, resourceType: PublicResourceType])[] = [
  ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::RestApi'],
  ['AWS::Backup::BackupVault', 'AWS::Backup::BackupVault'],
  ['AWS::Backup::LogicallyAirGappedBackupVault', 'AWS::Backup::BackupVault'],
  // Of an event data store, a dashboard or a channel, as `ResourceArn` says; all are about the same actions.
  ['AWS::CloudTrail::ResourcePolicy', 'AWS::CloudTrail::EventDataStore'],
  ['AWS::CodeArtifact::Domain', 'AWS::CodeArtifact::Domain'],
  ['AWS::DynamoDB::Table ResourcePolicy.PolicyDocument', 'AWS::DynamoDB::Table'],
  ['AWS::DynamoDB::Table StreamSpecification.ResourcePolicy.PolicyDocument', 'AWS::DynamoDB::Stream'],
  ['AWS::DynamoDB::GlobalTable Replicas[].ResourcePolicy.PolicyDocument', 'AWS::DynamoDB::Table'],
  [
    'AWS::DynamoDB::GlobalTable Replicas[].ReplicaStreamSpecification.ResourcePolicy.PolicyDocument',
    'AWS::DynamoDB::Stream',
  ],
  ['AWS::EFS::FileSystem', 'AWS::EFS::FileSystem'],
  ['AWS::IAM::Role AssumeRolePolicyDocument', 'AWS::IAM::AssumeRolePolicyDocument'],
  ['AWS::Serverless::Function AssumeRolePolicyDocument', 'AWS::IAM::AssumeRolePolicyDocument'],
  ['AWS::KMS::Key', 'AWS::KMS::Key'],
  ['AWS::KMS::ReplicaKey', 'AWS::KMS::Key'],
  ['AWS::Kinesis::ResourcePolicy', 'AWS::Kinesis::Stream'],
  ['AWS::Lambda::ResourcePolicy', 'AWS::Lambda::Function'],
  ['AWS::Elasticsearch::Domain', 'AWS::OpenSearchService::Domain'],
  ['AWS::OpenSearchService::Domain', 'AWS::OpenSearchService::Domain'],
  ['AWS::S3::AccessPoint', 'AWS::S3::AccessPoint'],
  ['AWS::S3::BucketPolicy', 'AWS::S3::Bucket'],
  ['AWS::S3Express::AccessPoint', 'AWS::S3Express::AccessPoint'],
  ['AWS::S3Express::BucketPolicy', 'AWS::S3Express::DirectoryBucket'],
  ['AWS::S3Outposts::AccessPoint', 'AWS::S3Outposts::AccessPoint'],
  ['AWS::S3Outposts::BucketPolicy', 'AWS::S3Outposts::Bucket'],
  ['AWS::S3Tables::TableBucketPolicy', 'AWS::S3Tables::TableBucket'],
  ['AWS::S3Tables::TablePolicy', 'AWS::S3Tables::Table'],
  ['AWS::SNS::TopicInlinePolicy', 'AWS::SNS::Topic'],
  ['AWS::SNS::TopicPolicy', 'AWS::SNS::Topic'],
  ['AWS::SQS::QueueInlinePolicy', 'AWS::SQS::Queue'],
  ['AWS::SQS::QueuePolicy', 'AWS::SQS::Queue'],
  ['AWS::SecretsManager::ResourcePolicy', 'AWS::SecretsManager::Secret'],
  ['aws_api_gateway_rest_api', 'AWS::ApiGateway::RestApi'],
  ['aws_api_gateway_rest_api_policy', 'AWS::ApiGateway::RestApi'],
  ['aws_backup_vault_policy', 'AWS::Backup::BackupVault'],
  ['aws_codeartifact_domain_permissions_policy', 'AWS::CodeArtifact::Domain'],
  // A table's or a stream's, as `resource_arn` says; both are about the same actions.
  ['aws_dynamodb_resource_policy', 'AWS::DynamoDB::Table'],
  ['aws_efs_file_system_policy', 'AWS::EFS::FileSystem'],
  ['aws_elasticsearch_domain', 'AWS::OpenSearchService::Domain'],
  ['aws_elasticsearch_domain_policy', 'AWS::OpenSearchService::Domain'],
  ['aws_glacier_vault', 'AWS::S3::Glacier'],
  ['aws_iam_role assume_role_policy', 'AWS::IAM::AssumeRolePolicyDocument'],
  ['aws_kinesis_resource_policy', 'AWS::Kinesis::Stream'],
  ['aws_kms_external_key', 'AWS::KMS::Key'],
  ['aws_kms_key', 'AWS::KMS::Key'],
  ['aws_kms_key_policy', 'AWS::KMS::Key'],
  ['aws_kms_replica_external_key', 'AWS::KMS::Key'],
  ['aws_kms_replica_key', 'AWS::KMS::Key'],
  ['aws_opensearch_domain', 'AWS::OpenSearchService::Domain'],
  ['aws_opensearch_domain_policy', 'AWS::OpenSearchService::Domain'],
  ['aws_s3_access_point', 'AWS::S3::AccessPoint'],
  ['aws_s3_bucket', 'AWS::S3::Bucket'],
  ['aws_s3_bucket_policy', 'AWS::S3::Bucket'],
  ['aws_s3control_access_point_policy', 'AWS::S3::AccessPoint'],
  ['aws_s3control_bucket_policy', 'AWS::S3Outposts::Bucket'],
  ['aws_s3tables_table_bucket_policy', 'AWS::S3Tables::TableBucket'],
  ['aws_s3tables_table_policy', 'AWS::S3Tables::Table'],
  ['aws_secretsmanager_secret', 'AWS::SecretsManager::Secret'],
  ['aws_secretsmanager_secret_policy', 'AWS::SecretsManager::Secret'],
  ['aws_sns_topic', 'AWS::SNS::Topic'],
  ['aws_sns_topic_policy', 'AWS::SNS::Topic'],
  ['aws_sqs_queue', 'AWS::SQS::Queue'],
  ['aws_sqs_queue_policy', 'AWS::SQS::Queue'],
];

const TYPES = new Map(ROWS);

/** `type` and `path` as the tables of places have them; undefined for a resource that the check is not about. */
export function resourceTypeAt({
  type,
  path,
}: {
  type: string;
  path: string;
}): PublicResourceType | undefined {
  return TYPES.get(type) ?? TYPES.get(`${type} ${path}`);
}
