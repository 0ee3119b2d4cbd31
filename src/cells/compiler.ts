import type * as ts from "typescript";

/** TypeScript's module, handed in by the kernel. */
export type TypeScript = typeof ts;

/** A type checker with what it has beyond its public face. */
export interface Checker extends ts.TypeChecker {
  getDiagnostics(file: ts.SourceFile): ts.Diagnostic[];
  getEmitResolver(file: ts.SourceFile): object;
  resolveName(
    name: string,
    location: ts.Node | undefined,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** A file as parser and binder leave it. */
export interface BoundFile extends ts.SourceFile {
  /** Where the checker goes on to look for names: for a cell, the cell before it. */
  parent: ts.SourceFile;
  path: string;
  resolvedPath: string;
  originalFileName: string;
  externalModuleIndicator: unknown;
  locals?: Map<ts.__String, ts.Symbol>;
  symbol?: ts.Symbol;
  imports: ts.StringLiteralLike[];
  moduleAugmentations: (ts.StringLiteral | ts.Identifier)[];
  ambientModuleNames: string[];
  parseDiagnostics: ts.DiagnosticWithLocation[];
  bindDiagnostics?: ts.DiagnosticWithLocation[];
  checkJsDirective?: { enabled: boolean };
  commentDirectives?: object[];
}

/** A program as the checker and the emitter see it. */
export type ProgramHost = ts.Program & {
  getResolvedModule(
    file: ts.SourceFile,
    name: string,
    mode: ts.ResolutionMode,
  ): { resolvedModule: ts.ResolvedModuleFull | undefined } | undefined;
  getResolvedModuleFromModuleSpecifier(
    specifier: ts.StringLiteralLike,
    file?: ts.SourceFile,
  ): { resolvedModule: ts.ResolvedModuleFull | undefined } | undefined;
};

/** The parts of TypeScript that are exported, but not declared. */
interface Internals {
  createTypeChecker(host: ProgramHost): Checker;
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  emitFiles(
    resolver: object,
    host: object,
    file: ts.SourceFile,
    transformers: object,
    emitOnly: 0,
    onlyBuildInfo: boolean,
  ): void;
  getTransformers(options: ts.CompilerOptions, custom: ts.CustomTransformers, emitOnly: 0): object;
  isExpressionNode(node: ts.Node): boolean;
  getRootDeclaration(node: ts.Node): ts.Node;
  createCommentDirectivesMap(
    file: ts.SourceFile,
    directives: object[],
  ): { markUsed(line: number): boolean; getUnusedExpectations(): { range: ts.TextRange }[] };
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  getContainerNode(node: ts.Node): ts.Declaration | undefined;
  findPrecedingToken(position: number, file: ts.SourceFile): ts.Node | undefined;
  decodeMappings(mappings: string): Iterable<MapStep>;
  Completions: {
    getCompletionsAtPosition(
      host: object,
      program: ts.Program,
      log: () => void,
      file: ts.SourceFile,
      position: number,
      preferences: ts.UserPreferences,
      triggerCharacter: undefined,
      kind: undefined,
      cancellation: object,
    ): ts.CompletionInfo | undefined;
  };
  SymbolDisplay: {
    getSymbolKind(checker: ts.TypeChecker, symbol: ts.Symbol, location: ts.Node): string;
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node | undefined,
      location: ts.Node,
    ): { displayParts: ts.SymbolDisplayPart[]; symbolKind: string };
  };
  JsDoc: {
    getJsDocCommentsFromDeclarations(
      declarations: readonly ts.Declaration[],
      checker?: ts.TypeChecker,
    ): ts.SymbolDisplayPart[];
    getJsDocTagsFromDeclarations(
      declarations: readonly ts.Declaration[],
      checker?: ts.TypeChecker,
    ): ts.JSDocTagInfo[];
  };
}

/** A step of a source map, all counted from 0. */
interface MapStep {
  generatedLine: number;
  generatedCharacter: number;
  sourceLine?: number;
  sourceCharacter?: number;
}

/** TypeScript with all that the engine uses of it. */
export type Compiler = TypeScript & Internals;

const FUNCTIONS = [
  "createTypeChecker",
  "bindSourceFile",
  "emitFiles",
  "getTransformers",
  "isExpressionNode",
  "getRootDeclaration",
  "createCommentDirectivesMap",
  "getTouchingPropertyName",
  "getContainerNode",
  "findPrecedingToken",
  "decodeMappings",
  "Completions.getCompletionsAtPosition",
  "SymbolDisplay.getSymbolKind",
  "SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind",
  "JsDoc.getJsDocCommentsFromDeclarations",
  "JsDoc.getJsDocTagsFromDeclarations",
] as const;

/**
 * `typescript`, known to have all that the engine uses beyond its declared face.
 *
 * Error that names what is missing, as in another version than the one that is pinned.
 */
export function checkCompiler(typescript: TypeScript): Compiler {
  const missing = FUNCTIONS.filter((path) => {
    let found: unknown = typescript;
    for (const name of path.split(".")) found = (found as Record<string, unknown>)?.[name];
    return typeof found !== "function";
  });
  if (missing.length > 0) {
    const version = String(typescript.version);
    throw new Error(`TypeScript ${version} cannot compile cells: it has no ${missing.join(", ")}`);
  }
  return typescript as Compiler;
}
