// What an account's trails log, out of `aws cloudtrail describe-trails` and `aws cloudtrail get-event-selectors`, mixed as
// they come. They tell what trails log now; what they logged when the archive was made, they do not.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html (what is logged without selectors)
import { parseArn } from '../core/arn.js';
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, own, ownString } from '../core/json.js';
import { compareText } from '../policy/compare-text.js';
import { DEFAULT_SELECTION, type Selection, selectionOf } from './event-selectors.js';
import { jsonDocuments } from './json-documents.js';

export interface Trail {
  readonly trailArn: string;
  /** Of the ARN: the account that made it. */
  readonly accountId: string | undefined;
  /** Logs the Region that it is in, or all of them; undefined where `describe-trails` has nothing of the trail. */
  readonly isMultiRegionTrail: boolean | undefined;
  readonly homeRegion: string | undefined;
  /** Logs all accounts of the organization. */
  readonly isOrganizationTrail: boolean;
  /** Calls of services such as IAM are among its events; undefined where that is not said. */
  readonly includeGlobalServiceEvents: boolean | undefined;
  /** Undefined where its selectors are not known. */
  readonly selection: Selection | undefined;
}

const HELP =
  'give the output of `aws cloudtrail describe-trails` and of `aws cloudtrail get-event-selectors` for each trail';

/**
 * The trails of all texts together, by ARN; of two exports of one trail the later counts. An entry of `trailList` without
 * an ARN is passed over.
 * @throws EngineError `invalid-input` for a text that has anything but such exports.
 */
export function readTrails(exports: readonly { readonly text: string; readonly file: string }[]): Trail[] {
  const described = new Map<string, JsonObject>();
  const selected = new Map<string, Selection | undefined>();
  for (const { text, file } of exports) {
    const documents = jsonDocuments(text);
    if (documents.length === 0) throw noExport(file, 'this is no export of trails');
    for (const [i, document] of documents.entries()) {
      const list = isJsonObject(document) ? own(document, 'trailList') : undefined;
      const arn = isJsonObject(document) ? ownString(document, 'TrailARN') : undefined;
      if (isJsonObject(document) && arn !== undefined && hasSelectors(document))
        selected.set(arn, selectionOf(document));
      else if (Array.isArray(list)) {
        for (const trail of list.filter(isJsonObject))
          described.set(ownString(trail, 'TrailARN') ?? '', trail);
      } else
        throw noExport(
          file,
          documents.length === 1 ? 'this is no export of trails' : `document ${i + 1} is no export of trails`,
        );
    }
  }
  described.delete('');
  return [...new Set([...described.keys(), ...selected.keys()])]
    .sort(compareText)
    .map((arn) => trailOf(arn, described.get(arn), selected.get(arn)));
}

function hasSelectors(document: JsonObject): boolean {
  return ['EventSelectors', 'AdvancedEventSelectors'].some((key) => Array.isArray(own(document, key)));
}

function trailOf(trailArn: string, trail: JsonObject | undefined, selection: Selection | undefined): Trail {
  const arn = parseArn(trailArn);
  const never = own(trail, 'HasCustomEventSelectors') === false;
  return {
    trailArn,
    accountId: arn?.account,
    isMultiRegionTrail: ownBoolean(trail, 'IsMultiRegionTrail'),
    homeRegion: ownString(trail, 'HomeRegion') ?? arn?.region,
    isOrganizationTrail: own(trail, 'IsOrganizationTrail') === true,
    includeGlobalServiceEvents: ownBoolean(trail, 'IncludeGlobalServiceEvents'),
    selection: selection ?? (never ? DEFAULT_SELECTION : undefined),
  };
}

function ownBoolean(object: JsonObject | undefined, key: string): boolean | undefined {
  const value = own(object, key);
  return typeof value === 'boolean' ? value : undefined;
}

function noExport(location: string, message: string): EngineError {
  return new EngineError('invalid-input', 'no-trail-export', message, { location, help: HELP });
}
