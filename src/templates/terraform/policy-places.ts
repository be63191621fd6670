// Which attributes of the AWS provider's resources hold policies as JSON text, and the provider's page of each.
import type { PolicyPlace } from '../policy-place.js';

/** An attribute of a resource type that holds a policy. */
export interface PlanPlace extends PolicyPlace {
  readonly type: string;
  /** The attribute that names the policy's type in Organizations' words, beside this one. */
  readonly typeProperty?: string;
}

export const PLAN_PLACES: readonly PlanPlace[] = [
  {
    type: 'aws_iam_policy',
    path: 'policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_policy.html.markdown',
  },
  {
    type: 'aws_iam_role_policy',
    path: 'policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_role_policy.html.markdown',
  },
  {
    type: 'aws_iam_user_policy',
    path: 'policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_user_policy.html.markdown',
  },
  {
    type: 'aws_iam_group_policy',
    path: 'policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_group_policy.html.markdown',
  },
  {
    type: 'aws_iam_role',
    path: 'assume_role_policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::IAM::AssumeRolePolicyDocument',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_role.html.markdown',
  },
  {
    type: 'aws_iam_role',
    path: 'inline_policy[].policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_role.html.markdown',
  },
  {
    type: 'aws_ssoadmin_permission_set_inline_policy',
    path: 'inline_policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ssoadmin_permission_set_inline_policy.html.markdown',
  },
  {
    type: 'aws_rolesanywhere_profile',
    path: 'session_policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rolesanywhere_profile.html.markdown',
  },
  {
    type: 'aws_transfer_user',
    path: 'policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/transfer_user.html.markdown',
  },
  {
    type: 'aws_transfer_access',
    path: 'policy',
    policyType: 'IDENTITY_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/transfer_access.html.markdown',
  },
  {
    type: 'aws_organizations_policy',
    path: 'content',
    policyType: 'SERVICE_CONTROL_POLICY',
    typeProperty: 'type',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/organizations_policy.html.markdown',
  },
  {
    type: 'aws_organizations_resource_policy',
    path: 'content',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/organizations_resource_policy.html.markdown',
  },
  {
    type: 'aws_s3_bucket_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::Bucket',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket_policy.html.markdown',
  },
  {
    type: 'aws_s3_bucket',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::Bucket',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_bucket.html.markdown',
  },
  {
    type: 'aws_s3_access_point',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::AccessPoint',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3_access_point.html.markdown',
  },
  {
    type: 'aws_s3control_access_point_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::AccessPoint',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3control_access_point_policy.html.markdown',
  },
  {
    type: 'aws_s3control_multi_region_access_point_policy',
    path: 'details[].policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3::MultiRegionAccessPoint',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3control_multi_region_access_point_policy.html.markdown',
  },
  {
    type: 'aws_s3control_object_lambda_access_point_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::S3ObjectLambda::AccessPoint',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3control_object_lambda_access_point_policy.html.markdown',
  },
  {
    type: 'aws_dynamodb_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    resourceType: 'AWS::DynamoDB::Table',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/dynamodb_resource_policy.html.markdown',
  },
  {
    type: 'aws_acmpca_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/acmpca_policy.html.markdown',
  },
  {
    type: 'aws_api_gateway_domain_name',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_domain_name.html.markdown',
  },
  {
    type: 'aws_api_gateway_rest_api',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_rest_api.html.markdown',
  },
  {
    type: 'aws_api_gateway_rest_api_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_rest_api_policy.html.markdown',
  },
  {
    type: 'aws_backup_vault_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/backup_vault_policy.html.markdown',
  },
  {
    type: 'aws_cloudwatch_event_bus_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_event_bus_policy.html.markdown',
  },
  {
    type: 'aws_cloudwatch_log_delivery_destination_policy',
    path: 'delivery_destination_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_delivery_destination_policy.html.markdown',
  },
  {
    type: 'aws_cloudwatch_log_destination_policy',
    path: 'access_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_destination_policy.html.markdown',
  },
  {
    type: 'aws_cloudwatch_log_resource_policy',
    path: 'policy_document',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_resource_policy.html.markdown',
  },
  {
    type: 'aws_codeartifact_domain_permissions_policy',
    path: 'policy_document',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/codeartifact_domain_permissions_policy.html.markdown',
  },
  {
    type: 'aws_codeartifact_repository_permissions_policy',
    path: 'policy_document',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/codeartifact_repository_permissions_policy.html.markdown',
  },
  {
    type: 'aws_codebuild_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/codebuild_resource_policy.html.markdown',
  },
  {
    type: 'aws_ecr_registry_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_registry_policy.html.markdown',
  },
  {
    type: 'aws_ecr_repository_creation_template',
    path: 'repository_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_repository_creation_template.html.markdown',
  },
  {
    type: 'aws_ecr_repository_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecr_repository_policy.html.markdown',
  },
  {
    type: 'aws_ecrpublic_repository_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecrpublic_repository_policy.html.markdown',
  },
  {
    type: 'aws_efs_file_system_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/efs_file_system_policy.html.markdown',
  },
  {
    type: 'aws_elasticsearch_domain',
    path: 'access_policies',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticsearch_domain.html.markdown',
  },
  {
    type: 'aws_elasticsearch_domain_policy',
    path: 'access_policies',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/elasticsearch_domain_policy.html.markdown',
  },
  {
    type: 'aws_glacier_vault',
    path: 'access_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/glacier_vault.html.markdown',
  },
  {
    type: 'aws_glacier_vault_lock',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/glacier_vault_lock.html.markdown',
  },
  {
    type: 'aws_glue_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/glue_resource_policy.html.markdown',
  },
  {
    type: 'aws_kinesis_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kinesis_resource_policy.html.markdown',
  },
  {
    type: 'aws_kms_external_key',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_external_key.html.markdown',
  },
  {
    type: 'aws_kms_key',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_key.html.markdown',
  },
  {
    type: 'aws_kms_key_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_key_policy.html.markdown',
  },
  {
    type: 'aws_kms_replica_external_key',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_replica_external_key.html.markdown',
  },
  {
    type: 'aws_kms_replica_key',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_replica_key.html.markdown',
  },
  {
    type: 'aws_media_store_container_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/media_store_container_policy.html.markdown',
  },
  {
    type: 'aws_msk_cluster_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/msk_cluster_policy.html.markdown',
  },
  {
    type: 'aws_networkfirewall_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/networkfirewall_resource_policy.html.markdown',
  },
  {
    type: 'aws_oam_sink_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/oam_sink_policy.html.markdown',
  },
  {
    type: 'aws_opensearch_domain',
    path: 'access_policies',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain.html.markdown',
  },
  {
    type: 'aws_opensearch_domain_policy',
    path: 'access_policies',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/opensearch_domain_policy.html.markdown',
  },
  {
    type: 'aws_prometheus_resource_policy',
    path: 'policy_document',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/prometheus_resource_policy.html.markdown',
  },
  {
    type: 'aws_redshift_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_resource_policy.html.markdown',
  },
  {
    type: 'aws_redshiftserverless_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshiftserverless_resource_policy.html.markdown',
  },
  {
    type: 'aws_s3control_access_grants_instance_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3control_access_grants_instance_resource_policy.html.markdown',
  },
  {
    type: 'aws_s3control_bucket_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3control_bucket_policy.html.markdown',
  },
  {
    type: 'aws_s3tables_table_bucket_policy',
    path: 'resource_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3tables_table_bucket_policy.html.markdown',
  },
  {
    type: 'aws_s3tables_table_policy',
    path: 'resource_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3tables_table_policy.html.markdown',
  },
  {
    type: 'aws_s3vectors_vector_bucket_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/s3vectors_vector_bucket_policy.html.markdown',
  },
  {
    type: 'aws_sagemaker_model_package_group_policy',
    path: 'resource_policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sagemaker_model_package_group_policy.html.markdown',
  },
  {
    type: 'aws_schemas_registry_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/schemas_registry_policy.html.markdown',
  },
  {
    type: 'aws_secretsmanager_secret',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret.html.markdown',
  },
  {
    type: 'aws_secretsmanager_secret_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret_policy.html.markdown',
  },
  {
    type: 'aws_ses_identity_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ses_identity_policy.html.markdown',
  },
  {
    type: 'aws_sesv2_email_identity_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sesv2_email_identity_policy.html.markdown',
  },
  {
    type: 'aws_sns_topic',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sns_topic.html.markdown',
  },
  {
    type: 'aws_sns_topic_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sns_topic_policy.html.markdown',
  },
  {
    type: 'aws_sqs_queue',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sqs_queue.html.markdown',
  },
  {
    type: 'aws_sqs_queue_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/sqs_queue_policy.html.markdown',
  },
  {
    type: 'aws_vpc_endpoint',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_endpoint.html.markdown',
  },
  {
    type: 'aws_vpc_endpoint_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_endpoint_policy.html.markdown',
  },
  {
    type: 'aws_vpclattice_auth_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpclattice_auth_policy.html.markdown',
  },
  {
    type: 'aws_vpclattice_resource_policy',
    path: 'policy',
    policyType: 'RESOURCE_POLICY',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpclattice_resource_policy.html.markdown',
  },
];
