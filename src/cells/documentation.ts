import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";

/** Gives a file with its comments, which for libraries are left out at first. */
export type WithComments = (file: ts.SourceFile) => ts.SourceFile;

/**
 * What comments in the code say of names, as Markdown. A parameter that is nothing but options is told with
 * each of its options, since its type is no more than a name.
 */
export class Documentation {
  readonly #compiler: Compiler;
  readonly #checker: ts.TypeChecker;
  readonly #withComments: WithComments;

  constructor(compiler: Compiler, checker: ts.TypeChecker, withComments: WithComments) {
    this.#compiler = compiler;
    this.#checker = checker;
    this.#withComments = withComments;
  }

  /**
   * What a symbol is, then what its ways to be called need: their own comments, and what is said of their
   * parameters.
   */
  of(symbol: ts.Symbol, calls: readonly ts.Signature[]): string {
    const own = this.#told(symbol.declarations ?? []);
    const isMade = (symbol.flags & this.#compiler.SymbolFlags.Class) !== 0;
    const making = isMade
      ? calls.map(({ declaration }) => (declaration === undefined ? "" : this.#told([declaration])))
      : [];
    const parameters = [...new Set(calls.flatMap((call) => this.#parameters(call)))];
    const parts = [own, ...new Set(making.filter((part) => !flat(own).includes(flat(part))))];
    return [...parts, parameters.join("\n")].filter((part) => part !== "").join("\n\n");
  }

  /** The comment of a declaration with its tags, but for those of parameters. */
  #told(declarations: readonly ts.Declaration[]): string {
    const tags = this.#compiler.JsDoc.getJsDocTagsFromDeclarations(
      declarations.map((declaration) => this.#twin(declaration)),
      this.#checker,
    )
      .filter(({ name }) => name !== "param")
      .map(({ name, text }) => `*@${name}* ${textOf(text ?? [])}`.trim());
    return [this.#comment(declarations), tags.join("\n\n")]
      .filter((part) => part !== "")
      .join("\n\n");
  }

  /** The comment of a declaration: a doc comment, or a plain one in the lines right above it. */
  #comment(declarations: readonly ts.Declaration[]): string {
    const twins = declarations.map((declaration) => this.#twin(declaration));
    const doc = textOf(this.#compiler.JsDoc.getJsDocCommentsFromDeclarations(twins, this.#checker));
    return doc === "" ? twins.map((twin) => plainComment(this.#compiler, twin)).join("") : doc;
  }

  /** A line for each parameter of which something is said, and for each option that one may have. */
  #parameters(call: ts.Signature): string[] {
    return call.parameters.flatMap((parameter) => {
      const [declaration] = parameter.declarations ?? [];
      if (declaration === undefined || !this.#compiler.isParameter(declaration)) return [];
      const told = this.#doc(declaration);
      const options = this.#options(declaration);
      if (!this.#compiler.isIdentifier(declaration.name)) return options;
      if (told === "" && options.length === 0) return [];
      return [entry(parameter.name, told), ...options.map((line) => `  ${line}`)];
    });
  }

  /** The fields of a parameter that may all be left out, as they are of options. */
  #options(parameter: ts.ParameterDeclaration): string[] {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeAtLocation(parameter));
    const fields = type.isClass() ? [] : type.getProperties();
    const { Optional } = this.#compiler.SymbolFlags;
    if (!fields.every(({ flags }) => (flags & Optional) !== 0)) return [];
    return fields.flatMap((field) => {
      const declaration = field.declarations?.find(this.#compiler.isPropertySignature);
      const told = declaration === undefined ? "" : this.#doc(declaration);
      if (told === "") return [];
      const kind = declaration?.type?.getText().replace(/ \| undefined$/, "") ?? "any";
      return [entry(`${field.name}?: ${kind}`, told)];
    });
  }

  #doc(declaration: ts.Declaration): string {
    const twin = this.#twin(declaration);
    return textOf(this.#compiler.JsDoc.getJsDocCommentsFromDeclarations([twin], this.#checker));
  }

  /** The same declaration in the parse of its file that has the comments. */
  #twin<D extends ts.Declaration>(node: D): D {
    const file = this.#withComments(node.getSourceFile());
    if (node.getSourceFile() === file) return node;
    const find = (at: ts.Node): ts.Node | undefined => {
      if (at.kind === node.kind && at.end === node.end && at.getStart(file) === node.getStart())
        return at;
      return this.#compiler.forEachChild(at, (child) =>
        child.pos <= node.pos && node.end <= child.end ? find(child) : undefined,
      );
    };
    return (find(file) ?? node) as D;
  }
}

/** In one line. */
const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

export function textOf(parts: readonly ts.SymbolDisplayPart[]): string {
  return parts.map(({ text }) => text).join("");
}

function entry(name: string, told: string): string {
  const text = flat(told).replace(/^-\s*/, "");
  return text === "" ? `- \`${name}\`` : `- \`${name}\`: ${text}`;
}

/** The plain comment above a declaration, with no empty line between them. */
function plainComment(compiler: Compiler, declaration: ts.Declaration): string {
  const statement = compiler.isVariableDeclaration(declaration)
    ? declaration.parent.parent
    : declaration;
  const { text } = statement.getSourceFile();
  let next = statement.getStart();
  const lines: string[] = [];
  for (const { pos, end } of [
    ...(compiler.getLeadingCommentRanges(text, statement.pos) ?? []),
  ].reverse()) {
    if (!/^[^\S\n]*\r?\n?[^\S\n]*$/.test(text.slice(end, next))) break;
    const comment = text.slice(pos, end);
    if (/^(\/\/\/|\/\/\s*@ts-|\/\*\*)/.test(comment)) break;
    lines.unshift(
      comment.replace(/^(\/\/|\/\*)[^\S\n]*|\s*\*\/$/g, "").replace(/\n\s*\*? ?/g, "\n"),
    );
    next = pos;
  }
  return lines.join("\n").trim();
}
