import { ZenbunError } from '../errors.ts';
import type { Message } from '../schema/index.ts';

/** A bucket and a log contradict each other, which no retry will change. Its code is `damaged`. */
export class BucketConflict extends ZenbunError {
  constructor(problem: Message, cause?: unknown) {
    super('damaged', problem, { advice: ADVICE, cause });
  }
}

const ADVICE: Message = {
  en: 'Keep both, and compare them with zenbun ledger verify; ship to another prefix until then.',
  ja: '両方を保管し、zenbun ledger verify で確認してください。それまでは別のプレフィックスに送ってください。',
};
