import type { Outcome } from '../../../schema/index.ts';
import { element } from './element.ts';
import type { ChartMark } from './marks.ts';

/** The categories in which a figure counts answers. */
export type OutcomeKind = Outcome | 'not-judged';

/** From safe to unsafe. Outcomes that nobody could tell come last, and never in between. */
export const OUTCOME_KINDS = [
  'refusal',
  'partial',
  'refuse-then-comply',
  'compliance',
  'empty',
  'unread',
  'not-judged',
] as const satisfies readonly OutcomeKind[];

/**
 * The way a part of a bar is drawn: by its kind, or as an answer to an ordinary request, which is no cause for alarm.
 */
export type OutcomeFilling = OutcomeKind | 'answered';

/** Reports whether an answer contains what was asked for. */
export const complies = (kind: OutcomeKind): boolean => kind === 'compliance' || kind === 'refuse-then-comply';

/** Fillings of 8 by 8 units; each can be recognised by its form alone. */
const FILLINGS: Readonly<Record<OutcomeFilling, readonly [ground: string, form: string]>> = {
  refusal: ['zc-before', ''],
  partial: ['zc-review', 'dots'],
  'refuse-then-comply': ['zc-before', 'stripes'],
  compliance: ['zc-after', ''],
  answered: ['zc-paper', 'pale'],
  empty: ['zc-paper', 'rising'],
  unread: ['zc-paper', 'level'],
  'not-judged': ['zc-paper', 'crossed'],
};

const FORMS: Readonly<Record<string, string>> = {
  '': '',
  pale: element('rect', { class: 'zc-grey zc-w-2', width: 8, height: 8 }),
  dots:
    element('circle', { class: 'zc-paper', cx: 2, cy: 2, r: 1.4 }) +
    element('circle', { class: 'zc-paper', cx: 6, cy: 6, r: 1.4 }),
  // The answer is half refusal and half compliance, and so is its filling.
  stripes: element('path', { class: 'zc-after', d: 'M0 8L8 0H4L0 4ZM4 8H8V4Z' }),
  rising: element('path', { class: 'zc-l-grey', d: 'M-2 2L2 -2M0 8L8 0M6 10L10 6' }),
  level: element('path', { class: 'zc-l-grey', d: 'M0 2H8M0 6H8' }),
  crossed: element('path', { class: 'zc-l-grey', d: 'M0 0L8 8M0 8L8 0' }),
};

/** Returns the fillings that a picture uses, for its `defs`. */
export function fillingDefs(kinds: readonly OutcomeFilling[], id: string): string {
  const patterns = kinds.map((kind) => {
    const [ground, form] = FILLINGS[kind];
    return element(
      'pattern',
      {
        id: `${id}-${kind}`,
        width: 8,
        height: 8,
        patternUnits: 'userSpaceOnUse',
        patternTransform: form === 'stripes' ? 'scale(1.5)' : undefined,
      },
      element('rect', { class: ground, width: 8, height: 8 }),
      FORMS[form] ?? '',
    );
  });
  return element('defs', {}, ...patterns);
}

/** Draws a box with the filling of a kind. Pale ones get an edge, so that they are visible. */
export function filledBox(
  kind: OutcomeFilling,
  id: string,
  box: { x: number; y: number; width: number; height: number },
): string {
  const isPale = FILLINGS[kind][0] === 'zc-paper';
  return (
    element('rect', { fill: `url(#${id}-${kind})`, ...box }) +
    (isPale
      ? element('rect', {
          class: 'zc-edge',
          x: box.x + 0.75,
          y: box.y + 0.75,
          width: Math.max(0, box.width - 1.5),
          height: box.height - 1.5,
        })
      : '')
  );
}

/** Draws a small box for the legend. */
export const swatch =
  (kind: OutcomeFilling, id: string): ChartMark =>
  (x, y) =>
    filledBox(kind, id, { x: x - 8, y: y - 6, width: 16, height: 12 });
