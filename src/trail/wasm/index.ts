// The one WebAssembly module of reading logs: what inflates and what scans share its memory, so no text is copied.
export * from './fold-checksum';
export * from './inflate';

/** Where the memory begins that the host gives out. */
export const FREE_MEMORY: usize = __heap_base;
