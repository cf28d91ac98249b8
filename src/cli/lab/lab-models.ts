import { join } from 'node:path';
import { makeFolder, writeWhole } from '../../files/index.ts';
import { digestOf, encodeModel, type ToyModel } from '../../lab/index.ts';
import { labCard } from '../../report/index.ts';
import type { LabReport } from '../../schema/index.ts';

/** Writes each model as `ROW.safetensors` with its card `ROW.md`, in one folder per seed if there are several. */
export async function writeModels(folder: string, models: readonly ToyModel[], report: LabReport): Promise<void> {
  const kernels = report.run.kernels === 'wasm' ? '' : ` --kernels ${report.run.kernels}`;
  for (const model of models) {
    const { row, seed, parameters } = model;
    // Prompting the aligned model differently does not make another model.
    if (row.startsWith('aligned-')) continue;
    const place = report.seeds.length === 1 ? folder : join(folder, `seed-${seed}`);
    await makeFolder(place);
    await writeWhole(join(place, `${row}.safetensors`), encodeModel(model));
    const card = labCard(report, {
      result: report.results.find((result) => result.row === row && result.seed === seed)!,
      command: `zenbun lab run --seeds ${seed}-${seed} --rows ${row}${kernels} --models ${folder}`,
      parameters: parameters.length,
      digest: digestOf(parameters),
    });
    await writeWhole(join(place, `${row}.md`), card);
  }
}
