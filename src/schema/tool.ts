/**
 * The tool that made a result. The version is that of package.json; a test keeps the two equal, so that nothing has to
 * be looked up beside a bundle.
 */
export const TOOL = { name: 'zenbun', version: '0.1.0' } as const;
