// The resource types of CheckNoPublicAccess, and the services whose actions their policies are about.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html (resourceType)
// Prefixes: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

const ROWS = [
  ['AWS::DynamoDB::Table', 'dynamodb'],
  ['AWS::DynamoDB::Stream', 'dynamodb'],
  ['AWS::EFS::FileSystem', 'elasticfilesystem'],
  ['AWS::OpenSearchService::Domain', 'es'],
  ['AWS::Kinesis::Stream', 'kinesis'],
  ['AWS::Kinesis::StreamConsumer', 'kinesis'],
  ['AWS::KMS::Key', 'kms'],
  ['AWS::Lambda::Function', 'lambda'],
  ['AWS::S3::Bucket', 's3'],
  ['AWS::S3::AccessPoint', 's3'],
  ['AWS::S3Express::DirectoryBucket', 's3express'],
  ['AWS::S3::Glacier', 'glacier'],
  ['AWS::S3Outposts::Bucket', 's3-outposts'],
  ['AWS::S3Outposts::AccessPoint', 's3-outposts'],
  ['AWS::SecretsManager::Secret', 'secretsmanager'],
  ['AWS::SNS::Topic', 'sns'],
  ['AWS::SQS::Queue', 'sqs'],
  ['AWS::IAM::AssumeRolePolicyDocument', 'sts'],
  ['AWS::S3Tables::TableBucket', 's3tables'],
  ['AWS::ApiGateway::RestApi', 'execute-api'],
  ['AWS::CodeArtifact::Domain', 'codeartifact'],
  ['AWS::Backup::BackupVault', 'backup'],
  ['AWS::CloudTrail::Dashboard', 'cloudtrail'],
  ['AWS::CloudTrail::EventDataStore', 'cloudtrail'],
  ['AWS::S3Tables::Table', 's3tables'],
  ['AWS::S3Express::AccessPoint', 's3express'],
] as const;

export type PublicResourceType = (typeof ROWS)[number][0];

export const PUBLIC_RESOURCE_TYPES: readonly PublicResourceType[] = ROWS.map(([type]) => type);

export function isPublicResourceType(text: unknown): text is PublicResourceType {
  return ROWS.some(([type]) => type === text);
}

/** The prefix of the actions that a policy of such a resource grants. */
export function serviceOfResourceType(type: PublicResourceType): string {
  return ROWS.find(([name]) => name === type)?.[1] ?? '';
}
