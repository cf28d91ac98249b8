import { ZenbunError } from '../../errors.ts';

type Pg = typeof import('pg');

/** Loads the PostgreSQL client, which users install if they need it. Throws `usage` if it is absent. */
export async function loadPg(load: (() => Promise<Pg>) | null = null): Promise<Pg> {
  try {
    if (load !== null) return await load();
    // Awaited inside the `try`, so that bundlers see that it may be absent.
    return await import('pg');
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      {
        en: 'A lease in PostgreSQL needs the package pg',
        ja: 'PostgreSQL でのリースには pg パッケージが必要です',
      },
      {
        advice: {
          en: 'Install it beside zenbun: npm install pg@8.23.1',
          ja: 'zenbun と同じ場所にインストールしてください：npm install pg@8.23.1',
        },
        cause,
      },
    );
  }
}
