import { ZenbunError } from '../../../errors.ts';

export type CycloneDx = typeof import('@cyclonedx/cyclonedx-library');

/** Loads the CycloneDX library, which users install on demand. Throws `usage` if it is absent. */
export async function loadCycloneDx(load: (() => Promise<CycloneDx>) | null = null): Promise<CycloneDx> {
  try {
    if (load !== null) return await load();
    return await import('@cyclonedx/cyclonedx-library');
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      {
        en: 'A bill of materials needs the package @cyclonedx/cyclonedx-library',
        ja: '部品表の作成には @cyclonedx/cyclonedx-library パッケージが必要です',
      },
      {
        advice: {
          en: 'Install it beside zenbun: npm install @cyclonedx/cyclonedx-library@10.3.0',
          ja: 'zenbun と同じ場所にインストールしてください：npm install @cyclonedx/cyclonedx-library@10.3.0',
        },
        cause,
      },
    );
  }
}

/**
 * Validates a bill against the schema of CycloneDX 1.7 with the library's own validator. Returns texts that name the
 * places that do not fit, or null if the packages needed for validation are absent.
 */
export async function schemaFaults(cdx: CycloneDx, text: string): Promise<readonly string[] | null> {
  try {
    const error = await new cdx.Validation.JsonStrictValidator(cdx.Spec.Version.v1dot7).validate(text);
    if (error === null) return [];
    return Array.isArray(error) ? error.map((each) => JSON.stringify(each)) : [JSON.stringify(error)];
  } catch (cause) {
    if (cause instanceof cdx.Validation.MissingOptionalDependencyError) return null;
    throw cause;
  }
}
