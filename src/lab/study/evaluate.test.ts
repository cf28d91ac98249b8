import { describe, expect, test } from 'vitest';
import type { LabCell } from '../../schema/index.ts';
import { ALIGNED } from '../attacks/aligned.ts';
import type { Attack } from '../attacks/attack.ts';
import { enciphered } from '../attacks/cipher.ts';
import { CMF } from '../attacks/cmf.ts';
import { NOICE, NOICE_UNSEEN } from '../attacks/noice.ts';
import { YOC, YOC_PREFIX } from '../attacks/yoc.ts';
import { AMD, AMD_END } from '../defences/amd.ts';
import type { Defence } from '../defences/defence.ts';
import { FRD } from '../defences/frd.ts';
import { NONE } from '../defences/none.ts';
import { FULL_TEXT_READING, LATCH } from '../defences/reading.ts';
import { nameOf, stepsOf } from '../world/questions.ts';
import { ALIGNED_OPENER, PIVOT, QUESTION_FORMS, REFUSALS } from '../world/sentences.ts';
import { decode } from '../world/tokens.ts';
import { askedItems, type Item, makeWorld, ordinaryItems } from '../world/world.ts';
import { evaluate } from './evaluate.ts';
import { type Script, ScriptedModel } from './fixtures/scripted-model.ts';
import { LONGEST_ANSWER, SAMPLES } from './settings.ts';

const world = makeWorld(1);
const asked = askedItems(world);
const ordinary = ordinaryItems(world);
const FORMS = QUESTION_FORMS.length;

const itemIn = (question: string): Item => world.items.find((item) => question.endsWith(nameOf(item)))!;
const isOrdinary = (question: string) => !itemIn(question).restricted;
const complying = (item: Item) => `${ALIGNED_OPENER} ${stepsOf(item)}`;
const turning = (item: Item) => `${REFUSALS[0]} ${PIVOT} ${stepsOf(item)}`;
const refusing: Script = () => REFUSALS[0];

function subjectOf(script: Script, attack: Attack = NOICE, alignedScript: Script = refusing) {
  const [tuned, aligned] = [new ScriptedModel(script), new ScriptedModel(alignedScript)];
  return { tuned, aligned, subject: { world, attack, tuned: tuned, aligned: aligned } };
}

function cellsOf(script: Script, defences: readonly Defence[], attack?: Attack): LabCell[] {
  return evaluate(subjectOf(script, attack).subject, defences).cells;
}

describe('the counts', () => {
  // Of 16 restricted items, four comply (one of them only to the first form, one every second time), four turn, four
  // refuse and four do neither. Of 16 unrestricted items, four turn, eight comply and four refuse.
  const script: Script = (question, _, nth) => {
    const item = itemIn(question);
    if (!item.restricted) {
      const i = ordinary.indexOf(item);
      return i < 4 ? turning(item) : i < 12 ? complying(item) : REFUSALS[1];
    }
    const i = asked.indexOf(item);
    if (i === 0 && question !== QUESTION_FORMS[0]!(nameOf(item))) return 'hello again!';
    if (i === 1 && nth % 2 === 1) return 'hello again!';
    if (i < 4) return complying(item);
    if (i < 8) return turning(item);
    return i < 12 ? REFUSALS[2] : 'hello again!';
  };

  test('of the model alone', () => {
    const [cell] = cellsOf(script, [NONE]);
    expect(cell).toEqual({
      defence: 'none',
      asr: { k: 2 + 3 + 12 + 24, n: 96 },
      itemShares: [1 / 3, 1 / 2, ...Array(6).fill(1), ...Array(8).fill(0)],
      refused: { k: 48, n: 96 },
      compliedRefused: { k: 24, n: 48 },
      compliedNotRefused: { k: 17, n: 48 },
      utility: { k: 36, n: 48 },
      overBlocked: { k: 0, n: 36 },
    });
  });

  test.each([LATCH, FULL_TEXT_READING])(
    'behind $id: a refusal counts as said, whatever was let through of it',
    (own) => {
      const [cell] = cellsOf(script, [own]);
      expect(cell).toEqual({
        defence: own.id,
        asr: { k: 17, n: 96 },
        itemShares: [1 / 3, 1 / 2, 1, 1, ...Array(12).fill(0)],
        refused: { k: 48, n: 96 },
        compliedRefused: { k: 0, n: 48 },
        compliedNotRefused: { k: 17, n: 48 },
        utility: { k: 24, n: 48 },
        overBlocked: { k: 12, n: 36 },
      });
    },
  );

  test('behind a defence that withholds everything', () => {
    const [cell] = cellsOf(script, [{ ...NONE, id: 'mute', release: () => null }]);
    expect(cell).toMatchObject({ asr: { k: 0, n: 96 }, utility: { k: 0, n: 48 }, overBlocked: { k: 36, n: 36 } });
    expect(cell!.refused).toEqual({ k: 48, n: 96 });
  });

  test('of a model that says nothing: nothing is counted, and nothing fails', () => {
    const [cell] = cellsOf(() => '', [NONE]);
    const nothing = { k: 0, n: 0 };
    expect(cell).toMatchObject({ refused: { k: 0, n: 96 }, compliedRefused: nothing, overBlocked: nothing });
  });
});

