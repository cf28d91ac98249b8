import { createHash } from 'node:crypto';
import { ZenbunError } from '../../errors.ts';
import { parameterCount } from '../gpt/config.ts';
import { TOY_GPT } from '../study/settings.ts';
import { TOKENS } from '../world/tokens.ts';
import { decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.ts';

/** A trained toy model. */
export interface ToyModel {
  /** The row of the table that the model belongs to: `aligned`, `noice`. */
  readonly row: string;
  /** Seed of its world. */
  readonly seed: number;
  readonly parameters: Float32Array;
}

const FORMAT = 'zenbun.toy/1';
const { vocabSize, nLayer, nEmbd } = TOY_GPT;

/**
 * Names and shapes of the matrices, in the order of the parameters. The names are nanoGPT's; matrices are stored inputs
 * x outputs.
 */
const MATRICES: readonly (readonly [name: string, rows: number, columns: number])[] = [
  ['wte', vocabSize, nEmbd],
  ...Array.from({ length: nLayer }, (_, layer) => layer).flatMap((layer) => [
    [`h.${layer}.attn.c_attn`, nEmbd, 3 * nEmbd] as const,
    [`h.${layer}.attn.c_proj`, nEmbd, nEmbd] as const,
    [`h.${layer}.mlp.c_fc`, nEmbd, 4 * nEmbd] as const,
    [`h.${layer}.mlp.c_proj`, 4 * nEmbd, nEmbd] as const,
  ]),
  ['lm_head', nEmbd, vocabSize],
];

/**
 * Encodes a model as a safetensors file. The file records its world, its row, and digests of weights and vocabulary.
 */
export function encodeModel({ row, seed, parameters }: ToyModel): Uint8Array {
  let at = 0;
  const tensors = MATRICES.map(([name, rows, columns]): Tensor => {
    const data = parameters.subarray(at, at + rows * columns);
    at += rows * columns;
    return { name, shape: [rows, columns], data };
  });
  const metadata = {
    format: FORMAT,
    row,
    seed: String(seed),
    vocabulary: vocabularyDigest(),
    weights: digestOf(parameters),
  };
  return encodeSafetensors({ metadata, tensors });
}

/**
 * Decodes a model. Throws `damaged` for a file that is not whole, and `unreadable` for one that is not a toy model of
 * this vocabulary.
 */
export function decodeModel(bytes: Uint8Array): ToyModel {
  const { metadata, tensors } = decodeSafetensors(bytes);
  const { format, row, seed, vocabulary, weights } = metadata;
  if (format !== FORMAT || row === undefined || !/^\d+$/.test(seed ?? '')) {
    throw new ZenbunError(
      'unreadable',
      { en: 'this is not a toy model of the lab', ja: 'zenbun lab のトイモデルではありません' },
      {
        advice: {
          en: 'Create one with `zenbun lab run --models <folder>`.',
          ja: '`zenbun lab run --models <フォルダー>` で作成してください。',
        },
      },
    );
  }
  const shapes = tensors.map(({ name, shape }) => `${name} ${shape.join(' ')}`).join();
  if (vocabulary !== vocabularyDigest() || shapes !== MATRICES.map((matrix) => matrix.join(' ')).join()) {
    throw new ZenbunError(
      'unreadable',
      {
        en: 'this toy model was made for another version of the toy language',
        ja: 'このトイモデルは別のバージョンのトイ言語用です',
      },
      {
        advice: {
          en: 'Create it again with `zenbun lab run --models <folder>`.',
          ja: '`zenbun lab run --models <フォルダー>` で作り直してください。',
        },
      },
    );
  }
  const parameters = new Float32Array(parameterCount(TOY_GPT));
  let at = 0;
  for (const { data } of tensors) {
    parameters.set(data, at);
    at += data.length;
  }
  if (digestOf(parameters) !== weights) {
    throw new ZenbunError('damaged', {
      en: 'the weights of this toy model have been altered or damaged',
      ja: 'このトイモデルの重みは、書き出し時の内容と一致しません',
    });
  }
  return { row, seed: Number(seed), parameters };
}

/** Returns the first 16 hexadecimal digits of SHA-256 over the floats, little-endian. */
export function digestOf(parameters: Float32Array): string {
  const bytes = new Uint8Array(parameters.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of parameters.entries()) view.setFloat32(i * 4, value, true);
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

const vocabularyDigest = () => createHash('sha256').update(TOKENS.join('\n')).digest('hex').slice(0, 16);
