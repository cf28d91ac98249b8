/** Description of a defect that fuzzing found; it is fixed and covered by a test. */
interface FoundDefect {
  readonly where: 'wire' | 'gateway';
  readonly what: string;
}

const wire = (what: string): FoundDefect => ({ where: 'wire', what });
const gateway = (what: string): FoundDefect => ({ where: 'gateway', what });

export const FOUND: readonly FoundDefect[] = [
  wire('messages: where events had waited until a cut, all text before the cut was lost'),
  wire('messages: a block began before message_start, if that had no text to keep'),
  wire('messages: a block began while the last one was still open'),
  wire('messages: message_stop with a field that nobody reads was kept back although nothing was cut'),
  wire('messages: an event named message_stop without data, or with data that is not JSON, counted as the end'),
  wire('responses: after a cut, fields of the head that nobody had read were written again'),
  wire('responses: a replaced body kept such fields, and texts inside its usage'),
  wire('responses: a part did not end before its item, if a cut came between its two last events'),
  wire('responses: an error that is a text was no error'),
  wire('responses: response.completed without a response passed as an ordinary event'),
  wire('chat completions, completions: entries that were not replaced kept what nobody reads'),
  wire(
    'chat completions, completions: index and finish_reason of another type held texts that were neither read nor named',
  ),
  wire('chat completions, completions: log probabilities of another text were neither read nor named'),
  wire(
    'completions: prompts times answers beyond 2^53 were taken; the log refused the intent after the server was asked',
  ),
  wire('responses: fields that repeat the request were passed over whatever they held'),
  gateway('after a cut, the message of an error of the server went out, which can be the rest of an answer'),
  gateway('an error that also ends an answer ended it for the client, while the record said incomplete'),
  gateway('an error without `error` went out as it came, and no client knew it as one'),
  gateway('an answer that nobody asked for was read apart from the one that declined, and went out'),
  gateway('code or a recipe of up to 600 characters went out after a refusal, read as a pointer to help'),
  gateway('a byte order mark stood after a comment of ours, and spoilt the first event for the client'),
];
