import { workerData } from "node:worker_threads";
import { computePart } from "./blas.js";
import type { Library } from "./blas-library.js";
import { loadBlas } from "./dgemm.js";
import { type HelperData, help } from "./team.js";

// The second thread of blas.ts: the same library, which works on the memory of the first thread.
const data: HelperData & { library: Library; job: Float64Array } = workerData;
help(data, computePart(loadBlas(data.library), data.job));
