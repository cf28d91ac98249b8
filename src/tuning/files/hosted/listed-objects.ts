import { field } from '../parsing/fields.ts';
import type { SeenFile } from '../trainer-file.ts';

/**
 * Returns the objects of an API's response: the value itself, its `data`, or one per line; a line may be a page of a
 * list.
 */
export function objectsIn(file: SeenFile): readonly unknown[] {
  if (file.content.form === 'lines') return file.content.lines.flatMap(({ value }) => listed(value));
  return file.content.form === 'value' ? listed(file.content.value) : [];
}

function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, MOST_OBJECTS);
  const data = field(value, 'data', 'supervisedFineTuningJobs');
  return Array.isArray(data) ? data.slice(0, MOST_OBJECTS) : value === null || value === undefined ? [] : [value];
}

const MOST_OBJECTS = 1_000_000;
