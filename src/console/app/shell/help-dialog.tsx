import { useEffect, useRef } from 'preact/hooks';
import type { Message } from '../../../schema/index.ts';
import { say } from '../language/say.ts';

const KEYS: readonly (readonly [keys: string, what: Message])[] = [
  ['J / K', { en: 'next and previous row or answer', ja: '次・前の行または回答' }],
  ['Enter', { en: 'open', ja: '開く' }],
  ['/', { en: 'search', ja: '検索' }],
  ['End', { en: 'to the newest record', ja: '最新の記録へ' }],
  ['Esc', { en: 'close, back to the list', ja: '閉じる・一覧へ戻る' }],
  ['g o', { en: 'Overview', ja: '概要' }],
  ['g l', { en: 'Live', ja: 'ライブ' }],
  ['g r', { en: 'Rollout', ja: '段階公開' }],
  ['g w', { en: 'Watch', ja: '監視' }],
  ['g u', { en: 'Runs', ja: '検査結果' }],
  ['g e', { en: 'Evidence', ja: '証跡' }],
  ['?', { en: 'this help', ja: 'このヘルプ' }],
];

export function HelpDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">{say({ en: 'Keyboard', ja: 'キーボード操作' })}</h2>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => dialog.current?.close()}>
          {say({ en: 'Close', ja: '閉じる' })}
        </button>
      </div>
    </dialog>
  );
}
