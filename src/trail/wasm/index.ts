// The WebAssembly module of `trail`: what the host may call. AssemblyScript, compiled by `npm run build`.
export * from './memory-start';
export { configure, resultAddress } from './record-rows';
export * from './scan';
export { addName, clearNames } from './watched-names';
