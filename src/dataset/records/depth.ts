/** Reports whether a parsed JSON value is nested deeper than `levels`. Looks no deeper than that. */
export function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && deeperThan(item, levels - 1)) return true;
    return false;
  }
  for (const name in value) {
    const item: unknown = value[name as keyof typeof value];
    if (typeof item === 'object' && deeperThan(item, levels - 1)) return true;
  }
  return false;
}
