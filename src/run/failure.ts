import type { ErrorContent } from "./messages.js";

/** The content of a reply that says what is wrong. */
export function failure({
  name,
  message,
}: {
  name: string;
  message: string;
}): { status: "error" } & ErrorContent {
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
