// Names for a reason that must stay a line: the first few, and how many more there are.

const LISTED = 5;

export function shortened(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
