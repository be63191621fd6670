// The one WebAssembly module of `trail`: what the host may call. What inflates and what scans share its memory, so no
// text is copied. AssemblyScript, compiled by `npm run build`.
export * from './fold-checksum';
export * from './inflate';
export * from './memory-start';
export { configure, resultAddress } from './record-rows';
export * from './scan';
export { addName, clearNames } from './watched-names';
