// Calls of Glue, Athena, EMR, Lake Formation, SageMaker and Bedrock.
import { type Call, call, type JsonFields, type Scene } from '../call.js';
import { arn, BUCKET, MASKED } from '../company.js';

export function glue(name: string, request: JsonFields | null): Call {
  return call('glue', name, request);
}

/** Starting a query and fetching its outcome: Athena masks nothing of the ids, and the SQL by setting. */
export function athenaQuery(scene: Scene, workGroup: string, database: string): Call[] {
  const queryExecutionId = scene.random.uuid();
  const request = {
    queryString: MASKED,
    clientRequestToken: scene.random.uuid(),
    queryExecutionContext: { database, catalog: 'AwsDataCatalog' },
    resultConfiguration: { outputLocation: `s3://${BUCKET.results}/${workGroup}/` },
    workGroup,
  };
  return [
    call('athena', 'StartQueryExecution', request, { response: { queryExecutionId } }),
    call('athena', 'GetQueryExecution', { queryExecutionId }),
    call('athena', 'GetQueryResults', { queryExecutionId, maxResults: 1000 }),
  ];
}

/** A model call; streams and conversations are operations of their own. */
export function model(scene: Scene, name: string, modelId: string): Call {
  return call(
    'bedrock',
    name,
    { modelId },
    {
      readOnly: true,
      host: `bedrock-runtime.${scene.region}.amazonaws.com`,
    },
  );
}

export function sagemaker(name: string, request: JsonFields, response: JsonFields | null = null): Call {
  return call('sagemaker', name, request, { response });
}

export function createTrainingJob(scene: Scene, name: string, roleArn: string): Call {
  const request = {
    trainingJobName: name,
    roleArn,
    algorithmSpecification: {
      trainingImage: `${scene.account}.dkr.ecr.${scene.region}.amazonaws.com/training:2026.9`,
      trainingInputMode: 'File',
    },
    inputDataConfig: [
      {
        channelName: 'train',
        dataSource: { s3DataSource: { s3DataType: 'S3Prefix', s3Uri: `s3://${BUCKET.lake}/features/` } },
      },
    ],
    outputDataConfig: { s3OutputPath: `s3://${BUCKET.models}/training/` },
    resourceConfig: { instanceType: 'ml.m5.xlarge', instanceCount: 1, volumeSizeInGB: 50 },
    stoppingCondition: { maxRuntimeInSeconds: 86_400 },
  };
  return sagemaker('CreateTrainingJob', request, {
    trainingJobArn: arn('sagemaker', scene.region, scene.account, `training-job/${name}`),
  });
}

export function emr(name: string, request: JsonFields): Call {
  return call('elasticmapreduce', name, request);
}

/** RunJobFlow passes two roles: the service's by name or ARN, the instances' by profile. */
export function runJobFlow(scene: Scene, serviceRole: string, jobFlowRole: string): Call {
  const request = {
    name: 'nightly-sessions',
    releaseLabel: 'emr-7.9.0',
    serviceRole,
    jobFlowRole,
    instances: { masterInstanceType: 'm5.xlarge', instanceCount: 3, keepJobFlowAliveWhenNoSteps: false },
    applications: [{ name: 'Spark' }],
    logUri: `s3://${BUCKET.lake}/emr-logs/`,
  };
  const jobFlowId = `j-${scene.random.base32(13)}`;
  return call('elasticmapreduce', 'RunJobFlow', request, { response: { jobFlowId } });
}
