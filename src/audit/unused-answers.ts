import type { Model } from '../model/index.ts';
import { counted, type Message } from '../schema/index.ts';
import { type AskedOf, requestsOf } from './asked-requests.ts';

/** Returns what recorded answers contain that this run does not read, however far it goes. */
export function unusedAnswers(models: readonly Model[], asked: AskedOf): Message[] {
  return models.flatMap(({ id, recorded }) => {
    if (recorded === undefined) return [];
    const { further, most, others } = recorded.unused(requestsOf(asked));
    return [...(further === 0 ? [] : [furtherOf(id, further, most)]), ...(others === 0 ? [] : [othersOf(id, others)])];
  });
}

const furtherOf = (id: string, further: number, most: number): Message => ({
  en: `${id}: ${counted(further, 'further answer')} to the questions of this run (--samples ${most}, with as many answers of the other model).`,
  ja: `${id}：今回の質問への追加の回答 ${further} 件（もう一方のモデルにも同数の回答があれば、--samples ${most} で読みます）。`,
});
const othersOf = (id: string, others: number): Message => ({
  en: `${id}: ${counted(others, 'answer')} to questions that are not part of this run.`,
  ja: `${id}：今回の質問にない質問への回答 ${others} 件。`,
});
