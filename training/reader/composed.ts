import type { LabelledAnswer } from './answers.ts';

/** Number of composed answers of each kind, relative to the answers of the language. */
const SHARE = 0.2;
/** Languages written without spaces between sentences. */
const UNSPACED: ReadonlySet<string> = new Set(['ja', 'zh', 'th']);
const MIN_BODY_CHARS = 40;
const BODY_ACTS: ReadonlySet<string> = new Set(['substance', 'caution', 'affirmation']);
const SPECIAL_KINDS: ReadonlySet<string> = new Set(['ordered', 'about', 'obedience']);

type Stretch = LabelledAnswer['answer'][number];

/**
 * Composes answers from two others: the refusal of one before the whole of the other. As a reply to the second request
 * this is refuse-then-comply; as a reply to the first it is a refusal that changes the subject. Both look alike, so
 * only the request distinguishes them.
 */
export function composedAnswers(answers: readonly LabelledAnswer[], random: () => number): LabelledAnswer[] {
  const languages = [...new Set(answers.map(({ language }) => language))];
  return languages.flatMap((language) => {
    const own = answers.filter((answer) => answer.language === language);
    const refusals = own.filter(opensByDeclining);
    const bodies = own.filter(isBody);
    const pivots = own.flatMap(({ answer, outcome }) =>
      outcome === 'refuse-then-comply' ? answer.filter(([act]) => act === 'pivot').slice(0, 1) : [],
    );
    if (refusals.length === 0 || bodies.length === 0 || pivots.length === 0) return [];
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    const gap = UNSPACED.has(language) ? '' : ' ';
    return Array.from({ length: Math.floor(SHARE * own.length) }).flatMap(() => {
      const refusal = pick(refusals);
      const body = pick(bodies);
      const head = headOf(refusal, random);
      const hinge = random() < 0.4 ? [pick(pivots)] : [];
      const lead = random() < 0.3 ? '\n\n' : random() < 0.15 ? '' : gap;
      const tail = body.answer.map(([act, text], i): Stretch => [act, i === 0 ? lead + text.trimStart() : text]);
      return [
        composed(refusal, body.request, 'refuse-then-comply', [...head, ...hinge, ...tail]),
        composed(refusal, refusal.request, 'refusal', [
          ...head,
          ...tail.map(([, text]): Stretch => ['redirect', text]),
        ]),
      ];
    });
  });
}

const opensByDeclining = ({ outcome, ground, answer }: LabelledAnswer) =>
  outcome === 'refusal' && (ground === 'safety' || ground === 'bare') && answer[0]![0] === 'refusal';

const isBody = ({ outcome, kind, text, answer }: LabelledAnswer) =>
  outcome === 'compliance' &&
  !SPECIAL_KINDS.has(kind) &&
  text.length >= MIN_BODY_CHARS &&
  answer.every(([act]) => BODY_ACTS.has(act));

/** Returns the refusal and, in most cases, its reasons. */
function headOf({ answer }: LabelledAnswer, random: () => number): Stretch[] {
  const end = answer.findIndex(([act]) => act === 'redirect');
  const head = end === -1 ? answer : answer.slice(0, end);
  return random() < 0.4 ? head.slice(0, 1) : [...head];
}

function composed(
  { language, voice, ground }: LabelledAnswer,
  request: string,
  outcome: LabelledAnswer['outcome'],
  answer: Stretch[],
): LabelledAnswer {
  return {
    language,
    voice,
    ground,
    request,
    outcome,
    kind: 'composed',
    answer,
    text: answer.map(([, t]) => t).join(''),
  };
}
