import { createParser } from 'eventsource-parser';
import type { EndpointName } from '../../src/wire/index.ts';

/** Reports whether a server's stream says that it is complete, using code that shares nothing with `wire`. */
export function looksComplete(bytes: Uint8Array, endpoint: EndpointName, choices: number): boolean {
  const ended = new Set<number>();
  let isOver = false;
  const see = (event: string, data: string) => {
    if (data.trim() === '[DONE]') {
      isOver ||= endpoint !== 'messages';
      return;
    }
    const json = parsed(data);
    const told = recordOf(json);
    const type = typeof told.type === 'string' && told.type !== '' ? told.type : told === json ? event : '';
    if (endpoint === 'messages') {
      const reason = recordOf(told.delta).stop_reason ?? recordOf(told.message).stop_reason;
      if (type === 'message_stop') isOver = true;
      if (typeof reason === 'string' && reason !== '') ended.add(0);
    } else if (endpoint === 'responses') {
      if (/^response\.(completed|incomplete|failed|cancelled)$/.test(type)) isOver = true;
    } else if (Array.isArray(told.choices)) {
      for (const [i, value] of told.choices.entries()) {
        const entry = recordOf(value);
        if (typeof entry.finish_reason === 'string' && entry.finish_reason !== '')
          ended.add(typeof entry.index === 'number' ? entry.index : i);
      }
    }
  };
  const parser = createParser({ onEvent: ({ event, data }) => see(event ?? '', data) });
  // A last event without its blank line counts if it is whole.
  parser.feed(`${new TextDecoder().decode(bytes)}\n\n`);
  return isOver || ended.size >= choices;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

const recordOf = (value: unknown): { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
