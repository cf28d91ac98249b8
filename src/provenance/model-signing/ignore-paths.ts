/**
 * Whether a file is left out: its name, or a folder that it is in, is one of the paths, sign for sign. There are no patterns: `*` is a star
 * (OpenSSF Model Signing v1.0). `./` in front and `/` at the end of a path are dropped.
 */
export function isIgnored(name: string, ignorePaths: readonly string[]): boolean {
  return ignorePaths.some((path) => {
    const exact = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
    return exact !== '' && exact !== '.' && (name === exact || name.startsWith(`${exact}/`));
  });
}
