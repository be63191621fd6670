// Where the memory begins that the host lays out: what lies below belongs to the module.

export function memoryStart(): usize {
  return __heap_base;
}
