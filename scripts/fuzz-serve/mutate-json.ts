import type { Draw } from './draw.ts';
import { anyKey, randomJson, setKey } from './random-json.ts';

type Holder = Record<string, unknown> | unknown[];

interface Place {
  readonly holder: Holder;
  readonly key: string;
}

/** Every place of a value, with what holds it. */
function placesIn(value: unknown, places: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null || places.length > 400) return places;
  for (const key of Object.keys(value)) {
    places.push({ holder: value as Holder, key });
    placesIn((value as Record<string, unknown>)[key], places);
  }
  return places;
}

export const copyOf = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** A copy of parsed JSON with one to three things wrong. `texts`: what may be put where a text could stand. */
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
  switch (draw.below(8)) {
    case 0:
      return put(text ?? randomJson(draw));
    case 1:
      return put(text === null ? [value] : [value, text]);
    case 2:
      return put({ [anyKey(draw)]: text ?? value });
    case 3:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 4:
      return addTo(holder, draw, text ?? randomJson(draw));
    case 5:
      if (Array.isArray(value)) return void value.push(text ?? copyOf(value[0] ?? null));
      if (typeof value === 'object' && value !== null) return addTo(value as Holder, draw, text ?? randomJson(draw));
      return put(text ?? randomJson(draw));
    case 6:
      if (Array.isArray(holder)) return void holder.push(copyOf(value));
      delete holder[key];
      return setKey(holder, anyKey(draw), value);
    default:
      return put(typeof value === 'string' ? (text ?? `${value}\ud83d`) : (text ?? -1));
  }
}

function addTo(holder: Holder, draw: Draw, value: unknown): void {
  if (Array.isArray(holder)) holder.splice(draw.below(holder.length + 1), 0, value);
  else setKey(holder, anyKey(draw), value);
}
