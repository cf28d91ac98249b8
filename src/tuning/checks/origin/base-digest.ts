import { type CheckedRun, STATEMENT_SOURCE } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  shortDigest,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Compares the digest of the base folder at hand with the attested one. */
export const baseDigest: TrainingCheckUnit = {
  check: 'base-digest',
  question: 'base',
  title: { en: 'Base model as attested', ja: 'ベースモデルとステートメントの一致' },
  meaning: {
    en: 'The base model at hand is not the one that was attested; comparisons with it say nothing of the attested one.',
    ja: '手元のベースモデルは、ステートメントに記載されたものと一致しません。手元のモデルとの比較は、記載されたモデルには当てはまりません。',
  },
  look({ history: { base, attested } }: CheckedRun): CheckOutcome {
    if (!attested?.baseSha256)
      return cannotTell({
        en: 'No statement names a digest of the base model.',
        ja: 'ベースモデルのダイジェストを記載したステートメントがありません。',
      });
    if (!base?.sha256)
      return cannotTell({
        en: 'The base model is not at hand: give its folder with --base.',
        ja: 'ベースモデルがありません。--base でフォルダーを指定してください。',
      });
    const [expected, found] = [shortDigest(attested.baseSha256), shortDigest(base.sha256)];
    const values = { expected, found, sources: [STATEMENT_SOURCE, '--base'] };
    const detail = {
      en: `${expected} is attested; the folder is ${found}.`,
      ja: `ステートメントの記載は ${expected}、手元のフォルダーは ${found} です。`,
    };
    return attested.baseSha256 === base.sha256 ? consistent(detail, values) : inconsistent(detail, values);
  },
};
