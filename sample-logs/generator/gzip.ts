// Compression whose header says nothing of the machine: no time, no name, operating system `unknown`.
// https://www.rfc-editor.org/rfc/rfc1952 (2.3.1). Node writes time 0, and the system it runs on into byte 9.
// The deflated bytes are zlib's own: equal for equal versions of it.
import { gzipSync } from 'node:zlib';

const OS_BYTE = 9;
const UNKNOWN_OS = 255;

export function gzipWithoutTraces(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes.fill(0, 4, 8);
  bytes[OS_BYTE] = UNKNOWN_OS;
  return bytes;
}
