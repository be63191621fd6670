// Calls of SQS, SNS, Kinesis, Firehose, EventBridge, Step Functions and Lambda invocations. Bodies are masked.
import { type Call, call, dataCall, type JsonFields, type Scene } from '../call.js';
import { arn, MASKED } from '../company.js';

/** A data event on a queue: SendMessage, ReceiveMessage, DeleteMessage, or a batch of them. */
export function message(scene: Scene, name: string, queue: string, more: JsonFields = {}): Call {
  const queueUrl = `https://sqs.${scene.region}.amazonaws.com/${scene.account}/${queue}`;
  const body: JsonFields = name.startsWith('Send') ? { messageBody: MASKED } : {};
  const ARN = arn('sqs', scene.region, scene.account, queue);
  const resources = [{ accountId: scene.account, type: 'AWS::SQS::Queue', ARN }];
  const readOnly = false;
  return dataCall('sqs', name, { queueUrl, ...body, ...more }, resources, { readOnly });
}

/** A control-plane call on a queue. */
export function queue(scene: Scene, name: string, queueName: string, more: JsonFields = {}): Call {
  const queueUrl = `https://sqs.${scene.region}.amazonaws.com/${scene.account}/${queueName}`;
  return call('sqs', name, { queueUrl, ...more });
}

/** Publish or PublishBatch on a topic. */
export function publish(scene: Scene, topic: string, name = 'Publish'): Call {
  const topicArn = arn('sns', scene.region, scene.account, topic);
  const resources = [{ accountId: scene.account, type: 'AWS::SNS::Topic', ARN: topicArn }];
  return dataCall('sns', name, { topicArn, message: MASKED }, resources);
}

/** A text message to a telephone number: there is no topic, and the number is masked. */
export function publishText(): Call {
  return call('sns', 'Publish', { phoneNumber: MASKED, message: MASKED }, { category: 'Data' });
}

export function stream(scene: Scene, name: string, streamName: string, more: JsonFields = {}): Call {
  const ARN = arn('kinesis', scene.region, scene.account, `stream/${streamName}`);
  const resources = [{ accountId: scene.account, type: 'AWS::Kinesis::Stream', ARN }];
  return dataCall('kinesis', name, { streamName, ...more }, resources);
}

export function deliveryStream(name: string, deliveryStreamName: string, more: JsonFields = {}): Call {
  return call('firehose', name, { deliveryStreamName, ...more });
}

export function putEvents(scene: Scene, eventBusName: string): Call {
  const eventBusArn = arn('events', scene.region, scene.account, `event-bus/${eventBusName}`);
  const entries = [
    { source: 'shop.orders', detailType: 'OrderPlaced', detail: MASKED, eventBusName: eventBusArn },
  ];
  return call('events', 'PutEvents', { entries }, { response: { failedEntryCount: 0 } });
}

export function startExecution(scene: Scene, machine: string): Call {
  const stateMachineArn = arn('states', scene.region, scene.account, `stateMachine:${machine}`);
  const name = scene.random.uuid();
  const request = { stateMachineArn, name, input: MASKED };
  const executionArn = arn('states', scene.region, scene.account, `execution:${machine}:${name}`);
  return call('states', 'StartExecution', request, { response: { executionArn } });
}

/** A Lambda invocation is a data event named Invoke, with the function's ARN as its name. */
export function invoke(scene: Scene, name: string, qualifier?: string): Call {
  const ARN = arn('lambda', scene.region, scene.account, `function:${name}`);
  const request: JsonFields = { functionName: ARN, invocationType: 'RequestResponse' };
  if (qualifier !== undefined) request.qualifier = qualifier;
  return dataCall(
    'lambda',
    'Invoke',
    request,
    [{ accountId: scene.account, type: 'AWS::Lambda::Function', ARN }],
    {
      readOnly: false,
    },
  );
}
