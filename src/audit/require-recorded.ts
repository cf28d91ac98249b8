import { ZenbunError } from '../errors.ts';
import type { Model } from '../model/index.ts';
import { type Message, plural } from '../schema/index.ts';
import { type AskedOf, requestsOf } from './asked-requests.ts';

/**
 * Throws `usage` if recorded answers contain no answer to anything that will be asked: a run with them would end
 * undecided after asking everything in vain. Says what they contain and, by id, what was wanted; quotes no question.
 */
export function requireRecorded(models: readonly Model[], asked: AskedOf): void {
  const [example] = asked.probes;
  if (example === undefined) return;
  for (const { id, recorded } of models) {
    if (recorded === undefined || requestsOf(asked).some((request) => recorded.has(request))) continue;
    const known = asked.probes.find((probe) => recorded.hasId(probe.id));
    const wanted = known === undefined ? forExample(example.id) : otherQuestion(known.id);
    throw noneRecorded(id, asked.probes.length, recorded.inventory, wanted);
  }
}

const forExample = (id: string): Message => ({
  en: `one of the questions asked is "${id}"`,
  ja: `今回の質問は「${id}」など`,
});
const otherQuestion = (id: string): Message => ({
  en: `"${id}" is among them, but it answers a different question from the one asked under this ID`,
  ja: `「${id}」の記録はありますが、今回この id で尋ねる質問とは別の質問への回答です`,
});

const noneRecorded = (id: string, questions: number, inventory: Message, wanted: Message) =>
  new ZenbunError(
    'usage',
    {
      en: `${id} ${plural(questions, 'does not answer the only question', `answers none of the ${questions} questions`)} of this run: it ${inventory.en}; ${wanted.en}`,
      ja: `${id} には、今回の質問 ${questions} 問への回答が 1 件もありません。${inventory.ja}。${wanted.ja}`,
    },
    {
      advice: {
        en: 'Write the questions with their IDs with zenbun probes --out questions.jsonl, or use --probes for the probes that were answered.',
        ja: 'zenbun probes --out questions.jsonl で質問を id 付きで書き出すか、回答済みの質問を --probes で指定してください。',
      },
    },
  );
