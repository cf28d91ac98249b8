type PathMatcher = (path: string) => boolean;

/** Compiles a file pattern by the usual rules: a star does not match hidden names. */
export async function pathMatcher(pattern: string): Promise<PathMatcher> {
  // @ts-expect-error: the package has no types.
  const { default: picomatch }: { default: (glob: string, options: object) => PathMatcher } = await import('picomatch');
  return picomatch(pattern, { posix: true });
}
