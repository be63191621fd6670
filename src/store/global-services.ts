// Services whose calls are logged in one Region wherever they are made: a filter by Region never drops them.

/** Event source → where AWS says that it is global. */
const GLOBAL_SERVICES: Readonly<Record<string, string>> = {
  'iam.amazonaws.com':
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events',
  'sts.amazonaws.com':
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events',
  'cloudfront.amazonaws.com':
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events',
  'route53.amazonaws.com':
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/logging-using-cloudtrail.html',
  'organizations.amazonaws.com':
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html',
};

export const GLOBAL_EVENT_SOURCES: readonly string[] = Object.keys(GLOBAL_SERVICES);
