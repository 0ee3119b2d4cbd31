import type { Json } from "../run/messages.js";
import { isJson } from "./wire.js";

// The fields of a message's content. To leave one out, front ends also send null.

/** A boolean, else `otherwise`: that is harmless, and some front ends send numbers. */
export function flag(content: Json, name: string, otherwise: boolean): boolean {
  const value = content[name];
  return typeof value === "boolean" ? value : otherwise;
}

/** A string. Throws a TypeError if it is none, or left out without an `otherwise`. */
export function text(content: Json, name: string, otherwise?: string): string {
  const value = content[name] ?? otherwise;
  if (typeof value === "string") return value;
  throw new TypeError(`expected ${name} as a string`);
}

/** A whole number, or `otherwise` if it is left out. Throws a TypeError if it is anything else. */
export function integer<T>(content: Json, name: string, otherwise: T): number | T {
  const value = content[name] ?? undefined;
  if (value === undefined) return otherwise;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new TypeError(`expected ${name} as a whole number`);
}

/** Strings by their names, none if it is left out. Throws a TypeError if it is anything else. */
export function texts(content: Json, name: string): Record<string, string> {
  const value = content[name] ?? {};
  if (isTexts(value)) return value;
  throw new TypeError(`expected ${name} as an object of strings`);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isJson(value) && Object.values(value).every((each) => typeof each === "string");
}
