// What a page does with the package; `bundlers.test.ts` bundles it and reads `globalThis.result`.
import {
  arrayToString,
  historyChart,
  linalg,
  MiddleLayer,
  RandomState,
  random,
  Sigmoid,
  weightChart,
} from "middle-layer";
import { Matrix } from "ml-matrix";
import embed from "vega-embed";

function article() {
  random.seed(11);
  const mid = new MiddleLayer(2, 3, Sigmoid, { learningRate: 0.01 });
  const w = arrayToString(mid.w);
  const yOut = mid.forward(
    new Matrix([
      [3, 2],
      [2, 1],
    ]),
  );
  return { w, yOut: arrayToString(yOut), isMatrix: yOut instanceof Matrix };
}

/** The bits of a layer after some large steps, in which a second thread may take part. */
async function train() {
  const seeded = { random: new RandomState(1) };
  const layer = new MiddleLayer(301, 203, Sigmoid, seeded);
  const x = seeded.random.normal(0, 1, [259, 301]);
  const yB = seeded.random.normal(0, 0.1, [259, 203]);
  for (let step = 0; step < 30; step++) {
    layer.forward(x);
    layer.backward(yB);
    // A browser starts threads where a page lets go.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return layer.w.to1DArray();
}

async function draw() {
  const epochs = [1, 2, 3].map((epoch) => ({ epoch, loss: 1 / epoch, accuracy: undefined }));
  const charts = [weightChart(new Matrix([[1, -2, 3]])), historyChart(epochs)];
  for (const { spec } of charts) {
    const place = document.body.appendChild(document.createElement("div"));
    // @ts-expect-error: its types are those of CommonJS
    await embed(place, spec, { actions: false });
  }
  const bundle = await charts[0].render();
  return { canvases: document.querySelectorAll("canvas").length, types: Object.keys(bundle.data) };
}

async function run() {
  const backend = linalg.backend();
  const used = { backend, skipped: linalg.skipped(), isolated: globalThis.crossOriginIsolated };
  return { ...article(), ...used, w2: await train(), ...(await draw()) };
}

globalThis.result = run();
