import type { CostEstimate, CostInput, Lang } from '../../schema/index.ts';
import { excerpt } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing, widthOf } from './parts/chart.ts';
import { element, line } from './parts/element.ts';
import { said, textWidth } from './parts/lettering.ts';
import { diamond, openCircle } from './parts/marks.ts';
import { firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, linearScale, roundTicks } from './parts/scale.ts';
import { DASH, percentOrDash } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

export interface TornadoData {
  readonly estimate: Pick<CostEstimate, 'currency' | 'inputs' | 'tornado'>;
  /** Formats an amount; "JPY 1,200,000" by default. */
  readonly money?: (amount: number) => string;
}

/** Distance between two amounts on the axis, in units. */
const BETWEEN_TICKS = 20;

interface TornadoBar {
  readonly input: string;
  readonly atLow: number;
  readonly atHigh: number;
}

/**
 * Shows how far the benefit moves with each assumption, the strongest first, and a line where checks cost as much as
 * they save.
 */
export function tornadoChart(data: TornadoData, options: ChartOptions): Chart {
  const { lang } = options;
  const { estimate } = data;
  const money = written(data);
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.tornadoTitle;
  const head = (['input', 'low', 'high', 'atLow', 'atHigh'] as const).map(text);
  const inputOf = (id: string) => estimate.inputs.find((one) => one.id === id);
  const nameOf = (id: string) => said(inputOf(id)?.title ?? id, lang);
  const bars = [...estimate.tornado].filter(isDrawable).sort((a, b) => length(b) - length(a));
  if (bars.length === 0) return chartOf(emptyDrawing(title, head, text('nothing'), options), options);
  const { shown, more } = firstOf(bars);
  const ends = [0, ...shown.flatMap(({ atLow, atHigh }) => [atLow, atHigh])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max(...[low, high].map((end) => textWidth(money(end), 'minor'))) + BETWEEN_TICKS;
  const wanted = Math.min(5, Math.floor(widthOf(options) / room));
  const ticks = roundTicks(low, high, wanted).map((at) => ({ at, label: money(at) }));
  const rows = bars.slice(0, MAX_TABLE_ROWS).map((bar) => {
    const input = inputOf(bar.input);
    const bounds =
      input === undefined
        ? [DASH, DASH]
        : [input.range.low, input.range.high].map((value) => amount(value, input, money, lang));
    return [nameOf(bar.input), ...bounds, money(bar.atLow), money(bar.atHigh)];
  });
  const picture = rowsPicture(
    {
      legend: [
        { mark: openCircle, text: text('inputAtLow') },
        { mark: diamond, text: text('inputAtHigh') },
      ],
      rows: shown.map((bar, i) => ({
        label: nameOf(bar.input),
        note: inputOf(bar.input) === undefined ? '' : rows[i]!.slice(1, 3).join(' – '),
        bands: [
          {
            tip: `${money(bar.atLow)} → ${money(bar.atHigh)}`,
            draw: (y: number, scale: ChartScale) => drawBar(bar, y, scale),
          },
        ],
      })),
      more,
      scale: linearScale(low, high, ticks),
      axis: text('tornadoAxis'),
    },
    options,
  );
  const description = fill(text('tornadoSays'), { first: nameOf(bars[0]!.input) });
  return chartOf({ title, description, table: { head, rows }, ...picture }, options);
}

const isDrawable = ({ atLow, atHigh }: TornadoBar): boolean => Number.isFinite(atLow) && Number.isFinite(atHigh);

const length = ({ atLow, atHigh }: TornadoBar): number => Math.abs(atHigh - atLow);

function drawBar({ atLow, atHigh }: TornadoBar, y: number, scale: ChartScale): string {
  const [from, to] = [scale.at(atLow), scale.at(atHigh)];
  const bar = { class: 'zc-grey zc-w-4', x: Math.min(from, to), y: y - 6, width: Math.abs(to - from), height: 12 };
  const zero = line('zc-l-alone', scale.at(0), y - 9, scale.at(0), y + 9);
  return element('rect', bar) + zero + openCircle(from, y) + diamond(to, y);
}

/** Code units of a currency that are shown; ISO 4217 has three. */
const MAX_CURRENCY = 8;

const written = ({ estimate: { currency }, money }: TornadoData): ((amount: number) => string) =>
  money ?? ((amount) => `${excerpt(currency, MAX_CURRENCY)} ${signed(Math.round(amount))}`);

/** Formats a number with grouped thousands, and with a minus as wide as a plus. */
const signed = (value: number): string => (value < 0 ? `−${grouped(-value)}` : grouped(value));

function amount(value: number, { unit }: CostInput, money: (amount: number) => string, lang: Lang): string {
  if (!Number.isFinite(value)) return DASH;
  if (unit === 'money') return money(value);
  if (unit === 'share') return percentOrDash(value);
  const number = Math.abs(value) >= 100 ? signed(Math.round(value)) : String(Number(value.toPrecision(3)));
  return unit === 'hours' ? fill(CHART_TEXTS.hours[lang], { n: number }) : number;
}
