// The one WebAssembly module of `trail`: what the host may call. What inflates, what scans and what
// knows rows share its memory, so no text is copied. AssemblyScript, compiled by `npm run build`.
export { secretsAddress } from './byte-map';
export * from './fold-checksum';
export { LAYOUT_BYTES, LAYOUTS, layoutAddress } from './identity-layout';
export * from './inflate';
export { LONGEST_KEY } from './key';
export * from './known-rows';
export * from './memory-start';
export { knowDay } from './plain-fields';
export { configure, resultAddress } from './record-rows';
export * from './scan';
export { addName, clearNames } from './watched-names';
