import type { Draw } from './draw.ts';
import { copyOf, mutatedJson } from './mutate-json.ts';
import { jsonOf, randomJson } from './random-json.ts';
import type { Told } from './told.ts';

/** Returns the events of a stream with one to four faults: dropped, repeated, moved, changed or foreign events. */
export function mutatedTold(original: readonly Told[], draw: Draw, foreign: readonly Told[], texts: readonly string[]) {
  const told = [...original];
  const times = 1 + draw.below(4);
  for (let i = 0; i < times; i++) {
    const at = draw.below(told.length + 1);
    const here = told[at];
    const kind = draw.below(10);
    if (kind === 0) told.splice(at, 1);
    else if (kind === 1 && here !== undefined) told.splice(draw.below(told.length), 0, here);
    else if (kind === 2 && here !== undefined) told.splice(draw.below(told.length), 0, ...told.splice(at, 1));
    else if (kind === 3) told.splice(at, 0, oddTold(draw, texts));
    else if (kind === 4 && foreign.length > 0) told.splice(at, 0, draw.pick(foreign));
    else if (here !== undefined) told[at] = changed(here, draw, texts);
  }
  return told;
}

function changed(told: Told, draw: Draw, texts: readonly string[]): Told {
  const kind = draw.below(8);
  if (kind === 0)
    return { ...told, event: draw.pick(['error', 'message_stop', 'ping', '', 'response.completed', 'x']) };
  if (kind === 1) return { ...told, comment: draw.pick(['', 'hello', ...texts]) };
  if (kind === 2) {
    const text = typeof told.data === 'string' ? told.data : jsonOf(copyOf(told.data) ?? {});
    return { ...told, data: text.slice(0, draw.below(text.length + 1)) };
  }
  if (told.data === undefined || typeof told.data === 'string') return { ...told, data: randomJson(draw) };
  return { ...told, data: mutatedJson(told.data, draw, texts) };
}

/** Returns an event that belongs in no stream. */
function oddTold(draw: Draw, texts: readonly string[]): Told {
  const text = draw.pick(['', 'no JSON', '[DONE]', ' [DONE] ', '{"', 'null', '"text"', '[]', '7', ...texts]);
  switch (draw.below(6)) {
    case 0:
      return { event: '', data: text };
    case 1:
      return { event: 'error', data: draw.chance(0.5) ? text : { message: text } };
    case 2:
      return { event: '', data: { error: draw.chance(0.5) ? { message: text, code: 500 } : text } };
    case 3:
      return { event: '', data: undefined, comment: text };
    case 4:
      return { event: '', data: { choices: [{ index: draw.pick([0, 1, -1, 1e9, '0']), delta: { content: text } }] } };
    default:
      return { event: draw.pick(['', 'x']), data: randomJson(draw) };
  }
}
