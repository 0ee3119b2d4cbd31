/** A node as it is to be placed. */
export interface Placeable {
  readonly column: number | undefined;
  readonly row: number | undefined;
}

/** An edge between the nodes of two numbers. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

/** A place in columns from the left and rows from the top. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Where the nodes are, and what each edge goes through from column to column, its nodes included. */
export interface Layout {
  readonly nodes: readonly Place[];
  readonly paths: readonly (readonly Place[])[];
}

/** Times that rows are moved towards their neighbours, alternately from the left and from the right. */
const SWEEPS = 14;

/**
 * Places the nodes of a graph from left to right: each a column after those before it, values that
 * come from no other right before they are used, and rows near those of their neighbours (after
 * Sugiyama, Tagawa and Toda, 1981). RangeError for a cycle.
 */
export function layOut(nodes: readonly Placeable[], links: readonly Link[]): Layout {
  const columns = columnsOf(nodes, links);
  const slots: Slot[] = nodes.map(({ row }, i) => ({
    column: columns[i],
    row: row ?? 0,
    fixed: row,
  }));
  const ways = links.map(({ from, to }) => throughColumns(from, to, slots));
  const sides = slots.map(() => ({ left: [] as number[], right: [] as number[] }));
  for (const way of ways) {
    for (let i = 1; i < way.length; i++) {
      const [a, b] = [way[i - 1], way[i]];
      sides[a].right.push(b);
      sides[b].left.push(a);
    }
  }
  const byColumn = groupByColumn(slots);
  for (const column of byColumn)
    place(
      column,
      slots,
      column.map((_, i) => i - (column.length - 1) / 2),
    );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? "right" : "left";
    const order = side === "left" ? byColumn : [...byColumn].reverse();
    for (const column of order) {
      place(
        column,
        slots,
        column.map((slot) => wished(slots, slot, sides[slot][side])),
      );
    }
  }
  const placeOf = (slot: number): Place => ({ column: slots[slot].column, row: slots[slot].row });
  return { nodes: nodes.map((_, i) => placeOf(i)), paths: ways.map((way) => way.map(placeOf)) };
}

/** Room for a node, or for an edge that passes a column. */
interface Slot {
  readonly column: number;
  row: number;
  readonly fixed: number | undefined;
}

function columnsOf(nodes: readonly Placeable[], links: readonly Link[]): number[] {
  const before = (i: number): number[] =>
    links.filter(({ to }) => to === i).map(({ from }) => from);
  const after = (i: number): number[] => links.filter(({ from }) => from === i).map(({ to }) => to);
  const columns: (number | undefined)[] = nodes.map(() => undefined);
  const open = new Set<number>();
  const columnOf = (i: number): number => {
    const known = columns[i];
    if (known !== undefined) return known;
    if (open.has(i)) throw new RangeError("graphChart: expected a graph without cycles, got one");
    open.add(i);
    // Looked at even if it is given, or a cycle would not be found.
    const next = Math.max(0, ...before(i).map((each) => columnOf(each) + 1));
    open.delete(i);
    const column = nodes[i].column ?? next;
    columns[i] = column;
    return column;
  };
  const all = nodes.map((_, i) => columnOf(i));
  return all.map((column, i) => {
    const used = after(i).map((each) => all[each]);
    const isSource = nodes[i].column === undefined && before(i).length === 0 && used.length > 0;
    return isSource ? Math.max(0, Math.min(...used) - 1) : column;
  });
}

/** The slots from one node to another: in each column between them a new one. */
function throughColumns(from: number, to: number, slots: Slot[]): number[] {
  const [start, end] = [slots[from].column, slots[to].column];
  const between: number[] = [];
  for (let column = start + 1; column < end; column++) {
    between.push(slots.length);
    slots.push({ column, row: 0, fixed: undefined });
  }
  return [from, ...between, to];
}

function groupByColumn(slots: readonly Slot[]): number[][] {
  const columns = [...new Set(slots.map(({ column }) => column))].sort((a, b) => a - b);
  return columns.map((column) => [...slots.keys()].filter((slot) => slots[slot].column === column));
}

/** Where a slot would be best: in the middle of its neighbours. */
function wished(slots: readonly Slot[], slot: number, neighbours: readonly number[]): number {
  if (neighbours.length === 0) return slots[slot].row;
  return neighbours.reduce((sum, each) => sum + slots[each].row, 0) / neighbours.length;
}

/** Gives the slots of a column rows near the wishes, in their order, with a row's distance between them. */
function place(column: number[], slots: readonly Slot[], wishes: readonly number[]): void {
  const wish = new Map(column.map((slot, i) => [slot, slots[slot].fixed ?? wishes[i]]));
  const wishOf = (slot: number): number => wish.get(slot) ?? 0;
  column.sort((a, b) => wishOf(a) - wishOf(b));
  let last = Number.NEGATIVE_INFINITY;
  const rows = column.map((slot) => {
    last = Math.max(wishOf(slot), last + 1);
    return last;
  });
  const shift = rows.reduce((sum, row, i) => sum + wishOf(column[i]) - row, 0) / rows.length;
  for (const [i, slot] of column.entries()) slots[slot].row = slots[slot].fixed ?? rows[i] + shift;
}
