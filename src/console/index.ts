/**
 * The console of a gateway, and of results on disk: requests in, responses out. Everything it shows or changes comes
 * through its own ports; the browser code in `app` knows only types and the tree of the log.
 */
export { consoleHandler } from './console-handler.ts';
export type {
  ActFields,
  ConsoleControl,
  ConsoleIdentity,
  ConsoleLog,
  ConsolePorts,
  ConsoleRecord,
  ConsoleRuns,
} from './ports.ts';
