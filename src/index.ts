// The public API: reading logs and telling what a record means. Pure, and without the database; the commands are the
// way to everything else.
export { meaningOfEvent } from './catalog/meaning-of-event.js';
export { EngineError, type EngineErrorKind } from './core/error.js';
export type { EventKind, EventPrincipal, EventResource, PrincipalType, TrailEvent } from './core/event.js';
export type { JsonObject, JsonValue } from './core/json.js';
export type {
  Authorization,
  Conditions,
  DenialCause,
  EventMeaning,
  Evidence,
  Outcome,
  Permission,
  PermissionResource,
  ResourceReason,
} from './core/permission.js';
export { normaliseRecord } from './trail/normalise-record.js';
export {
  type LogFileForm,
  type LogFileReading,
  type ReadOptions,
  type RecordSink,
  readLogFile,
  type SetAside,
} from './trail/read-log-file.js';
