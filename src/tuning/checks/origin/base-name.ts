import { type CheckedRun, type SaidValue, STATEMENT_SOURCE } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { compareModelNames } from './model-name.ts';

/** Compares every name of the base model that any file gives with the others and with the attested one. */
export const baseName: TrainingCheckUnit = {
  check: 'base-name',
  question: 'base',
  title: { en: 'One base model', ja: 'ベースモデルの名称' },
  meaning: {
    en: 'Files of one run name different base models. A name proves nothing by itself, but two different ones cannot both be true.',
    ja: '同じ学習のファイルが、異なるベースモデルを記載しています。名称だけでは証明になりませんが、両方が正しいことはありません。',
  },
  look(run: CheckedRun): CheckOutcome {
    const names = baseNamesOf(run);
    const [first, ...others] = names;
    if (first === undefined || others.length === 0)
      return cannotTell(
        { en: 'Fewer than two places name the base model.', ja: 'ベースモデルの記載が 2 か所以上ありません。' },
        names.map(({ source }) => source),
      );
    const compared = others.map((other) => ({ other, how: compareModelNames(first.value, other.value) }));
    // A model's own configuration names what its weights were made from, which may be an ancestor.
    const isCertain = ({ source }: SaidValue<string>) => source !== '--base';
    const worst =
      compared.find(({ how, other }) => how === 'other' && isCertain(first) && isCertain(other)) ??
      compared.find(({ how }) => how !== 'same') ??
      compared[0]!;
    const { other, how } = worst;
    const values = { expected: first.value, found: other.value, sources: [first.source, other.source] };
    if (how === 'same')
      return consistent(
        {
          en: `All ${names.length} names are of ${first.value}.`,
          ja: `${names.length} か所の記載はすべて ${first.value} を指します。`,
        },
        values,
      );
    return (how === 'other' && isCertain(first) && isCertain(other) ? inconsistent : doubtful)(
      {
        en: `${first.source} names ${first.value}, ${other.source} names ${other.value}.`,
        ja: `${first.source} の記載は ${first.value}、${other.source} の記載は ${other.value} です。`,
      },
      values,
    );
  },
};

function baseNamesOf({ history, said }: CheckedRun): readonly SaidValue<string>[] {
  const { attested, base, records } = history;
  return [
    ...(attested?.baseName ? [{ value: attested.baseName, source: STATEMENT_SOURCE }] : []),
    ...(base?.name ? [{ value: base.name, source: '--base' }] : []),
    ...said('baseModel'),
    ...records.flatMap(({ adapter, path }) => (adapter?.baseModel ? [{ value: adapter.baseModel, source: path }] : [])),
    ...records.flatMap(({ jobs, path }) =>
      jobs.flatMap(({ baseModel }) => (baseModel ? [{ value: baseModel, source: path }] : [])),
    ),
  ];
}
