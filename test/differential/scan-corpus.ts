// What the scanner is tried on: small documents of every shape, the archive in sample-logs, and the log files below
// the folders of TRAILWRIGHT_CORPUS (separated as in PATH), if it is set.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { JsonValue } from '../../src/core/json.js';
import { recordsOfValue } from '../../src/trail/records-of-value.js';

const RECORD = '{"eventName":"GetObject","eventSource":"s3.amazonaws.com","eventID":"5"}';
const FULL = `{"eventVersion":"1.08","userIdentity":{"type":"Root","arn":"arn:aws:iam::1:root","s":{"a":[1,{}]}},
 "eventTime":"2024-01-02T03:04:05Z","eventSource":"iam.amazonaws.com","eventName":"GetRole","awsRegion":"us-east-1",
 "errorCode":null,"requestParameters":{"roleName":"caf\\u00e9 \\"x\\"","n":-1.5e+3},"responseElements":null,
 "readOnly":true,"resources":[{"ARN":"é","type":"😀"}],"eventType":"AwsApiCall","managementEvent":false}`;
const WRAPPED = JSON.stringify({ message: RECORD });
const INSIGHT = '{"eventType":"AwsCloudTrailInsight","insightDetails":{"state":"Start"},"eventTime":"2024"}';

/** Valid documents, each short enough to be cut at every byte. */
export const SMALL_DOCUMENTS: readonly string[] = [
  `{"Records":[${RECORD},${RECORD}]}`,
  `{"Records":[${FULL}]}`,
  `{"Records": [ ${RECORD} , 5, "x", null, [${RECORD}], {} ] }`,
  `\ufeff{"Records":[${RECORD}]}`,
  `{"Records":[${WRAPPED},{"detail":${RECORD}}]}`,
  `{"Records":[${RECORD}],"Records":[]}`,
  `{"Records":[],"Records":[${RECORD},{}]}`,
  `{"Records":[${RECORD}],"Records":{"a":[1]}}`,
  `{"Events":[${RECORD},1],"Records":null,"logEvents":[{}]}`,
  `{"logEvents":[{"id":"1","message":${JSON.stringify(RECORD)}}],"messageType":"DATA_MESSAGE"}`,
  `{"Events":[{"EventId":"1","CloudTrailEvent":${JSON.stringify(RECORD)}}],"NextToken":"x"}`,
  `{"Events":[1],"Records":[${RECORD}],"logEvents":[]}`,
  `{"R\\u0065cords":[{"event\\u004eame":"A","eventSource":"b","event\\u0053ource":"c"}]}`,
  `{"Records":[{"eventName":"A","eventName":"","eventSource":"b"},{"eventName":5,"eventName":"B","eventSource":"b"}]}`,
  `{"Records":[{"eventName":"A","eventSource":"b","Records":[${RECORD}],"digestStartTime":1,"logFiles":[]}]}`,
  `{"Records":{"Records":[${RECORD}]},"x":[[${RECORD}]]}`,
  `[${RECORD},[],[[${RECORD}]],{"a":${RECORD}}]`,
  ` [ ] `,
  `[\n\t${FULL}\r\n]\n`,
  RECORD,
  FULL,
  WRAPPED,
  `{"a":1,"eventName":"A","Records":5,"eventSource":"b","Events":{},"resources":[[]]}`,
  `{"digestStartTime":"2024","logFiles":[{"hashValue":"0"}],"digestEndTime":null}`,
  `{"digestStartTime":null,"Records":[${RECORD}]}`,
  `{"Records":[${INSIGHT},${INSIGHT}]}`,
  `{"Records":[${INSIGHT},{"eventType":"AwsCloudTrailInsight","eventName":"A","eventSource":"b"}]}`,
  `{"Records":[${INSIGHT},${RECORD}]}`,
  `[${INSIGHT}]`,
  `{"__proto__":{"eventName":"A","eventSource":"b"},"Records":[{"__proto__":5,"eventName":"A","eventSource":"b","userIdentity":{"__proto__":[]}}]}`,
  JSON.stringify(RECORD),
  '{}',
  '{"":{"":[]},"a":[true,false,null,0,-0,0.5e-7,1E+2,"\\ud800\\/\\u0000"]}',
  '-12.5e+3',
  'null',
  '"\u2028\\t"',
];

export interface CorpusFile {
  path: string;
  bytes: Buffer;
}

/** The archive's log files, inflated, then those of TRAILWRIGHT_CORPUS. */
export function corpusFiles(): CorpusFile[] {
  const samples = fileURLToPath(new URL('../../sample-logs/AWSLogs', import.meta.url));
  const extra = (process.env.TRAILWRIGHT_CORPUS ?? '').split(delimiter).filter((folder) => folder !== '');
  return [samples, ...extra].flatMap((folder) => {
    if (!existsSync(folder)) throw new Error(`no such corpus folder: ${folder}`);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(json|jsonl|gz)$/.test(path) && statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => {
        const bytes = readFileSync(join(folder, path));
        return { path: join(folder, path), bytes: path.endsWith('.gz') ? gunzipSync(bytes) : bytes };
      });
  });
}

/** The text of some records of each file: at most `each`, of not more than `longest` characters. */
export function corpusRecords(files: readonly CorpusFile[], each: number, longest: number): string[] {
  return files.flatMap(({ bytes }) => {
    const found: string[] = [];
    for (const document of documentsIn(bytes)) {
      recordsOfValue(document, (record) => {
        const text = JSON.stringify(record);
        if (found.length < each && text.length <= longest) found.push(text);
      });
    }
    return found;
  });
}

/** The one document that the bytes are, or those of its lines that are documents. */
function documentsIn(bytes: Buffer): JsonValue[] {
  const parsed = (text: string): JsonValue[] => {
    try {
      return [JSON.parse(text) as JsonValue];
    } catch {
      return [];
    }
  };
  const text = bytes.toString('utf8');
  const whole = parsed(text);
  return whole.length > 0 ? whole : text.split('\n').flatMap(parsed);
}
