import { useLayoutEffect, useRef } from 'preact/hooks';
import { CHART_CSS } from '../../../report/index.ts';
import type { ConsoleChart, ConsoleCharts } from '../../../schema/index.ts';
import { lang } from '../address/location.ts';
import { say } from '../language/say.ts';
import { useLoaded } from '../wire/use-loaded.ts';
import { ProblemNote } from './problem-note.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(CHART_CSS);
document.adoptedStyleSheets.push(sheet);

/**
 * A chart from the reports, with its numbers in a table underneath. This is the only place where raw markup is put into
 * the page: `report` has drawn and escaped all of it, and the page's policy runs no script inside markup.
 */
function ChartFigure({ chart: { svg, title, description, table } }: { chart: ConsoleChart }) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    frame.current!.innerHTML = svg;
  }, [svg]);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={frame} class="chart-picture" />
      <details>
        <summary>{say({ en: 'As a table', ja: '表で見る' })}</summary>
        <p class="quiet">{description}</p>
        <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                {table.head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) => (
                    <td key={j}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Charts drawn by the server in the language of the page. A change of `turn` requests them again. */
export function Charts({ path, of, turn = '' }: { path: string; of?: string; turn?: string }) {
  const query = new URLSearchParams({ lang: lang.value, ...(turn === '' ? {} : { turn }) });
  const { data, problem } = useLoaded<ConsoleCharts[]>(`${path}?${query}`);
  const shown = (data ?? []).filter((each) => of === undefined || each.of === of);
  return (
    <>
      <ProblemNote problem={problem} />
      <div class="charts">
        {shown.flatMap(({ of: owner, charts }) =>
          charts.map((chart, i) => <ChartFigure key={`${owner}-${i}`} chart={chart} />),
        )}
      </div>
    </>
  );
}
