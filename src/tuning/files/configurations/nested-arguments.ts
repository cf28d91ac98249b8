import type { DeclaredAdapter } from '../../training-record.ts';
import { readAs } from '../empty-record.ts';
import { asObject, asPositive, asText, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { declaredAdapter, moduleNames, runArguments } from './run-arguments.ts';
import { counted, RUN_SETTINGS } from './trl.ts';

/** Arguments one level down, as many scripts keep them: `{model: {…}, training: {…}, lora: {…}}`. */
export const nestedArguments: TrainerFile = {
  kind: 'nested-arguments',
  isGeneral: true,
  claims: (file) => Object.values(asObject(parsedValue(file)) ?? {}).some((part) => counted(part, RUN_SETTINGS) > 1),
  read: (file) => {
    const value = asObject(parsedValue(file)) ?? {};
    const parts = Object.values(value).flatMap((part) => asObject(part) ?? []);
    const flat: unknown = Object.assign(Object.create(null), value, ...parts);
    const declared = runArguments(flat);
    const repeated = RUN_SETTINGS.filter((name) => parts.filter((part) => field(part, name) !== undefined).length > 1);
    return readAs(file, 'nested-arguments', {
      declared: {
        ...declared,
        baseModel: modelOf(field(value, 'model', 'base_model')) ?? declared.baseModel,
        adapter: adapterOf(field(value, 'lora', 'peft', 'lora_config', 'qlora')),
      },
      unread: inSeveral(repeated),
    });
  },
};

const modelOf = (model: unknown): string | null =>
  asText(model) ??
  asText(
    field(model, 'name_or_path', 'model_name_or_path', 'base_model', 'model_name', 'model_id', 'name', 'path', 'id'),
  );

function adapterOf(lora: unknown): DeclaredAdapter | null {
  const rank = asPositive(field(lora, 'r', 'rank', 'lora_r', 'lora_rank'));
  if (rank === null) return null;
  return declaredAdapter('lora', {
    rank,
    alpha: asPositive(field(lora, 'lora_alpha', 'alpha')),
    targetModules: moduleNames(field(lora, 'target_modules', 'lora_target_modules')),
    savedModules: moduleNames(field(lora, 'modules_to_save')),
  });
}

function inSeveral(names: readonly string[]) {
  if (names.length === 0) return [];
  const joined = names.join(', ');
  return [
    {
      en: `Settings that stand in several sections; the last was used: ${joined}.`,
      ja: `複数のセクションに記載された設定（最後の値を使用）：${joined}。`,
    },
  ];
}
