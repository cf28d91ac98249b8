import type { RolloutStatus } from '../../../schema/index.ts';
import { say } from '../language/say.ts';

/** The stages of the plan, and which one is in force. */
export function StageStrip({ status }: { status: RolloutStatus }) {
  const { stage, isInForce } = status;
  const shares = status.stages ?? [];
  if (shares.length === 0 && stage === null) return null;
  const shown = shares.length > 0 ? shares.map(({ share }) => share) : [stage!.share];
  const at = shares.length > 0 ? (stage?.index ?? -1) : 0;
  const isBack = status.status === 'rolled-back' || status.status === 'none';
  return (
    <>
      <ol class="stages" aria-label={say({ en: 'Stages of the plan', ja: '計画の段階' })}>
        {shown.map((percent, i) => {
          const state = isBack ? 'ahead' : i < at ? 'passed' : i === at ? 'now' : 'ahead';
          return (
            <li key={i} class={`stage-${state}`} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
              {percent} %
            </li>
          );
        })}
      </ol>
      {!isBack && !isInForce && (
        <p class="note note-review">
          {say({
            en: 'Not in force right now: all traffic goes to the stable model.',
            ja: '現在は適用されていません：全リクエストを安定版で処理しています。',
          })}
        </p>
      )}
    </>
  );
}
