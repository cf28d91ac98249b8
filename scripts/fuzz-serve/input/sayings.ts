import type { EndpointName } from '../../../src/wire/index.ts';
import { chatStream, completionStream } from './choice-streams.ts';
import type { Draw } from './draw.ts';
import { messageStream, responseStream } from './other-streams.ts';
import type { Saying, SoundStream } from './told.ts';

const TEXTS = [
  'The capital of France is Paris. ',
  'It has about two million inhabitants.\n',
  'Here is a list:\n- one\n- two\n',
  'はい、東京です。',
  'Un momento, por favor. ',
  'def add(a, b):\n    return a + b\n',
  '🙂 fine ',
];

/** Returns an ordinary answer, cut into pieces anywhere. */
export function ordinarySaying(draw: Draw, endpoint: EndpointName): Saying {
  const sentences = Array.from({ length: draw.below(4) }, () => draw.pick(TEXTS));
  const hasMany = endpoint === 'chat-completions' || endpoint === 'completions';
  return {
    content: sentences.flatMap((text) => pieces(text, draw)),
    reasoning: endpoint !== 'completions' && draw.chance(0.25) ? pieces('The user asks for a fact. ', draw) : [],
    tool: endpoint !== 'completions' && draw.chance(0.15) ? '{"city": "Paris"}' : null,
    choices: hasMany && draw.chance(0.15) ? 2 : 1,
  };
}

function pieces(text: string, draw: Draw): string[] {
  if (draw.chance(0.4)) return [text];
  const characters = [...text];
  const cut = draw.below(characters.length);
  return [characters.slice(0, cut).join(''), characters.slice(cut).join('')].filter((piece) => piece !== '');
}

const STREAMS: Readonly<Record<EndpointName, (draw: Draw, saying: Saying) => SoundStream>> = {
  'chat-completions': chatStream,
  completions: completionStream,
  messages: messageStream,
  responses: responseStream,
};

export const soundStream = (endpoint: EndpointName, draw: Draw, saying: Saying): SoundStream =>
  STREAMS[endpoint](draw, saying);
