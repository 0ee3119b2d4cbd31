/**
 * The files that the compiler reads, handed in by the kernel: a disk, or a table in a browser. Paths
 * are absolute, with `/` between the parts.
 */
export interface Files {
  readFile(path: string): string | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  /** The names of the folders in a folder. */
  getDirectories(path: string): string[];
  /** A path without links. */
  realpath(path: string): string;
  /** When a file was last changed, in ms; 0 if there is none. */
  modified(path: string): number;
}

/** Files that packages bring; they do not change under a running kernel. */
export function isOfPackage(path: string): boolean {
  return path.includes("/node_modules/");
}

/** `name` in `folder`; a path with `.` and `..` taken out. */
export function join(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${name}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const path = parts.join("/");
  return /^[A-Za-z]:/.test(path) ? path : `/${path}`;
}

/** The folder that `path` is in. */
export function dirname(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || "/";
}

/** `path` as seen from `folder`, with `..` where it is not below it. */
export function relative(folder: string, path: string): string {
  const from = folder.split("/").filter(Boolean);
  const to = path.split("/").filter(Boolean);
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

/** The lines of a text, by all the line breaks that TypeScript knows. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}
