import { type Cell, joined, type Notebook } from "../../scripts/lib/series.mjs";

export const codeCells = ({ cells }: Notebook): Cell[] =>
  cells.filter((cell) => cell.cell_type === "code");

/** The code cells that are there to be filled in, each below its exercise, hold nothing. */
export const isEmpty = (cell: Cell): boolean => joined(cell.source) === "";

export function cellNamed({ cells }: Notebook, id: string): Cell | undefined {
  return cells.find((cell) => cell.id === id);
}

export function sourceOf(notebook: Notebook, id: string): string {
  return joined(cellNamed(notebook, id)?.source);
}

export function stdout(cell: Cell | undefined): string {
  const streams = cell?.outputs?.filter((output) => output.name === "stdout") ?? [];
  return streams.map(({ text }) => joined(text)).join("");
}

/** A chart as it was saved. */
export interface SavedChart {
  readonly cell: string;
  readonly spec: unknown;
  /** What it says as text/plain. */
  readonly text: string;
  /** The alternative of its picture. */
  readonly alt: unknown;
}

export function chartsOf(notebook: Notebook): SavedChart[] {
  return codeCells(notebook).flatMap(({ id, outputs = [] }) =>
    outputs
      .filter(({ data = {} }) => "image/png" in data)
      .map(({ data = {}, metadata = {} }) => ({
        cell: id,
        spec: data["application/vnd.vegalite.v5+json"],
        text: joined(data["text/plain"] as string | string[]),
        alt: (metadata["image/png"] as { alt?: unknown } | undefined)?.alt,
      })),
  );
}