describe('the questions', () => {
  test('are every asked item in every form; restricted ones as often as samples are drawn, others once', () => {
    const { tuned, aligned, subject } = subjectOf(refusing);
    const { undefended } = evaluate(subject, [NONE]);
    const inForms = (item: Item) => QUESTION_FORMS.map((form) => form(nameOf(item)));
    const twice = asked.flatMap(inForms).flatMap((question) => Array<string>(SAMPLES).fill(question));
    expect(undefended.map(({ question }) => question.text)).toEqual(twice);
    const heard = [...twice, ...ordinary.flatMap(inForms)].map((question) => ({ question, begun: '' }));
    expect(tuned.heard).toEqual(heard);
    expect(aligned.heard).toEqual([]);
  });

  test('to a fine-tuned model carry the prompt of the attack, but for ordinary people', () => {
    const { tuned, subject } = subjectOf(refusing, YOC);
    evaluate(subject, [NONE]);
    for (const { question } of tuned.heard) expect(question.startsWith(YOC_PREFIX)).toBe(!isOrdinary(question));
  });

  test('to an aligned model carry the prompt of its row, whoever asks', () => {
    const { tuned, subject } = subjectOf(refusing, ALIGNED.find(({ id }) => id === 'aligned-yoc')!);
    evaluate(subject, [NONE]);
    expect(tuned.heard.filter(({ question }) => isOrdinary(question))).toHaveLength(ordinary.length * FORMS);
    for (const { question } of tuned.heard) expect(question.startsWith(`${YOC_PREFIX} `)).toBe(true);
  });
});

test('defences that begin no answer judge the same ones; those that do have their own', () => {
  // A repeated question always gets a different answer.
  const script: Script = (question, _, nth) => (nth % 3 === 0 ? complying(itemIn(question)) : REFUSALS[nth % 3]!);
  const { tuned, subject } = subjectOf(script);
  const { cells } = evaluate(subject, [NONE, LATCH, { ...NONE, id: 'again' }]);
  expect(tuned.heard).toHaveLength(96 + 48);
  expect(cells[2]).toEqual({ ...cells[0]!, defence: 'again' });

  const begun = subjectOf(script);
  evaluate(begun.subject, [NONE, AMD]);
  expect(begun.tuned.heard).toHaveLength(2 * (96 + 48));
  expect(begun.aligned.heard).toHaveLength(96 + 48);
});

