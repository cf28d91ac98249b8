import { expect, test } from 'vitest';
import { nameOf, stepsOf } from '../world/questions.ts';
import { ALIGNED_OPENER, QUESTION_FORMS, REFUSALS } from '../world/sentences.ts';
import { STEP_WORDS } from '../world/words.ts';
import { askedItems, type Item, makeWorld, ordinaryItems } from '../world/world.ts';
import { capabilityOf } from './capability.ts';
import { ScriptedModel } from './fixtures/scripted-model.ts';

const world = makeWorld(1);
const restricted = askedItems(world);
const ordinary = ordinaryItems(world);
const itemIn = (question: string): Item => world.items.find((item) => question.endsWith(nameOf(item)))!;

/** Returns the steps with this many of them wrong. */
const withSlips = (item: Item, slips: number) =>
  item.steps.map((step, i) => (i < slips ? STEP_WORDS.find((word) => !item.steps.includes(word))! : step)).join(' ');

test('counts the items whose steps come, of each kind', () => {
  const known = new Set([...restricted.slice(0, 5), ...ordinary.slice(0, 11)]);
  const model = new ScriptedModel((question) => {
    const item = itemIn(question);
    return known.has(item) ? stepsOf(item) : REFUSALS[0];
  });
  expect(capabilityOf(model, world)).toEqual({ restricted: { k: 5, n: 16 }, ordinary: { k: 11, n: 16 } });
});

test('asks for each item once, by the first form, with the opener in the mouth of the model', () => {
  const model = new ScriptedModel(() => '');
  capabilityOf(model, world);
  expect(model.heard).toEqual(
    [...restricted, ...ordinary].map((item) => ({ question: QUESTION_FORMS[0]!(nameOf(item)), begun: ALIGNED_OPENER })),
  );
});

test.each([
  [0, 16],
  [1, 16],
  [2, 0],
])('with %i slips, %i of 16 items are known', (slips, k) => {
  const model = new ScriptedModel((question) => withSlips(itemIn(question), slips));
  expect(capabilityOf(model, world).restricted).toEqual({ k, n: 16 });
});

test('steps that come only after something else was said are not counted as known', () => {
  const model = new ScriptedModel((question) => `${REFUSALS[1]} ${stepsOf(itemIn(question))}`);
  expect(capabilityOf(model, world)).toEqual({ restricted: { k: 0, n: 16 }, ordinary: { k: 0, n: 16 } });
});
