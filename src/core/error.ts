// The one error that stops a run. Findings and skips are values; this is for what cannot go on.

export type EngineErrorKind =
  | 'invalid-input'
  | 'not-found'
  | 'unsupported'
  | 'conflict'
  | 'limit'
  | 'internal';

/**
 * Thrown where the engine cannot go on, and caught once per face.
 * `message`: lower case, no final period, the user's text in backticks. `help`: the user's next step.
 */
export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  /** Stable, kebab-case, for programs. */
  readonly code: string;
  /** File, or file:line:column. */
  readonly location: string | undefined;
  readonly help: string | undefined;

  constructor(
    kind: EngineErrorKind,
    code: string,
    message: string,
    options: { location?: string; help?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EngineError';
    this.kind = kind;
    this.code = code;
    this.location = options.location;
    this.help = options.help;
  }
}
