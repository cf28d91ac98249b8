/** What made a result. The version is that of package.json; a test holds them together, so that nothing is looked up beside a bundle. */
export const TOOL = { name: 'zenbun', version: '0.1.0' } as const;
