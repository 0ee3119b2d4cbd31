import type { AbstractMatrix } from "ml-matrix";
import type { MatrixInput } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours } from "./colours.js";
import { csvData } from "./data.js";
import { inLanguage, sentence } from "./language.js";
import { nodeLayers } from "./layer-node-marks.js";
import { bestLabelPlace, drawnIndices, type Node, type Nodes, placeNodes } from "./layer-nodes.js";
import { filledMatrix, gapSentence, largest, valueFormat } from "./matrix.js";
import { DIGIT_EMS } from "./names.js";
import { isCut, type Part, partOf } from "./part.js";
import { measure, measured, unitFor } from "./ruler.js";
import { chartSpec, ink, TEXT_SIZE } from "./style.js";
import { layerInWords, strongestWeight, weightNames, weightsInWords } from "./weight-names.js";
import { word } from "./words.js";

/** Where the columns of nodes stand, and how wide the picture is, in pixels. */
const columns = { left: 34, right: 540, width: 624 } as const;

/** Height of the weights written on the edges, and their least distance, in pixels. */
const [LABEL_HEIGHT, LABEL_GAP] = [18, 20];

/**
 * Picture of a layer with weights `w`, n x (nUpper + 1), last column the bias: inputs on the
 * left, neurons on the right, and an edge for each weight, blue if negative, orange if positive,
 * the wider the stronger. Where there is room the weights stand on the edges. An edge whose weight
 * is not finite is grey and dashed.
 *
 * Of more than 16 inputs, or 17 neurons, the first 11 are drawn, and the bias or the last neuron; the
 * text is about these alone.
 *
 * TypeError unless `w` is a matrix; RangeError if it is empty.
 */
export function layerChart(weights: MatrixInput): Chart {
  const w = filledMatrix("layerChart", "w", weights);
  const nodes = placeNodes(w.columns, w.rows);
  const part = partOf(w, drawnIndices(nodes.right), drawnIndices(nodes.left));
  const greatest = largest([part.matrix]);
  const unit = unitFor(greatest);
  const most = greatest / unit;
  const edges = edgesOf(w, nodes, unit);
  const label = bestLabelPlace(nodes);
  const labelled = label.gap >= LABEL_GAP;
  const layer = [
    edgeLayer(edges, most, nodes.radius),
    ...(labelled ? [weightLabels(edges, label.part, most)] : []),
    ...nodeLayers(nodes, columns),
  ];
  const cut = shownPart(part);
  const units = unit === 1 ? [] : [measured(word("weight"), { offset: 0, unit })];
  const signs = inLanguage({ en: "blue: below 0, orange: above 0", ja: "青：負、橙：正" });
  const subtitle = labelled ? [...cut, ...units] : [...cut, ...units, signs];
  const lines =
    subtitle.length === 0 ? undefined : subtitle.join(inLanguage({ en: "; ", ja: "、" }));
  const title = { en: "Layer", ja: "中間層" };
  const spec = chartSpec({ title, subtitle: lines }, { ...canvas(nodes), layer });
  const size = layerInWords(w);
  const text = sentence([
    inLanguage({ en: `Picture of ${size}`, ja: `${size}の図` }),
    ...cut,
    ...weightsInWords(part),
    strongestWeight({ en: "the strongest weight", ja: "最も強い重み" }, part),
  ]);
  return new Chart(spec, text + gapSentence([part.matrix], isCut(part)));
}

/** A weight between two nodes that are drawn. */
interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly weight: number;
  readonly name: string;
}

function edgesOf(w: AbstractMatrix, { left, right }: Nodes, unit: number): Edge[] {
  const { rowName, columnName } = weightNames(w.columns);
  const edges = right.flatMap((to) =>
    left.flatMap((from) => {
      if (from.index === undefined || to.index === undefined) return [];
      const name = `${columnName(from.index)} → ${rowName(to.index)}`;
      const weight = measure(w.get(to.index, from.index), { offset: 0, unit });
      return [{ from, to, weight, name }];
    }),
  );
  // The strongest are drawn last, on top. NaN, which compares with nothing, counts as the weakest.
  const strength = ({ weight }: Edge): number => Math.abs(weight) || 0;
  return edges.sort((a, b) => strength(a) - strength(b));
}

