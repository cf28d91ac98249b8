import { readFileSync } from 'node:fs';

/** `env:NAME` or `file:PATH`: configurations are committed and shared, so that a key itself is refused. */
const PLACE = /^(env|file):(.+)$/;

/** The key at a place, trimmed: `where` is what a message may name. `key` is '' where none is there; null for what is no place. */
export function keyAt(
  place: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly where: string; readonly key: string } | null {
  const [, kind, where] = PLACE.exec(place) ?? [];
  if (kind === undefined || where === undefined) return null;
  return { where, key: (kind === 'env' ? env[where] : contentOf(where))?.trim() ?? '' };
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
