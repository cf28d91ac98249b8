import { type CheckedRun, STATEMENT_SOURCE } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  shortDigest,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

const isNamed = (path: string | undefined, name: string): boolean =>
  path !== undefined && path.split(/[/\\]/).at(-1) === name.split(/[/\\]/).at(-1);

/** Digests of the data at hand against those that signed statements name. */
export const dataDigests: TrainingCheckUnit = {
  check: 'data-digest',
  question: 'data',
  title: { en: 'Data as attested', ja: '証明書どおりの学習データ' },
  meaning: {
    en: 'The data at hand are not the bytes that were attested. What was found about these data says nothing of the attested ones, and the other way round.',
    ja: '手元のデータは、証明された内容と一致しません。手元のデータの検査結果は、証明されたデータには当てはまりません。',
  },
  look({ history: { data, attested } }: CheckedRun): CheckOutcome {
    if (attested === null || attested.data.length === 0)
      return cannotTell({
        en: 'No statement names digests of the data.',
        ja: 'データのダイジェストを記した証明がありません。',
      });
    if (data.length === 0)
      return cannotTell({
        en: 'The data are not at hand: give them with --data.',
        ja: '学習データがありません。--data で指定してください。',
      });
    const named = new Set(attested.data.map(({ sha256 }) => sha256));
    const strange = data.find(({ sha256 }) => !named.has(sha256));
    // A statement names a file by its bytes and by the digest of OpenSSF Model Signing; one of both is enough.
    const there = new Set(
      attested.data.filter(({ sha256 }) => data.some((one) => one.sha256 === sha256)).map(({ name }) => name),
    );
    const missing = attested.data.find(({ name }) => !there.has(name));
    const sources = [STATEMENT_SOURCE, ...data.map(({ path }) => path)];
    const [file, other] = [(strange ?? data[0]!).path, (missing ?? attested.data[0]!).name];
    const expected = shortDigest((missing ?? attested.data[0]!).sha256);
    const found = shortDigest((strange ?? data[0]!).sha256);
    const values = { expected, found, sources };
    // Beside what is attested further files may be given, as those for validation; a file of the same name has other bytes.
    const isFurther =
      missing === undefined || (there.size > 0 && !attested.data.some(({ name }) => isNamed(strange?.path, name)));
    if (strange !== undefined)
      return (isFurther ? doubtful : inconsistent)(
        {
          en: `${file} is ${found}; no statement names it (attested: ${other}, ${expected}).`,
          ja: `${file} は ${found} ですが、証明に記載がありません（証明の記載：${other}、${expected}）。`,
        },
        values,
      );
    if (missing !== undefined)
      return cannotTell(
        {
          en: `${other} (${expected}) is attested and was not given.`,
          ja: `証明に記載された ${other}（${expected}）が渡されていません。`,
        },
        sources,
      );
    return consistent(
      {
        en: `${data.length} of ${data.length} files are as attested.`,
        ja: `${data.length} 件中 ${data.length} 件のファイルが証明と一致します。`,
      },
      values,
    );
  },
};
