import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Comment, type Node, parseSync } from 'oxc-parser';

/** Figures of one TypeScript file. */
export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  readonly lines: number;
  /** Lines from head to closing brace of every function with a body, including nested ones. */
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
  /** Absolute paths of relative imports: static, dynamic, re-exporting and type-only. */
  readonly imports: readonly string[];
  /** Names declared and exported here, with whether a `/** … *\/` precedes them. */
  readonly exports: readonly { readonly name: string; readonly hasContract: boolean }[];
  /** Names re-exported from another file. */
  readonly reexports: readonly string[];
  /** Names of interfaces, type aliases and classes, exported or not. */
  readonly types: readonly string[];
}

/** Reads and parses one file. Throws if it does not parse. */
export function sourceFile(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const functions: { name: string; lines: number }[] = [];
  const types: string[] = [];
  const exports: { name: string; hasContract: boolean }[] = [];
  const imports = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  const linesOf = (node: Node) => text.slice(node.start, node.end).split('\n').length;
  walk(program, (node) => {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (node.body !== null) functions.push({ name: nameOf(node), lines: linesOf(node) });
        break;
      case 'ImportExpression':
        if (node.source.type === 'Literal') imports.push(String(node.source.value));
        break;
      case 'TSImportType':
        imports.push(String(node.source.value));
        break;
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        types.push(node.id.name);
        break;
      case 'ClassDeclaration':
        if (node.id !== null) types.push(node.id.name);
        break;
      case 'ExportNamedDeclaration':
        if (node.declaration !== null) {
          const hasContract = isDocumented(node.start, comments, text);
          for (const name of declaredNames(node.declaration)) exports.push({ name, hasContract });
        }
        break;
      default:
    }
  });
  return {
    path,
    lines: text.split('\n').length,
    functions,
    imports: imports.filter((name) => name.startsWith('.')).map((name) => resolve(dirname(path), name)),
    exports,
    reexports: module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, exportName }) => (moduleRequest === null ? [] : [exportName.name ?? '*'])),
    ),
    types,
  };
}

function walk(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof child.type === 'string') walk(child, see);
    }
  }
}

const nameOf = (node: Node): string => ('id' in node && node.id !== null && 'name' in node.id ? node.id.name : '');

function declaredNames(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  }
  return [nameOf(declaration)];
}

/** Reports whether a doc comment ends right before this position. */
const isDocumented = (start: number, comments: readonly Comment[], text: string): boolean =>
  comments.some(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && end <= start && text.slice(end, start).trim() === '',
  );
