/** What a cell gives: its result as Node shows it, what it prints, or the message it fails with. */
export interface Expected {
  result?: string;
  stdout?: string;
  /** A part of what is written to standard error. */
  warning?: string;
  /** A part of the error's message. */
  error?: string;
}

/** A cell and its result as text; `""` for none. */
export type Step = [code: string, expected: string | Expected];

/**
 * Cells that run one after the other in a fresh kernel, by kind. The values are those of IPython's and V8's
 * rule: one name, one value; and of TypeScript and Node where these decide.
 */
export const TABLE: Record<string, Step[]> = {
  "functions see what later cells assign": [
    ["let lr = 0.1; function step(g: number) { return lr * g }", ""],
    ["lr = 0.01; step(10)", "0.1"],
    ["let k = 0; const up = () => ++k", ""],
    ["k = 100", "100"],
    ["up()", "101"],
    ["k", "101"],
    ["k += 1; k++; --k; up()", "103"],
    ["[k, lr] = [1, 2]; [k, lr, step(1)]", "[ 1, 2, 2 ]"],
    ["({ k, r: lr = 7 } = { k: 5 } as { k: number; r?: number }); [k, lr]", "[ 5, 7 ]"],
    ["for (k of [7, 8, 9]) {}\nk", "9"],
    ["for (k = 0; k < 3; k++) {}\nup()", "4"],
    ["k ??= 1; k ||= 2; k &&= 6; k **= 2", "36"],
  ],
  "a name that is declared again is the same variable": [
    ["let a = 1; const get = () => a; function set(v: any) { a = v }", ""],
    ["let a = 'two'; get()", "'two'"],
    ["set(3); a as unknown", "3"],
    ["const a = 4; get()", "4"],
    ["var a = 5; get()", "5"],
    ["class a { static x = 6 }\n(get() as any).x", "6"],
    ["function a() { return 7 }\n(get() as any)()", "7"],
    ["import { sep as a } from 'node:path'; get()", "'/'"],
    ["const { a, ...others } = { a: 8, b: 1 }; [get(), others]", "[ 8, { b: 1 } ]"],
    ["const [[a = 9]] = [[]] as number[][]; get()", "9"],
    ["enum a { P = 10 }\n(get() as any).P", "10"],
    ["namespace a { export const q = 11 }\n(get() as any).q", "11"],
  ],
  "a declaration may use what stands before it in the same statement": [
    ["let a = 1, b = a + 1, c = () => a + b; [a, b, c()]", "[ 1, 2, 3 ]"],
    ["a = 5; c()", "7"],
    [
      "const { x, y = x, z: [w = y] = [] } = { x: 3 } as { x: number; y?: number; z?: number[] }; [x, y, w]",
      "[ 3, 3, 3 ]",
    ],
    [
      "let [p, q = p * 2, { r = () => p } = {} as { r?: () => number }] = [4] as [number, number?]; [p, q, r()]",
      "[ 4, 8, 4 ]",
    ],
    ["p = 9; r()", "9"],
    [
      "var m = 1, n = m + 1; for (var i = 0, j = i + 5; i < 1; i++) {}\n[m, n, i, j]",
      "[ 1, 2, 1, 5 ]",
    ],
    ["if (true) { var { s, t = s } = { s: 6 } as { s: number; t?: number } }\n[s, t]", "[ 6, 6 ]"],
    ["const { e, ...rest } = { e: 1, f: 2 }, g = [e, rest]; g", "[ 1, { f: 2 } ]"],
    ["export const h = 1, k = h; export let l = k, o = { l, h }; o", "{ l: 1, h: 1 }"],
    ["for (const u of [1, 2]) { let v = u, w2 = v; if (w2 !== u) throw 1 }\n'fine'", "'fine'"],
  ],
  "names that are special to objects, and to the compiler": [
    ["let __proto__ = 1, constructor = 2, __x = 3, ___y = 4, hasOwnProperty = 5, toString = 6", ""],
    ["[__proto__, constructor, __x, ___y, hasOwnProperty, toString]", "[ 1, 2, 3, 4, 5, 6 ]"],
    ["__x = 7; const readX = () => __x; readX()", "7"],
    ["Object.keys({ __proto__, constructor })", "[ '__proto__', 'constructor' ]"],
    ["throw new Error('later'); let __late = 1", { error: "later" }],
    ["__late", { error: "Cannot find name '__late'" }],
    ["let $ = 1, _ = 2, 名前 = 3, ñ = 4; [$, _, 名前, ñ]", "[ 1, 2, 3, 4 ]"],
    ["this === globalThis", "true"],
  ],
  "functions and classes that are declared again": [
    [
      "function f(n: number): number { return n <= 1 ? 1 : n * f(n - 1) }\nconst old = f; f(5)",
      "120",
    ],
    ["function f(n: number): number { return 0 }\nold(5)", "0"],
    [
      "class A { make() { return new A() } tell() { return 'first' } }\nconst first = new A(); const other = () => new A().tell()",
      "",
    ],
    ["class A { make() { return new A() } tell() { return 'second' } }\nother()", "'second'"],
    ["first.make().tell()", "'first'"],
    ["class B extends A { tell() { return `B, ${super.tell()}` } }\nnew B().tell()", "'B, second'"],
    ["const helper = () => inner(); function inner() { return 1 }\nhelper()", "1"],
    ["const inner = () => 2; helper()", "2"],
  ],
  "names of functions are those of the cell": [
    [
      "const arrow = () => 1; let late; late = function () {}; [arrow.name, late.name]",
      "[ 'arrow', 'late' ]",
    ],
    ["var v = class {}; if (true) { var w = () => 1 } [v.name, w!.name]", "[ 'v', 'w' ]"],
    [
      "function named() {}\nclass Named {}\n[named.name, Named.name, named, Named]",
      "[ 'named', 'Named', [Function: named], [class Named] ]",
    ],
    ["() => 1", "[Function (anonymous)]"],
    ["class {}", { error: "must have a name" }],
    ["(class {})", "[class (anonymous)]"],
  ],
  "var belongs to the cell from any block, let and const to their block": [
    ["for (var i = 0, n = 3; i < n; i++) {}\n[i, n]", "[ 3, 3 ]"],
    [
      "const calls: (() => number)[] = []; for (let j = 0; j < 3; j++) calls.push(() => j); calls.map((c) => c())",
      "[ 0, 1, 2 ]",
    ],
    ["j", { error: "Cannot find name 'j'" }],
    [
      "if (true) { var { deep, list: [head = 1] } = { deep: 2, list: [] as number[] } }\n[deep, head]",
      "[ 2, 1 ]",
    ],
    ["for (var key in { x: 1, y: 2 }) {}\nkey!", "'y'"],
    ["for (var [p, q] of [[1, 2], [3, 4]]) {}\n[p!, q!]", "[ 3, 4 ]"],
    ["var i; i", "3"],
    ["try { throw 1 } catch { var caught = 'yes' }\ncaught", "'yes'"],
    [
      "switch (1) { case 1: var chosen = 1 }\nlabel: { var inside = 2; break label }\n[chosen, inside]",
      "[ 1, 2 ]",
    ],
    ["{ let i = 'block'; }\ni", "3"],
    ["(() => { var i = 9; return i })()", "9"],
    ["i", "3"],
  ],
  "writes from callbacks, timers and promises": [
    ["let seen = 0; const bump = () => { seen += 1 }; [1, 2, 3].forEach(bump); seen", "3"],
    ["setTimeout(bump, 5); await new Promise((r) => setTimeout(r, 40)); seen", "4"],
    ["let seen = 10; bump(); seen", "11"],
    ["await Promise.resolve().then(() => { seen = 20 }); seen", "20"],
    ["await Promise.all([1, 2].map(async (x) => { await null; seen += x })); seen", "23"],
    ["function* numbers() { while (seen < 26) yield seen++ }\n[...numbers()]", "[ 23, 24, 25 ]"],
    [
      "const box = { get now() { return seen }, [`k${seen}`]: seen, seen }; box",
      "{ now: [Getter], k26: 26, seen: 26 }",
    ],
    ["seen = 1; box.now", "1"],
    ["((seen: number) => seen)(5) + seen", "6"],
    ["function tag(s: TemplateStringsArray, ...v: unknown[]) { return v }\ntag`${seen}`", "[ 1 ]"],
    [
      "function whoAmI(this: unknown) { return this === undefined || this === globalThis }\nwhoAmI()",
      "true",
    ],
  ],
  "await in any place": [
    [
      "const later = async <T>(x: T) => x; const { d } = await (await later({ json: async () => ({ d: 5 }) })).json(); d",
      "5",
    ],
    ["await (async () => 5)()", "5"],
    ["await `t`", "'t'"],
    [
      "const [x = await later(1), { y = await later(2) } = {} as { y?: number }] = [] as any[]; [x, y]",
      "[ 1, 2 ]",
    ],
    ["let sum = 0; for await (const x of [later(1), 2]) sum += x; sum", "3"],
    ["for (const x of await later([1, 2])) sum += await later(x); sum", "6"],
    ["if (await later(true)) { sum = await later(0) } else sum = 1; sum", "0"],
    ["while (sum < (await later(3))) sum++; sum", "3"],
    ["`${await later('a')}${(await later({ b: 'c' })).b}`", "'ac'"],
    [
      "const o = { [await later('k')]: await later(1), m: async () => await later(2) }; [o, await o.m()]",
      "[ { k: 1, m: [AsyncFunction: m] }, 2 ]",
    ],
    ["await later(1) + await later(2), await later(9)", "9"],
    ["try { await Promise.reject(new Error('no')) } catch (e) { e.message }", ""],
    [
      "(await later([3, 1, 2])).map(async (x) => x)",
      "[ Promise { 3 }, Promise { 1 }, Promise { 2 } ]",
    ],
    ["switch (await later(2)) { case await later(2): sum = 7 }\nsum", "7"],
    ["class W { static v = 4; m = (await later(3)) }", { error: "await" }],
    [
      "async function* g() { yield await later(1); yield* [2] }\nconst all = []; for await (const v of g()) all.push(v); all",
      "[ 1, 2 ]",
    ],
    ["await import('node:path').then((m) => m.sep)", "'/'"],
    ["Promise.resolve(1)", "Promise { 1 }"],
    ["await null", "null"],
    ["await undefined", ""],
  ],
  "a cell that fails keeps what it had declared by then": [
    [
      "let kept: number = 1; let text = 'a'; throw new Error('stop'); let unseen = true",
      { error: "stop" },
    ],
    ["kept.toFixed(1) + text.toUpperCase()", "'1.0A'"],
    ["kept = 'wrong'", { error: "Type 'string' is not assignable to type 'number'" }],
    ["unseen", { error: "Cannot find name 'unseen'" }],
    ["let unseen = 'old'", ""],
    ["throw 1; let unseen = 5", { error: "1" }],
    ["unseen.length", "3"],
    [
      "function early() { return 1 }\nclass Early {}\nenum E { X }\n(null as any).x; class Late {}\nfunction lateToo() { return 2 }",
      { error: "null" },
    ],
    ["[early(), lateToo(), typeof Early, E.X]", "[ 1, 2, 'function', 0 ]"],
    ["Late", { error: "Cannot find name 'Late'" }],
    ["const { one, two } = (() => { throw new Error('no') })() as any", { error: "no" }],
    ["one", { error: "Cannot find name 'one'" }],
    ["type T = { t: number }; interface I { i: T }\nthrow new Error('types')", { error: "types" }],
    ["const typed: I = { i: { t: 1 } }; typed", "{ i: { t: 1 } }"],
    ["let bad: number = 'x'; let good = 1", { error: "not assignable" }],
    ["good", { error: "Cannot find name 'good'" }],
  ],
  "types as a new project has them": [
    [
      "type R = { ok: true; value: number } | { ok: false; error: string }; const r = { ok: false, error: 'e' } as R; r.ok ? r.value : r.error",
      "'e'",
    ],
    ["[1, null, 2].filter((x) => x !== null).map((x) => x.toFixed(0))", "[ '1', '2' ]"],
    [
      "const m = new Map([['a', 1]]); m.get('a').toFixed(1)",
      { result: "'1.0'", warning: "possibly 'undefined'" },
    ],
    ["let n: number = null; n", { result: "null", warning: "TS2322" }],
    ["function untyped(x, y) { return x + y }\nuntyped(1, 'a')", "'1a'"],
    ["class Layer { w; y: number; constructor(n) { this.w = n } }\nnew Layer(3).w", "3"],
    ["function Old() { this.a = 1 }\nnew Old().a", "1"],
    ["try { JSON.parse('{') } catch (e) { console.log(e.name) }", { stdout: "SyntaxError\n" }],
    ["let s: string = 5", { error: "Type 'number' is not assignable to type 'string'" }],
    ["'abc'.nope", { error: "Property 'nope' does not exist" }],
    ["const satisfied = { a: 1 } satisfies Record<string, number>; satisfied.a", "1"],
    ["const first = <const T,>(x: T) => x; first([1, 2])[0]", "1"],
    ["declare function nothing(): void; typeof nothing", "'undefined'"],
  ],
  "the library of the JavaScript that runs": [
    ["[3, 1, 2].toSorted().with(0, 9).at(-1)", "3"],
    ["[1, 2].findLast((x) => x < 2)", "1"],
    ["document.title", { error: "Cannot find name 'document'" }],
    ["window", { error: "Cannot find name 'window'" }],
    ["[...new Headers([['a', 'b']])]", "[ [ 'a', 'b' ] ]"],
    ["Object.fromEntries(new Response('', { headers: { a: 'b' } }).headers)['a']", "'b'"],
    [
      "[typeof structuredClone, typeof fetch, typeof performance.now, typeof Buffer.from, new URL('http://a/b').pathname]",
      "[ 'function', 'function', 'function', 'function', '/b' ]",
    ],
    ["new TextDecoder().decode(new TextEncoder().encode('é'))", "'é'"],
  ],
  "forms of a cell": [
    [
      "export const e1 = 1; export let e2 = 2; export function e3() { return 3 } export class E4 {} export enum E5 { X }\n[e1, e2, e3(), E4.name, E5.X]",
      "[ 1, 2, 3, 'E4', 0 ]",
    ],
    ["export { e1 as other }; export type { T1 }; type T1 = 1\nexport default e1 + 1", "2"],
    ["export default function () { return 1 }", "[Function (anonymous)]"],
    ["export default class Named {}\nNamed.name", "'Named'"],
    [
      "export * from 'node:os'; export { sep } from 'node:path'; export * as ns from 'node:os'; 1",
      "1",
    ],
    ["import path = require('node:path'); path.basename('/a/b')", "'b'"],
    [
      "import fs, { existsSync as there } from 'fs'; import type { Stats } from 'fs'; import { type Dirent } from 'fs'; [typeof fs.readFileSync, typeof there]",
      "[ 'function', 'function' ]",
    ],
    ["namespace N { export namespace M { export const x = 1 } }\nimport y = N.M.x; y", "1"],
    [
      "declare global { interface Array<T> { second(): T } }\nArray.prototype.second = function () { return this[1] }; [1, 2].second()",
      "2",
    ],
    ["[3, 4].second()", "4"],
    ["declare global { var shared: number }\nglobalThis.shared = 5; shared", "5"],
    [
      "declare module 'no-such-module' { export const v: number }\ntype V = typeof import('no-such-module').v; const v: V = 1; v",
      "1",
    ],
    [
      "declare module 'no-such-module' { export const v: string }\ntype V = typeof import('no-such-module').v; const v: V = 'again'; v",
      "'again'",
    ],
    ["declare global { interface Array<T> { second(): T } }\n[5, 6].second()", "6"],
    [
      "[import.meta.url.startsWith('file:///'), import.meta.dirname === __dirname, import.meta.filename === __filename]",
      "[ true, true, true ]",
    ],
    [
      "[typeof require, typeof module, typeof exports, module.exports === exports]",
      "[ 'function', 'object', 'object', true ]",
    ],
    [
      "const require = (x: string) => x; const exports = 1; let global = 2; [require('a'), exports, global]",
      "[ 'a', 1, 2 ]",
    ],
    ["#!/usr/bin/env node\n1 + 1", "2"],
    ["let crlf = 1;\r\nlet other2 = 2;\r\ncrlf + other2", "3"],
    ["'\u2028'.length; // a comment\u2028'next'", "'next'"],
    ["// @ts-nocheck\nlet wrong: number = 'x'; wrong", "'x'"],
    [
      "// @ts-ignore\nlet wrong2: number = 'x';\n// @ts-expect-error\nlet wrong3: number = 'y'; wrong2 + wrong3",
      "'xy'",
    ],
    ["// @ts-expect-error\nlet right = 1", { error: "Unused '@ts-expect-error' directive" }],
    [
      "const React = { createElement: (...all: unknown[]) => all }; <b id='x'>{1}</b>",
      "[ 'b', { id: 'x' }, 1 ]",
    ],
    ["%time 1", { error: "magic command of IPython" }],
    ["%%bash\nls", { error: "magic command of IPython" }],
    ["!ls -la", { error: "command of IPython" }],
    ["path?", { error: "Shift-Tab" }],
    ["?path", { error: "Shift-Tab" }],
    ["", ""],
    ["// only a comment", ""],
    [";;", ""],
    ["5;;", "5"],
    ["'use strict'; let strict = 1; strict", "1"],
    ["{ a: 1 }", ""],
    ["({ a: 1 })", "{ a: 1 }"],
    [
      "let process = 'mine', name = 'me', Map = 1, console2 = console; console2.log(process, name, Map)",
      { stdout: "mine me 1\n" },
    ],
  ],
  "decorators, enums and what else is compiled": [
    [
      "const log = (c: any) => c; @log class D { static me = () => D; @((t: any, k: string) => {}) p = 1 }\nD.me() === D",
      "true",
    ],
    ["const enum CE { A = 2 }\nCE.A", "2"],
    ["CE.A + 1", "3"],
    [
      "abstract class Shape { abstract area(): number; constructor(protected readonly w = 2) {} }\nclass Sq extends Shape { area() { return this.w ** 2 } }\nnew Sq().area()",
      "4",
    ],
    [
      "class Acc { #x = 1; accessor y = 2; static z: number; static { this.z = 3 } get x() { return this.#x } }\n[new Acc().x, new Acc().y, Acc.z]",
      "[ 1, 2, 3 ]",
    ],
    [
      "const log2: string[] = []; { using r = { [Symbol.dispose]() { log2.push('gone') } }; log2.push('used') }\nlog2",
      "[ 'used', 'gone' ]",
    ],
    [
      "function over(x: string): string; function over(x: number): number; function over(x: any) { return x }\nover(1)",
      "1",
    ],
    ["const x1 = <number>(5 as unknown); x1!.toFixed(0)", "'5'"],
    [
      "let opt: { a?: { b(): number } } = {}; [opt.a?.b(), opt?.['a'], 1_000, 2n ** 3n, /(?<y>\\d)/.exec('7')?.groups?.y]",
      "[ undefined, undefined, 1000, 8n, '7' ]",
    ],
  ],
  "messages speak of the cell": [
    ["const notFn: any = 5; notFn()", { error: "notFn is not a function" }],
    [
      "try { notFn() } catch (e) { console.log(e.message) }",
      { stdout: "notFn is not a function\n" },
    ],
    [
      "try { new notFn() } catch ({ message }) { console.log(message) }",
      { stdout: "notFn is not a constructor\n" },
    ],
    ["const [z1] = notFn", { error: "notFn is not iterable" }],
    [
      "const { z2 } = undefined as any",
      { error: "Cannot destructure property 'z2' of 'undefined' as it is undefined." },
    ],
    [
      "const { z3 } = (globalThis as any).missing",
      { error: "Cannot destructure property 'z3' of" },
    ],
    [
      "(await (async () => 1 as any)()).map(1)",
      { error: "(intermediate value).map is not a function" },
    ],
    ["notFn.a.b", { error: "Cannot read properties of undefined (reading 'b')" }],
    [
      "early2(); let late3 = 1; function early2() { return late3 }",
      { error: "late3 is not defined" },
    ],
    ["class Q1 extends notFn {}", { error: "Class extends value 5 is not a constructor or null" }],
    ["`${Symbol('x') as any}`", { error: "Cannot convert a Symbol value to a string" }],
    ["undefinedName", { error: "Cannot find name 'undefinedName'" }],
    ["Math.flor(1.5)", { error: "Did you mean 'floor'?" }],
  ],
};
