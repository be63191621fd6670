// The part of WebAssembly's interface that is used here: the types of Node leave it out.

export interface LinearMemory {
  readonly buffer: ArrayBuffer;
  /** Throws RangeError where it cannot. */
  grow(pages: number): number;
}

export interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
  readonly Memory: new (pages: { initial: number; maximum?: number }) => LinearMemory;
  readonly CompileError: new () => Error;
  readonly RuntimeError: new () => Error;
}

/** `undefined` where the engine has none, as with `node --jitless`. */
export function webAssembly(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}
