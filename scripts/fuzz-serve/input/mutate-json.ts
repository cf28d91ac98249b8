import type { Draw } from './draw.ts';
import { anyKey, randomJson, setKey } from './random-json.ts';

type Holder = Record<string, unknown> | unknown[];

interface Place {
  readonly holder: Holder;
  readonly key: string;
}

/** Lists every place in a value, with its holder. */
function placesIn(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null || places.length > 400) return places;
  for (const key of Object.keys(value)) {
    places.push({ holder: value as Holder, key });
    placesIn((value as Record<string, unknown>)[key], places);
  }
  return places;
}

export const copyOf = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Returns a copy of parsed JSON with one to three faults. `texts`: strings to insert where text could be. */
export function mutatedJson(original: unknown, draw: Draw, texts: readonly string[] = []): unknown {
  const root = { value: copyOf(original) };
  const times = 1 + draw.below(3);
  for (let i = 0; i < times; i++) {
    const places = placesIn(root);
    if (places.length > 0) mutateAt(draw.pick(places), draw, texts);
  }
  return root.value;
}

function mutateAt({ holder, key }: Place, draw: Draw, texts: readonly string[]): void {
  const value = (holder as Record<string, unknown>)[key];
  const put = (next: unknown) => setKey(holder, key, next);
  const text = texts.length > 0 && draw.chance(0.6) ? draw.pick(texts) : null;
  const odd = text ?? randomJson(draw);
  const kind = draw.below(8);
  if (kind === 0) put(odd);
  else if (kind === 1) put(text === null ? [value] : [value, text]);
  else if (kind === 2) put({ [anyKey(draw)]: text ?? value });
  else if (kind === 3) take(holder, key);
  else if (kind === 4) addTo(holder, draw, odd);
  else if (kind === 5 && Array.isArray(value)) value.push(text ?? copyOf(value[0] ?? null));
  else if (kind === 5 && typeof value === 'object' && value !== null) addTo(value as Holder, draw, odd);
  else if (kind === 6 && Array.isArray(holder)) holder.push(copyOf(value));
  else if (kind === 6) {
    take(holder, key);
    setKey(holder, anyKey(draw), value);
  } else put(typeof value === 'string' ? (text ?? `${value}\ud83d`) : (text ?? -1));
}

function take(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function addTo(holder: Holder, draw: Draw, value: unknown): void {
  if (Array.isArray(holder)) holder.splice(draw.below(holder.length + 1), 0, value);
  else setKey(holder, anyKey(draw), value);
}
