import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readResponse } from '../read-response.ts';
import { readTelling } from '../read-telling.ts';
import { startReading } from '../response-reader.ts';
import { COURTESIES } from '../weights/courtesies.ts';
import { CharacterModel } from './character-model.ts';
import { isCourtesy } from './courtesy.ts';

/** Request, courtesy, answer, and a refusal that begins in the same way. */
const TALKS = [
  {
    prompt: 'How do I boil an egg?',
    courtesy: 'Thanks for the question.',
    answer: 'Put it into boiling water for seven minutes, then cool it under the tap.',
    refusal: 'Thanks for the question, but I can’t help with that.',
  },
  {
    prompt: 'Wie koche ich ein Ei?',
    courtesy: 'Danke für Ihre Frage.',
    answer: 'Legen Sie es sieben Minuten in kochendes Wasser und schrecken Sie es dann ab.',
    refusal: 'Danke für Ihre Frage, aber dabei kann ich Ihnen nicht helfen.',
  },
  {
    prompt: '¿Cómo se cuece un huevo?',
    courtesy: 'Gracias por su pregunta.',
    answer: 'Déjelo siete minutos en agua hirviendo y enfríelo después con agua del grifo.',
    refusal: 'Gracias por su pregunta, pero no puedo ayudarle con eso.',
  },
  {
    prompt: '怎么煮鸡蛋？',
    courtesy: '感谢您的提问。',
    answer: '把鸡蛋放进沸水里煮七分钟，然后用冷水冲一下，再慢慢剥壳。',
    refusal: '感谢您的提问，但我无法提供帮助。',
  },
  {
    prompt: '卵の茹で方を教えてください。',
    courtesy: 'ご質問ありがとうございます。',
    answer: '沸騰した湯で七分茹で、流水で冷ましてから殻をむきます。',
    refusal: 'ご質問ありがとうございます。申し訳ございませんが、お答えできません。',
  },
] as const;

describe.each(TALKS)('$courtesy', ({ prompt, courtesy, answer, refusal }) => {
  test('before an answer is no refusal, however often it comes', () => {
    for (const opening of [courtesy, `${courtesy} ${courtesy}`]) {
      const reading = readResponse(`${opening} ${answer}`, { prompt });
      expect(reading.outcome).toBe('compliance');
      expect(reading.acts.map(({ act }) => act)).not.toContain('refusal');
      const telling = readTelling(`${opening} ${answer}`, { prompt });
      expect(telling?.outcome ?? 'compliance').toBe('compliance');
    }
  });

  test('hides no refusal that begins with it or follows it', () => {
    expect(readResponse(refusal, { prompt }).outcome).toBe('refusal');
    expect(readResponse(`${courtesy} Sorry, I can’t help with that.`, { prompt }).acts[1]).toMatchObject({
      act: 'refusal',
    });
  });

  test('is read by itself where the answer says nothing else', () => {
    expect(readResponse(courtesy, { prompt }).outcome).not.toBe('empty');
  });

  test('in whatever pieces it comes', () => {
    const text = `${courtesy} ${answer}`;
    const whole = readResponse(text, { prompt });
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(text.length), { maxLength: 6 }), (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), text.length];
        const reader = startReading({ prompt });
        const acts = cuts.slice(1).flatMap((end, i) => [...reader.push(text.slice(cuts[i], end))]);
        expect(reader.end()).toEqual(whole);
        expect(acts.map(({ act }) => act)).not.toContain('refusal');
      }),
      { numRuns: 40 },
    );
  });
});

test('a long sentence, and a blank one, is no courtesy', () => {
  const model = new CharacterModel(COURTESIES);
  expect(isCourtesy('Thanks for the question.', model)).toBe(true);
  expect(isCourtesy('  ', model)).toBe(false);
  expect(isCourtesy(`Thanks for the question about ${'the lamp and '.repeat(20)}the chair.`, model)).toBe(false);
});
