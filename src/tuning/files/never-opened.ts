import type { Message } from '../../schema/index.ts';

/** A kind of file that is named but never opened. */
interface NeverOpened {
  readonly kind: string;
  readonly isOf: (name: string, folders: readonly string[]) => boolean;
  readonly reason: Message;
}

const PICKLE: Message = {
  en: 'A pickle, which can run code when it is loaded; zenbun does not open it. Its contents were not checked.',
  ja: 'pickle 形式です。読み込むとコードが実行されるおそれがあるため、zenbun は開きません。内容は未確認です。',
};

/** First match wins. */
const KINDS: readonly NeverOpened[] = [
  { kind: 'training-args-pickle', isOf: (name) => name === 'training_args.bin', reason: PICKLE },
  {
    kind: 'optimizer-state',
    isOf: (name) => /^(?:optimizer|scheduler|scaler|rng_state(?:_\d+)?)\.(?:pt|pth|bin)$/.test(name),
    reason: PICKLE,
  },
  { kind: 'pickled-weights', isOf: (name) => /\.(?:bin|pt|pth|ckpt|pkl|pickle)$/.test(name), reason: PICKLE },
  {
    kind: 'tensorboard-events',
    isOf: (name) => name.startsWith('events.out.tfevents.'),
    reason: {
      en: 'An event file of TensorBoard; zenbun does not read it. Export its scalars as CSV from TensorBoard, and put the file beside it.',
      ja: 'TensorBoard のイベントファイルです。zenbun は読み取りません。TensorBoard からスカラー値を CSV で書き出し、同じフォルダーに置いてください。',
    },
  },
  {
    kind: 'wandb-binary',
    isOf: (name) => name.endsWith('.wandb'),
    reason: {
      en: 'The binary log of W&B; zenbun does not read it. Export the history of the run as CSV or JSON Lines.',
      ja: 'W&B のバイナリログです。zenbun は読み取りません。実行の履歴を CSV または JSON Lines で書き出してください。',
    },
  },
  {
    kind: 'gguf',
    isOf: (name) => name.endsWith('.gguf'),
    reason: {
      en: 'Weights in GGUF; zenbun reads tensors from safetensors only.',
      ja: 'GGUF 形式の重みです。zenbun がテンソルを読み取れるのは safetensors 形式のみです。',
    },
  },
];

/** Says why a file is never opened; null if it may be opened. */
export function whyNeverOpened(name: string, folders: readonly string[]): { kind: string; reason: Message } | null {
  const found = KINDS.find(({ isOf }) => isOf(name, folders));
  return found === undefined ? null : { kind: found.kind, reason: found.reason };
}
