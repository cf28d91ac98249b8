import type { HitCount, Lang, WatchSignalStatus } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { fill } from '../texts.ts';
import { evidenceText } from '../watch/alarm-lines.ts';
import { type Chart, type ChartOptions, chartOf, emptyDrawing } from './parts/chart.ts';
import { said } from './parts/lettering.ts';
import { arrow, diamond, openCircle } from './parts/marks.ts';
import { type ChartRow, firstOf, MAX_TABLE_ROWS, rowsPicture } from './parts/rows.ts';
import { type ChartScale, rateScale } from './parts/scale.ts';
import { countText, DASH, percentOrDash, shareOfCount } from './parts/share.ts';
import { CHART_TEXTS } from './texts.ts';

/** The part of a signal that a figure needs. */
type ShownSignal = Pick<WatchSignalStatus, 'title' | 'state' | 'evidence' | 'reference' | 'observed'>;

export interface SignalsData {
  readonly signals: readonly ShownSignal[];
}

/**
 * Draws dumbbells by powers of ten, because the rates are rare: the reference, and the rate since. Signals with most
 * evidence come first, those not yet watched last.
 */
export function signalsChart({ signals }: SignalsData, options: ChartOptions): Chart {
  const { lang } = options;
  const text = (key: keyof typeof CHART_TEXTS) => CHART_TEXTS[key][lang];
  const title = CHART_TEXTS.signalsTitle;
  const counts = (key: 'reference' | 'observed') => `${text(key)} (${text('count')})`;
  const head = [
    text('signal'),
    text('state'),
    text('reference'),
    counts('reference'),
    text('observed'),
    counts('observed'),
    text('evidence'),
  ];
  if (signals.length === 0) return chartOf(emptyDrawing(title, head, text('nothing'), options), options);
  const sorted = [...signals].sort((a, b) => rank(b) - rank(a));
  const { shown, more } = firstOf(sorted);
  const watched = sorted.filter(({ state }) => state === 'watched');
  const rates = watched.flatMap(({ reference, observed }) => [rateOf(reference) ?? 0, rateOf(observed) ?? 0]);
  const picture = rowsPicture(
    {
      legend: [
        { mark: openCircle, text: text('reference') },
        { mark: diamond, text: text('observed') },
      ],
      rows: shown.map((one) => rowOf(one, lang)),
      more,
      scale: rateScale(rates),
      axis: text('signalsAxis'),
    },
    options,
  );
  const first = watched[0];
  const description = fill(text('signalsSays'), {
    watched: grouped(watched.length),
    learning: grouped(signals.length - watched.length),
    first: first === undefined || !(first.evidence > 0) ? text('none') : said(first.title, lang),
  });
  return chartOf(
    {
      title,
      description,
      table: { head, rows: sorted.slice(0, MAX_TABLE_ROWS).map((one) => cells(one, lang)) },
      ...picture,
    },
    options,
  );
}

const rank = ({ state, evidence }: ShownSignal): number =>
  state === 'learning' || Number.isNaN(evidence) ? -1 : evidence;

const rateOf = ({ hits, of }: HitCount): number | null => shareOfCount({ k: hits, n: of });

function rowOf(one: ShownSignal, lang: Lang): ChartRow {
  const label = said(one.title, lang);
  if (one.state === 'learning') return { label, note: CHART_TEXTS.learning[lang], bands: [{ draw: () => '' }] };
  const [from, to] = [rateOf(one.reference), rateOf(one.observed)];
  return {
    label,
    note: fill(CHART_TEXTS.evidenceIs[lang], { e: evidenceOf(one) }),
    bands: [
      {
        value: percentOrDash(to),
        tip: `${percentOrDash(from)} → ${percentOrDash(to)}`,
        draw: (y: number, scale: ChartScale) =>
          [
            from === null || to === null ? '' : arrow(scale.at(from), scale.at(to), y),
            from === null ? '' : openCircle(scale.at(from), y),
            to === null ? '' : diamond(scale.at(to), y),
          ].join(''),
      },
    ],
  };
}

function evidenceOf({ evidence }: ShownSignal): string {
  if (!Number.isFinite(evidence)) return evidence > 0 ? '∞' : DASH;
  return evidence < 10 ? evidence.toFixed(1) : evidenceText(evidence);
}

function cells(one: ShownSignal, lang: Lang): string[] {
  const { reference, observed, state } = one;
  const counted = ({ hits, of }: HitCount) => [percentOrDash(rateOf({ hits, of })), countText({ k: hits, n: of })];
  return [
    said(one.title, lang),
    CHART_TEXTS[state][lang],
    ...counted(reference),
    ...counted(observed),
    state === 'learning' ? DASH : evidenceOf(one),
  ];
}
