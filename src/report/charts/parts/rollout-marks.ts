import type { RolloutStep } from '../../../schema/index.ts';
import { element } from './element.ts';
import { type ChartMark, polygon } from './marks.ts';

type RolloutMarkKind = RolloutStep['action'];

const up: ChartMark = (x, y) =>
  polygon('zc-before', x, y, [
    [0, -7],
    [7, 5],
    [-7, 5],
  ]);
const openUp: ChartMark = (x, y) =>
  polygon('zc-before zc-open', x, y, [
    [0, -7],
    [7, 5],
    [-7, 5],
  ]);
const down: ChartMark = (x, y) =>
  polygon('zc-after', x, y, [
    [0, 7],
    [7, -5],
    [-7, -5],
  ]);
const right: ChartMark = (x, y) =>
  polygon('zc-alone', x, y, [
    [6, 0],
    [-5, -6],
    [-5, 6],
  ]);
const ring: ChartMark = (cx, cy) => element('circle', { class: 'zc-before zc-open', cx, cy, r: 6 });
const bars: ChartMark = (x, y) =>
  element('rect', { class: 'zc-alone', x: x - 5, y: y - 6, width: 4, height: 12 }) +
  element('rect', { class: 'zc-alone', x: x + 1, y: y - 6, width: 4, height: 12 });

/** Each kind of decision has a shape of its own: pointing up for progress, down for a rollback. */
export const ROLLOUT_MARKS: Readonly<Record<RolloutMarkKind, ChartMark>> = {
  start: ring,
  advance: up,
  promote: openUp,
  complete: (x, y) => ring(x, y) + element('circle', { class: 'zc-before', cx: x, cy: y, r: 3 }),
  rollback: down,
  pause: bars,
  resume: right,
};

export const ROLLOUT_CHANGES = Object.keys(ROLLOUT_MARKS) as RolloutMarkKind[];
