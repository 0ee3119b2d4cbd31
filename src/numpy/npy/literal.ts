/** A Python literal. Integers stay text: they may have any number of digits. */
export type Literal =
  | { readonly kind: "string" | "integer" | "word"; readonly text: string }
  | { readonly kind: "tuple" | "list"; readonly items: readonly Literal[] }
  | { readonly kind: "dictionary"; readonly entries: ReadonlyMap<string, Literal> };

/** Throws: what was expected, at which character of the text, and what is there. */
export type Fail = (expected: string, at: number, got: string) => never;

/**
 * Reads what Python prints of dictionaries with strings for keys, tuples, lists, strings without
 * escapes, integers (also Python 2's `2L`) and words, as True, by their grammar: nothing is
 * evaluated.
 */
export function parseLiteral(text: string, fail: Fail): Literal {
  const reader = new LiteralReader(text, fail);
  const literal = reader.literal(0);
  reader.end();
  return literal;
}

/** What a literal is, for the end of an error message. */
export function describeLiteral(literal: Literal): string {
  if (literal.kind === "string") return `${quote(literal.text)} (string)`;
  if ("text" in literal) return cut(literal.text);
  return `a ${literal.kind}`;
}

// One of each kind, tried where a token begins.
const SPACE = /\s*/y;
const STRING = /[uU]?(?:'[^'\\\n]*'|"[^"\\\n]*")/y;
const INTEGER = /([+-]?(?:0+|[1-9](?:_?\d)*))[lL]?/y;
const WORD = /[A-Za-z_]\w*/y;

const MAX_DEPTH = 16; // only structured dtypes nest deeper than 2
const SHOWN = 24;

class LiteralReader {
  readonly #text: string;
  readonly #fail: Fail;
  #at = 0;

  constructor(text: string, fail: Fail) {
    this.#text = text;
    this.#fail = fail;
  }

  literal(depth: number): Literal {
    if (depth > MAX_DEPTH) this.#expected(`at most ${MAX_DEPTH} brackets in one another`);
    if (this.#takeMark("{")) return this.#dictionary(depth + 1);
    if (this.#takeMark("[")) return { kind: "list", items: this.#items("]", depth + 1).items };
    if (this.#takeMark("(")) return this.#tuple(depth + 1);
    const string = this.#take(STRING);
    if (string) return { kind: "string", text: string[0].replace(/^[uU]/, "").slice(1, -1) };
    const integer = this.#take(INTEGER);
    if (integer) return { kind: "integer", text: integer[1].replaceAll("_", "") };
    const word = this.#take(WORD);
    if (word) return { kind: "word", text: word[0] };
    return this.#expected("a Python literal");
  }

  end(): void {
    this.#take(SPACE);
    if (this.#at < this.#text.length) this.#expected("only blanks behind the dictionary");
  }

  #dictionary(depth: number): Literal {
    const entries = new Map<string, Literal>();
    while (!this.#takeMark("}")) {
      const key = this.literal(depth);
      if (key.kind !== "string") return this.#expected("a string as key in front");
      if (!this.#takeMark(":")) this.#expected('":"');
      entries.set(key.text, this.literal(depth));
      if (this.#takeMark(",")) continue;
      if (!this.#takeMark("}")) this.#expected('"," or "}"');
      break;
    }
    return { kind: "dictionary", entries };
  }

  /** One item without a comma is no tuple, but that item in brackets. */
  #tuple(depth: number): Literal {
    const { items, comma } = this.#items(")", depth);
    return items.length === 1 && !comma ? items[0] : { kind: "tuple", items };
  }

  #items(close: string, depth: number): { items: Literal[]; comma: boolean } {
    const items: Literal[] = [];
    let comma = false;
    while (!this.#takeMark(close)) {
      items.push(this.literal(depth));
      comma = this.#takeMark(",");
      if (comma) continue;
      if (!this.#takeMark(close)) this.#expected(`"," or "${close}"`);
      break;
    }
    return { items, comma };
  }

  #takeMark(mark: string): boolean {
    this.#take(SPACE);
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #expected(what: string): never {
    const rest = this.#text.slice(this.#at);
    return this.#fail(what, this.#at, rest === "" ? "its end" : quote(rest));
  }
}

function quote(text: string): string {
  return JSON.stringify(cut(text));
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
