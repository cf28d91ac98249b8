import type { CurvePoint, Curves } from './curves.ts';

const PANEL = { width: 250, height: 170, left: 44, top: 34, gap: 70 } as const;
const INK = '#3d444d';
const ONE = '#0969da';
const TWO = '#bc4c00';

interface Line {
  readonly colour: string;
  readonly name: string;
  readonly points: readonly (readonly [x: number, rate: number])[];
}

interface Panel {
  readonly title: string;
  readonly axis: string;
  readonly ticks: readonly (readonly [x: number, label: string])[];
  readonly lines: readonly Line[];
}

const megabytesPerSecond = (bytes: number, seconds: number) => bytes / 1e6 / seconds;

/** Draws the curves: rates by file size, row length, and share of safety rows. */
export function curvesPicture({ size, rowLength, telling }: Curves): string {
  const of = (points: readonly CurvePoint[], which: 'one' | 'two', x: (point: CurvePoint) => number): Line => ({
    colour: which === 'one' ? ONE : TWO,
    name: which === 'one' ? '1 worker' : '2 workers',
    points: points.flatMap((point) => {
      const reading = point[which];
      return reading === null ? [] : [[x(point), megabytesPerSecond(point.bytes, reading.seconds)] as const];
    }),
  });
  const log = ({ at }: CurvePoint) => Math.log10(at);
  const panels: Panel[] = [
    {
      title: 'by size of the file',
      axis: 'MB',
      ticks: size.map((point) => [log(point), String(Math.round(point.at / 1e6))]),
      lines: [of(size, 'one', log), of(size, 'two', log)],
    },
    {
      title: 'by length of the rows',
      axis: 'questions in a row',
      ticks: rowLength.map((point) => [log(point), String(point.at)]),
      lines: [of(rowLength, 'one', log)],
    },
    {
      title: 'by share of safety rows',
      axis: '%',
      ticks: telling.map((point) => [point.at, String(Math.round(100 * point.at))]),
      lines: [of(telling, 'one', ({ at }) => at)],
    },
  ];
  const most = Math.max(
    ...panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(([, rate]) => rate))),
  );
  const top = Math.max(5, Math.ceil(most / 5) * 5);
  const width = panels.length * (PANEL.width + PANEL.gap);
  const height = PANEL.top + PANEL.height + 56;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="MB/s of zenbun scan by size, length of rows and share of safety rows" font-family="system-ui,sans-serif" font-size="12" fill="${INK}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...panels.map((panel, i) => drawPanel(panel, PANEL.left + i * (PANEL.width + PANEL.gap), top)),
    '</svg>',
    '',
  ].join('\n');
}

const text = (x: number, y: number, words: string, anchor = 'middle') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;

function drawPanel({ title, axis, ticks, lines }: Panel, left: number, most: number): string {
  const xs = ticks.map(([x]) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const px = (x: number) => left + ((x - low) / (high - low || 1)) * PANEL.width;
  const py = (rate: number) => PANEL.top + PANEL.height * (1 - rate / most);
  const bottom = PANEL.top + PANEL.height;
  const parts = [text(left + PANEL.width / 2, PANEL.top - 14, `MB/s ${title}`)];
  for (let i = 0; i <= 5; i += 1) {
    const rate = (most * i) / 5;
    parts.push(`<path d="M${left} ${py(rate).toFixed(1)}h${PANEL.width}" stroke="#d1d9e0"/>`);
    parts.push(text(left - 6, py(rate) + 4, String(Math.round(rate)), 'end'));
  }
  for (const [x, label] of ticks) parts.push(text(px(x), bottom + 18, label));
  parts.push(text(left + PANEL.width / 2, bottom + 36, axis));
  for (const { colour, points } of lines) {
    const way = points
      .map(([x, rate], i) => `${i === 0 ? 'M' : 'L'}${px(x).toFixed(1)} ${py(rate).toFixed(1)}`)
      .join('');
    parts.push(`<path d="${way}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const [x, rate] of points)
      parts.push(`<circle cx="${px(x).toFixed(1)}" cy="${py(rate).toFixed(1)}" r="3.5" fill="${colour}"/>`);
  }
  if (lines.length > 1)
    for (const [i, { colour, name }] of lines.entries())
      parts.push(`<g fill="${colour}">${text(left + 8, PANEL.top + 14 + 16 * i, name, 'start')}</g>`);
  return parts.join('\n');
}
