import type { Evidence, GateAssessment, GateName, GateState, NextStep, Team } from '../schema/index.ts';

type Step = Omit<NextStep, 'gate'>;

const step = (team: Team, en: string, ja: string): Step => ({ team, what: { en, ja } });

const LOOK_AT_ANSWERS = step(
  'operations',
  'Look at the answers concerned, and record what was decided.',
  '該当する回答を確認し、判断の結果を記録する。',
);

/** Steps to take for a gate in each state; none for a gate that passes. */
const STEPS: Readonly<Record<GateName, Readonly<Partial<Record<GateState, readonly Step[]>>>>> = {
  provenance: {
    block: [
      step(
        'management',
        'Do not accept this delivery until the supplier has explained the contradiction.',
        '提供元が矛盾点を説明するまで、この提供物を受け入れない。',
      ),
      step(
        'development',
        'Set aside the files listed under "Origin" as they are, and ask for the signed originals.',
        '「出所」に挙げたファイルをそのまま保全し、署名済みの原本を提供元に求める。',
      ),
    ],
    review: [
      step(
        'planning',
        'Ask the supplier for the signed statements and keys that are missing under "Origin".',
        '「出所」で不足している署名付きの申告書と公開鍵を、提供元に求める。',
      ),
    ],
    'not-checked': [
      step(
        'planning',
        'Ask the supplier in writing where the training data and the original model came from.',
        '学習データと元のモデルの出所を、提供元に書面で確認する。',
      ),
    ],
  },
  data: {
    block: [
      step('management', 'Do not approve training on these data.', 'このデータでの学習を承認しない。'),
      step(
        'development',
        'Check the rows listed under "Training data", remove them, and scan again before any training.',
        '「学習データ」に挙げた行を確認・除去し、学習の前に再検査する。',
      ),
      step(
        'planning',
        'Ask the supplier how these rows came into the data.',
        '該当する行が混入した経緯を提供元に確認する。',
      ),
    ],
    review: [
      step(
        'development',
        'Read the rows listed under "Training data"; remove them, or accept them with a name and a reason.',
        '「学習データ」に挙げた行を確認し、除去するか、氏名と理由を付けて承認する。',
      ),
    ],
    'not-checked': [
      step(
        'development',
        'Scan the training data before anybody trains on them.',
        '学習の前に、学習データを検査する。',
      ),
    ],
  },
  behaviour: {
    block: [
      step('management', 'Do not approve this model for service.', 'このモデルの公開を承認しない。'),
      step(
        'development',
        'Return to the former model, and find out which data changed it.',
        '従来のモデルに戻し、変化の原因となったデータを特定する。',
      ),
    ],
    review: [
      step(
        'development',
        'Ask more questions until there is a decision (zenbun compare --resume).',
        '判定が出るまで質問を追加する（zenbun compare --resume）。',
      ),
      step('management', 'Wait with the decision on this model.', 'このモデルについての判断を保留する。'),
    ],
    'not-checked': [
      step(
        'development',
        'Compare the model before and after fine-tuning with the same questions.',
        'ファインチューニング前後のモデルを、同じ質問で比較する。',
      ),
    ],
  },
  operation: {
    block: [
      step(
        'operations',
        'Keep everybody on the former model, and keep the log as it is.',
        '全利用者を従来のモデルに固定し、記録をそのまま保全する。',
      ),
      step(
        'management',
        'Decide with legal counsel whether users have to be told.',
        '利用者への連絡の要否を、法務と判断する。',
      ),
    ],
    review: [LOOK_AT_ANSWERS],
    'not-checked': [
      step(
        'operations',
        'Put the model into service in stages only, with a log and a way to roll back.',
        '公開する場合は、記録と切り戻しの手段を備えた段階公開に限る。',
      ),
    ],
  },
};

const HEAD_ELSEWHERE = step(
  'audit',
  'Keep a copy of the latest state of the log with somebody who does not run the system (engineers: zenbun ledger head).',
  '現時点の記録の「控え」を、運用担当が変更できない場所に保管する（技術担当：zenbun ledger head）。',
);

/**
 * Returns the next steps: first for gates that stop, then for those that need a person, then for those that nobody
 * looked at.
 */
export function nextSteps(gates: readonly GateAssessment[], evidence: readonly Evidence[]): NextStep[] {
  const urgency: readonly GateState[] = ['block', 'review', 'not-checked'];
  const steps = urgency.flatMap((state) =>
    gates
      .filter((one) => one.state === state)
      .flatMap(({ gate }) => (STEPS[gate][state] ?? []).map((one): NextStep => ({ ...one, gate }))),
  );
  const isOpenEnded = evidence.some((one) => one.kind === 'ledger' && one.result.completeness.verdict === 'unknown');
  return isOpenEnded ? [...steps, { ...HEAD_ELSEWHERE, gate: 'operation' }] : steps;
}
