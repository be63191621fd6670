// The public API.
export { EngineError, type EngineErrorKind } from './core/error.js';
