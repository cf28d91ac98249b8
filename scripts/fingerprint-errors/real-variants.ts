import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LlamaOptions } from './llama-server.ts';

/** A model of the study: the folder that make_variants.py wrote, and the file from the package. */
export interface RealModel {
  readonly name: string;
  readonly folder: string;
  /** The file as packaged. */
  readonly original: string;
  /** Format in which it was packaged. */
  readonly packed: string;
  /** One of llama.cpp's built-in templates, if the file has none. */
  readonly template?: string;
  readonly otherTemplate: string;
}

interface RealVariant {
  readonly words: string;
  readonly file: string;
  readonly options: LlamaOptions;
}

/** Returns the reference: the package's weights as float16, so that a training step can be stored beside them. */
export const referenceFile = ({ folder }: RealModel): string => join(folder, 'f16.gguf');

const TUNED: readonly (readonly [file: string, words: string])[] = [
  ['q8_0', 'other quantisation: Q8_0'],
  ['q4_0', 'other quantisation: Q4_0'],
  ['sgd-5e-05', 'one step of SGD, rate 5e-5'],
  ['adamw-1e-05', 'one step of AdamW, rate 1e-5'],
  ['adamw-5e-05', 'one step of AdamW, rate 5e-5'],
  ['adamw-1e-05-q8_0', 'one step of AdamW, rate 1e-5, and Q8_0'],
  ['lora-tenth', 'LoRA of 20 steps, merged at a tenth'],
  ['lora', 'LoRA of 20 steps, merged whole'],
];

/** Lists the variants compared with the reference. Files that were not made are left out and listed in `absent`. */
export function realVariants(
  model: RealModel,
  other: RealModel | null,
): { readonly variants: readonly RealVariant[]; readonly absent: readonly string[] } {
  const plain = model.template === undefined ? {} : { template: model.template };
  const all: RealVariant[] = [
    { words: `as the package has it: ${model.packed}`, file: model.original, options: plain },
    ...TUNED.map(([file, words]) => ({ words, file: join(model.folder, `${file}.gguf`), options: plain })),
    {
      words: `other prompt template: ${model.otherTemplate}`,
      file: referenceFile(model),
      options: { template: model.otherTemplate },
    },
    ...(other === null
      ? []
      : [
          {
            words: `another model: ${other.name}`,
            file: referenceFile(other),
            options: other.template === undefined ? {} : { template: other.template },
          },
        ]),
  ];
  const isThere = ({ file }: RealVariant) => existsSync(file);
  return { variants: all.filter(isThere), absent: all.filter((one) => !isThere(one)).map(({ words }) => words) };
}
