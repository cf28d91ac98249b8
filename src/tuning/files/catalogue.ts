import { adapterConfig } from './hugging-face/adapter-config.ts';
import { safetensors } from './hugging-face/safetensors.ts';
import { trainerState } from './hugging-face/trainer-state.ts';
import type { TrainerFile } from './trainer-file.ts';

/** Every kind of file that is read, special ones before general ones: of two that claim a file the earlier reads it. */
export const TRAINER_FILES: readonly TrainerFile[] = [trainerState, adapterConfig, safetensors];
