/**
 * Reports whether a file is ignored: its name, or a folder it is in, exactly equals one of the paths. There are no
 * patterns: `*` is a literal star (OpenSSF Model Signing v1.0). A leading `./` and a trailing `/` of a path are
 * dropped.
 */
export function isIgnored(name: string, ignorePaths: readonly string[]): boolean {
  return ignorePaths.some((path) => {
    const exact = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
    return exact !== '' && exact !== '.' && (name === exact || name.startsWith(`${exact}/`));
  });
}
