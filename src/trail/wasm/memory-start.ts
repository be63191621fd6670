// Where the memory begins that the host lays out: what lies below belongs to the module.
import { rowsEnd } from './known-rows';

export function memoryStart(): usize {
  return rowsEnd;
}