/**
 * Size and coordinates of the picture: pixels, y downwards, with room for the nodes' radius and the
 * headings.
 */
function canvas({ height, radius }: Nodes): VegaLiteSpec {
  const [top, bottom] = [-radius - 26, height + radius + 2];
  const pixels = (field: string, first: number, last: number): VegaLiteSpec => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [first, last], nice: false, zero: false },
  });
  return {
    width: columns.width,
    height: bottom - top,
    encoding: { x: pixels("x", 0, columns.width), y: pixels("y", bottom, top) },
  };
}

/**
 * The edges, from circle to circle: none lies under a name. Their colour tells the sign alone, so
 * that weak ones are seen as well; the strength is their width.
 */
function edgeLayer(edges: readonly Edge[], most: number, radius: number): VegaLiteSpec {
  const rows = edges.map(({ from, to, weight, name }) => {
    const [across, down] = [columns.right - columns.left, to.y - from.y];
    const part = radius / Math.hypot(across, down);
    const [x, y] = [columns.left + across * part, from.y + down * part];
    return [name, weight, x, y, columns.right - across * part, to.y - down * part];
  });
  const valid = "isValid(datum.weight)";
  const strength = {
    field: "strength",
    type: "quantitative",
    scale: { domain: [0, most || 1], range: edges.length > 60 ? [0.5, 3] : [1, 6] },
    legend: null,
  };
  return {
    data: csvData(["edge", "weight", "x", "y", "x2", "y2"], rows),
    encoding: { x2: { field: "x2" }, y2: { field: "y2" } },
    layer: [
      {
        transform: [{ filter: `!${valid}` }],
        mark: { type: "rule", color: colours.none, strokeDash: [4, 4] },
      },
      {
        transform: [{ filter: valid }, { calculate: "abs(datum.weight)", as: "strength" }],
        mark: "rule",
        encoding: {
          color: bySign,
          strokeWidth: strength,
          tooltip: [
            { field: "edge", title: word("edge") },
            { field: "weight", title: word("weight") },
          ],
        },
      },
    ],
  };
}

/** Blue below 0, orange above. */
const bySign = {
  condition: [
    { test: "datum.weight < 0", value: colours.negative },
    { test: "datum.weight > 0", value: colours.positive },
  ],
  value: colours.none,
};

/** The weights, as beads on their edges: so they touch no line, and no other edge crosses them. */
function weightLabels(edges: readonly Edge[], part: number, most: number): VegaLiteSpec {
  const x = columns.left + (columns.right - columns.left) * part;
  const rows = edges
    .filter(({ weight }) => Number.isFinite(weight))
    .map(({ from, to, weight }) => [x, from.y + (to.y - from.y) * part, weight]);
  const { format, length } = valueFormat(most, 4);
  const width = length * DIGIT_EMS * TEXT_SIZE + 10;
  const bead = { type: "rect", width, height: LABEL_HEIGHT, cornerRadius: LABEL_HEIGHT / 2 };
  return {
    data: csvData(["x", "y", "weight"], rows),
    layer: [
      { mark: bead, encoding: { color: bySign } },
      {
        mark: { type: "text", fontSize: TEXT_SIZE, color: ink.cell },
        encoding: { text: { field: "weight", type: "quantitative", format } },
      },
    ],
  };
}

/** What is drawn of a layer that has more nodes than fit, as a line; none if all are. */
function shownPart({ rows, columns, of }: Part): string[] {
  const parts = [
    { en: "inputs", ja: "入力", count: of.columns - 1, shown: columns.length - 1 },
    { en: "neurons", ja: "ニューロン", count: of.rows, shown: rows.length },
  ].filter(({ count, shown }) => shown < count);
  if (parts.length === 0) return [];
  const english = parts.map(({ en, count, shown }) => `${shown} of ${count} ${en}`);
  const japanese = parts.map(({ ja, count, shown }) => `${ja}${count}個のうち${shown}個`);
  return [inLanguage({ en: `drawn: ${english.join(", ")}`, ja: `表示：${japanese.join("、")}` })];
}
