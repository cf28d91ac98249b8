import type { KnownData } from '../../training-record.ts';
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

const digestsOf = ({ sha256, folderSha256 = [] }: KnownData): readonly string[] => [sha256, ...folderSha256];

/** A statement does not say whether it names a file or a folder, but data files have an extension. */
const isFileName = (name: string): boolean => /\.[a-z][a-z0-9]{1,9}$/i.test(name);

const isNamed = (path: string | undefined, name: string): boolean =>
  path !== undefined && path.split(/[/\\]/).at(-1) === name.split(/[/\\]/).at(-1);

/** Compares the digests of the data at hand with those that signed statements name. */
export const dataDigests: TrainingCheckUnit = {
  check: 'data-digest',
  question: 'data',
  title: { en: 'Data as attested', ja: '学習データとステートメントの一致' },
  meaning: {
    en: 'The data at hand are not the bytes that were attested. What was found about these data says nothing of the attested ones, and the other way round.',
    ja: '手元のデータは、ステートメントに記載されたデータと一致しません。手元のデータの検査結果は、記載されたデータには当てはまりません。',
  },
  look({ history: { data, attested } }: CheckedRun): CheckOutcome {
    if (attested === null || attested.data.length === 0)
      return cannotTell({
        en: 'No statement names digests of the data.',
        ja: 'データのダイジェストを記載したステートメントがありません。',
      });
    if (data.length === 0)
      return cannotTell({
        en: 'The data are not at hand: give them with --data.',
        ja: '学習データがありません。--data で指定してください。',
      });
    const named = new Set(attested.data.map(({ sha256 }) => sha256));
    const strange = data.find((one) => !digestsOf(one).some((digest) => named.has(digest)));
    // A statement names a file by its bytes and by the digest of OpenSSF Model Signing; one of them is enough.
    const there = new Set(
      attested.data.filter(({ sha256 }) => data.some((one) => digestsOf(one).includes(sha256))).map(({ name }) => name),
    );
    const missing = attested.data.find(({ name }) => !there.has(name));
    const sources = [STATEMENT_SOURCE, ...data.map(({ path }) => path)];
    const [file, other] = [(strange ?? data[0]!).path, (missing ?? attested.data[0]!).name];
    const expected = shortDigest((missing ?? attested.data[0]!).sha256);
    const seen = (strange ?? data[0]!).folderSha256?.[0] ?? (strange ?? data[0]!).sha256;
    const found = shortDigest(seen);
    const values = { expected, found, sources };
    if (strange !== undefined && strange.folderSha256 === undefined && missing !== undefined && !isFileName(other))
      return cannotTell(
        {
          en: `${other} (${expected}) is attested and may be a folder: give that folder with --data.`,
          ja: `ステートメントに記載された ${other}（${expected}）はフォルダーの可能性があります。--data でフォルダーを指定してください。`,
        },
        sources,
      );
    // Besides the attested files, others may be given, such as those for validation; but a file with an attested name
    // has other bytes.
    const isFurther =
      missing === undefined || (there.size > 0 && !attested.data.some(({ name }) => isNamed(strange?.path, name)));
    if (strange !== undefined)
      return (isFurther ? doubtful : inconsistent)(
        {
          en: `${file} is ${found}; no statement names it (attested: ${other}, ${expected}).`,
          ja: `${file} は ${found} ですが、ステートメントに記載がありません（記載：${other}、${expected}）。`,
        },
        values,
      );
    if (missing !== undefined)
      return cannotTell(
        {
          en: `${other} (${expected}) is attested and was not given.`,
          ja: `ステートメントに記載された ${other}（${expected}）が渡されていません。`,
        },
        sources,
      );
    return consistent(
      {
        en: `${data.length} of ${data.length} files are as attested.`,
        ja: `${data.length} 件中 ${data.length} 件のファイルがステートメントと一致します。`,
      },
      values,
    );
  },
};
