import type { Evidence, GateAssessment, GateName, GateState, NextStep, Team } from '../schema/index.ts';

type Step = Omit<NextStep, 'gate'>;

const step = (team: Team, en: string, ja: string): Step => ({ team, what: { en, ja } });

/** What is to be done for a gate in each state; nothing for one that passes. */
const STEPS: Readonly<Record<GateName, Readonly<Partial<Record<GateState, readonly Step[]>>>>> = {
  provenance: {
    'not-checked': [
      step(
        'planning',
        'Ask the supplier in writing where the training data and the base model came from.',
        '学習データと基盤モデルの出所を、提供元に書面で確認してください。',
      ),
    ],
  },
  data: {
    block: [
      step('management', 'Do not allow training on these data.', 'このデータでの学習を認めないでください。'),
      step(
        'development',
        'Open the rows listed under "Training data", take them out, and scan again.',
        '「学習データ」に挙げた行を確認・除去し、再度スキャンしてください。',
      ),
      step(
        'planning',
        'Ask the supplier how these rows came into the data.',
        '該当する行が混入した経緯を提供元に確認してください。',
      ),
    ],
    review: [
      step(
        'development',
        'Read the rows listed under "Training data"; take them out, or accept them with a name and a reason.',
        '「学習データ」に挙げた行を読み、除去するか、氏名と理由を付けて承認してください。',
      ),
    ],
    'not-checked': [
      step(
        'development',
        'Scan the training data before anybody trains on them.',
        '学習の前に、学習データをスキャンしてください。',
      ),
    ],
  },
  behaviour: {
    block: [
      step('management', 'Do not put this model into service.', 'このモデルを公開しないでください。'),
      step(
        'development',
        'Go back to the model before tuning, and find out which data changed it.',
        'ファインチューニング前のモデルに戻し、変化の原因となったデータを特定してください。',
      ),
    ],
    review: [
      step(
        'development',
        'Ask more questions until there is a decision (zenbun compare --resume).',
        '判定が出るまで質問を追加してください（zenbun compare --resume）。',
      ),
      step('management', 'Wait with the decision on this model.', 'このモデルについての判断は保留してください。'),
    ],
    'not-checked': [
      step(
        'development',
        'Compare the model before and after tuning with the same questions.',
        'ファインチューニング前後のモデルを、同じ質問で比較してください。',
      ),
    ],
  },
  operation: {
    block: [
      step(
        'operations',
        'Keep everybody on the former model, and keep the log as it is.',
        '全利用者を従来のモデルに固定し、証跡をそのまま保全してください。',
      ),
      step('management', 'Decide whether users have to be told.', '利用者への連絡が必要かどうかを判断してください。'),
    ],
    review: [
      step(
        'operations',
        'Look at the answers behind it, and record what was decided.',
        '該当する回答を確認し、判断の結果を記録してください。',
      ),
    ],
    'not-checked': [
      step(
        'operations',
        'Put the model into service in stages only, with a log and a way back.',
        '公開する場合は、ログと切り戻しの手段を備えた段階導入に限ってください。',
      ),
    ],
  },
};

const HEAD_ELSEWHERE = step(
  'audit',
  'Keep the head of the log outside of the operator’s reach (zenbun ledger head, or a witness).',
  '証跡のチェックポイントを、運用者の手が届かない場所に保管してください（zenbun ledger head、または立会人）。',
);

/** What to do next: gates that stop first, then those that need a person, then those that nobody looked at. */
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
