import { computePart } from "./blas.js";
import type { Library } from "./blas-library.js";
import { loadBlas } from "./dgemm.js";
import { receive } from "./helper.js";
import { type HelperData, help } from "./team.js";

// The second thread of blas.ts: the same library, which works on the memory of the first thread.
receive((data: HelperData & { library: Library; job: Float64Array }) =>
  help(data, computePart(loadBlas(data.library), data.job)),
);
