import { EMPTY_DECLARED, readAs } from '../empty-record.ts';
import { asPositive, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';

/** A configuration of DeepSpeed. Its values are often `auto`, which says nothing. */
export const deepspeed: TrainerFile = {
  kind: 'deepspeed',
  claims: (file) => field(parsedValue(file), 'zero_optimization', 'train_micro_batch_size_per_gpu') !== undefined,
  read: (file) => {
    const value = parsedValue(file);
    return readAs(file, 'deepspeed', {
      declared: {
        ...EMPTY_DECLARED,
        deviceBatch: asPositive(field(value, 'train_micro_batch_size_per_gpu')),
        accumulation: asPositive(field(value, 'gradient_accumulation_steps')),
        totalBatch: asPositive(field(value, 'train_batch_size')),
      },
    });
  },
};
