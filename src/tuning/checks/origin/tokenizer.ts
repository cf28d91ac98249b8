import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  shortDigest,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Compares the tokenizer of the run's result with that of the base. */
export const tokenizerDigest: TrainingCheckUnit = {
  check: 'tokenizer',
  question: 'base',
  title: { en: 'Tokenizer of the base model', ja: 'ベースモデルのトークナイザー' },
  meaning: {
    en: 'The tokenizer is not that of the base model: another base, or tokens were added. Added tokens should be declared.',
    ja: 'トークナイザーがベースモデルと異なります。別のベースモデルか、トークンの追加が考えられます。追加は宣言が必要です。',
  },
  look({ history: { base, records } }: CheckedRun): CheckOutcome {
    const named = records.flatMap(({ digests, path }) =>
      digests.filter(({ name }) => name === 'tokenizer.json').map(({ sha256 }) => ({ sha256, path })),
    );
    const tokenizer = named[0];
    if (!base?.tokenizerSha256)
      return cannotTell({
        en: 'The tokenizer of the base model is not at hand: give its folder with --base.',
        ja: 'ベースモデルのトークナイザーがありません。--base でフォルダーを指定してください。',
      });
    if (tokenizer === undefined)
      return cannotTell({
        en: 'The run has no tokenizer.json.',
        ja: '学習のフォルダーに tokenizer.json がありません。',
      });
    const [expected, found] = [shortDigest(base.tokenizerSha256), shortDigest(tokenizer.sha256)];
    const values = { expected, found, sources: ['--base', tokenizer.path] };
    const detail = {
      en: `The base model has ${expected}, the run ${found}.`,
      ja: `ベースモデルは ${expected}、学習のフォルダーは ${found} です。`,
    };
    if (base.tokenizerSha256 === tokenizer.sha256) return consistent(detail, values);
    // Trainers write truncation and padding into the file, which changes its bytes but no token.
    return cannotTell(
      {
        en: `The files differ (${expected}, ${found}); saving a tokenizer can change its file without changing tokens.`,
        ja: `ファイルが異なります（${expected}、${found}）。保存時の設定だけでもファイルは変わるため、これだけでは判断できません。`,
      },
      values.sources,
    );
  },
};
