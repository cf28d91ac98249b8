import { UnitScanner } from './text/units.ts';

const MAY_REASON = /^\s*(?:[<◁[]|analysis)|<\/|\]|<\||◁\/|assistantfinal/;

/** The offset at which the answer itself begins, after the blocks of reasoning before it and white space; 0 without any. */
export function answerStart(text: string): number {
  if (!MAY_REASON.test(text)) return 0;
  const units = new UnitScanner().end(text);
  const opened = units.findLastIndex(({ channel }) => channel === 'unopened');
  const first = units.findIndex(({ channel }, i) => i > opened && channel === 'answer');
  if (first === -1) return units.some(({ channel }) => channel !== 'answer') ? text.length : 0;
  return units.slice(0, first).some(({ channel }) => channel !== 'answer') || opened >= 0 ? units[first]!.start : 0;
}
