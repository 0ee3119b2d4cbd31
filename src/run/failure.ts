/** The content of a reply that says what is wrong. */
export function failure({ name, message }: { name: string; message: string }): object {
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
