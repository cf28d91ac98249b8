type PathMatcher = (path: string) => boolean;

/** As patterns of files are read: what is hidden is not meant by a star. */
export async function pathMatcher(pattern: string): Promise<PathMatcher> {
  // @ts-expect-error: the package has no types.
  const { default: picomatch }: { default: (glob: string, options: object) => PathMatcher } = await import('picomatch');
  return picomatch(pattern, { posix: true });
}