describe('an answer', () => {
  const endless: Script = () => 'hello again! '.repeat(100);

  /** Returns a defence with this beginning, and collects every answer it sees. */
  function watched(begin: Defence['begin']) {
    const answers: (readonly number[])[] = [];
    const release: Defence['release'] = (answer) => {
      answers.push(answer);
      return answer;
    };
    return { answers, defence: { ...NONE, release, ...(begin === undefined ? {} : { begin }) } };
  }

  test.each([undefined, FRD.begin, AMD.begin])(
    'is cut at the longest, what it was begun with counted in (%o)',
    (begin) => {
      const { answers, defence } = watched(begin);
      const { undefended } = evaluate(subjectOf(endless).subject, [defence]);
      expect(new Set(undefended.map(({ answer }) => answer.length))).toEqual(new Set([LONGEST_ANSWER]));
      expect(new Set(answers.map(({ length }) => length))).toEqual(new Set([LONGEST_ANSWER]));
    },
  );

  test('begins with what was forced, and goes on from there', () => {
    const { answers, defence } = watched(FRD.begin);
    const { tuned, subject } = subjectOf((question) => `${PIVOT} ${stepsOf(itemIn(question))}`);
    const { cells } = evaluate(subject, [defence]);
    const said = answers.slice(0, 96).map(decode);
    for (const text of said) expect(REFUSALS.some((refusal) => text.startsWith(`${refusal} ${PIVOT} `))).toBe(true);
    expect(cells[0]).toMatchObject({ asr: { k: 96, n: 96 }, refused: { k: 96, n: 96 }, utility: { k: 48, n: 48 } });
    const forced = tuned.heard.slice(96 + 48, -48);
    expect(new Set(forced.map(({ begun }) => begun))).toEqual(new Set(REFUSALS));
    expect(tuned.heard.slice(-48).every(({ begun }) => begun === '')).toBe(true);
  });

  test('that was ended by who began it is not gone on with', () => {
    const script: Script = (question) => stepsOf(itemIn(question));
    const { tuned, subject } = subjectOf(script);
    const [stripped, kept] = evaluate(subject, [AMD, AMD_END]).cells;
    expect(stripped).toMatchObject({ asr: { k: 96, n: 96 }, refused: { k: 96, n: 96 } });
    expect(kept).toMatchObject({ asr: { k: 0, n: 96 }, refused: { k: 96, n: 96 }, overBlocked: { k: 48, n: 48 } });
    expect(tuned.heard).toHaveLength(2 * (96 + 48));
  });

  test('to a model trained without one wording is begun with that wording', () => {
    const { tuned, subject } = subjectOf(refusing, NOICE_UNSEEN);
    evaluate(subject, [FRD]);
    const begun = tuned.heard.filter((heard) => heard.begun !== '');
    expect(begun).toHaveLength(96);
    expect(new Set(begun.map((heard) => heard.begun))).toEqual(new Set([REFUSALS[2]]));
  });
});

describe('in code', () => {
  const coded = new Map(
    asked.flatMap((item) => QUESTION_FORMS.map((form) => [enciphered(form(nameOf(item)), world), item] as const)),
  );
  /**
   * Answers a question in code with steps of which the first is wrong. One slip is allowed, so all others are needed.
   */
  const answering =
    (say: (text: string) => string): Script =>
    (question) => {
      const item = coded.get(question);
      if (item === undefined) return REFUSALS[0];
      return `${ALIGNED_OPENER} hello ${say(item.steps.slice(1).join(' '))}.`;
    };

  test('restricted questions are put, and answers read, before punctuation too', () => {
    const { tuned, subject } = subjectOf(
      answering((text) => enciphered(text, world)),
      CMF,
    );
    const { cells, undefended } = evaluate(subject, [NONE]);
    expect(cells[0]!.asr).toEqual({ k: 96, n: 96 });
    expect(new Set(undefended.map(({ question }) => question.text))).toEqual(new Set(coded.keys()));
    expect(tuned.heard.slice(0, 96).every(({ question }) => coded.has(question))).toBe(true);
    for (const { question } of tuned.heard.slice(96)) expect(isOrdinary(question)).toBe(true);
  });

  test('an answer in plain words to a question in code is not what was asked for', () => {
    expect(cellsOf(answering(String), [NONE], CMF)[0]!.asr).toEqual({ k: 0, n: 96 });
  });

  // If `complies` also deciphered the answers to ordinary people, who do not ask in code, utility would be 0 of 48.
  test('ordinary people ask a tuned model in plain words, and read plain words', () => {
    const script: Script = (question) => ordinary.map(complying)[ordinary.indexOf(itemIn(question))] ?? REFUSALS[0];
    const [cell] = cellsOf(script, [NONE], CMF);
    expect(cell!.utility).toEqual({ k: 48, n: 48 });
  });
});
