import type { BundledLedger } from '../../bundle/index.ts';
import type { VerificationCheck } from '../../schema/index.ts';
import { type ReadLog, replayLogs, unplacedIn } from '../rollout/replay-ledgers.ts';
import { readLeaf } from '../../ledger/index.ts';
