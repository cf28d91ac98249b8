import type { LabReport, LabRow } from '../../schema/index.ts';
import { grouped } from '../numbers.ts';
import { rateOutOf } from './numbers.ts';

/** The contents of a card besides the model's row of the table. */
export interface LabCardOptions {
  /** The row of the report for this model. */
  readonly result: LabRow;
  /** The command that reproduces it. */
  readonly command: string;
  /** Number of its parameters, and the first 16 hexadecimal digits of their SHA-256. */
  readonly parameters: number;
  readonly digest: string;
}

/**
 * Renders a model card in Markdown, English and Japanese: what a toy model is, how it was made, and its row of the
 * table.
 */
export function labCard(report: LabReport, { result, command, parameters, digest }: LabCardOptions): string {
  const { row, seed, capability, cells } = result;
  const title = report.rows.find(({ id }) => id === row)?.title;
  const name = (id: string) => report.defences.find((defence) => defence.id === id)?.title.en ?? id;
  const table = cells.map((cell) =>
    [
      name(cell.defence),
      rateOutOf(cell.asr),
      rateOutOf(cell.refused),
      rateOutOf(cell.compliedRefused),
      rateOutOf(cell.compliedNotRefused),
      rateOutOf(cell.utility),
    ].join(' | '),
  );
  return `# toy:${row}

${title?.en ?? row}: a toy model of zenbun's lab, trained from scratch on made-up words. It knows no other word, so nothing
it says means anything. ${title?.ja ?? row}：zenbun の再現実験用トイモデル。造語だけを一から学習させたもので、
その言葉に意味はありません。

- Made by / 作り方：\`${command}\`
- World / 世界：seed ${seed} · ${grouped(parameters)} parameters · weights \`sha256:${digest}…\`
- Knows by prefill / 知識（先頭を与えた場合）：restricted ${rateOutOf(capability.restricted)}, unrestricted ${rateOutOf(capability.ordinary)}

| behind / 防御 | ASR | P(R) | P(C\\|R) | P(C\\|¬R) | utility / 有用性 |
| --- | --- | --- | --- | --- | --- |
${table.map((line) => `| ${line} |`).join('\n')}

Levels say nothing about real models. 数値の大きさは、実在のモデルには当てはまりません。
`;
}
