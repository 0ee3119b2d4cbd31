import { workerData } from "node:worker_threads";
import type { Memory } from "../wasm.js";
import { gemm } from "./gemm.js";
import { type HelperData, help } from "./team.js";

// The second thread of wasm.ts: the same kernel over the same memory.
const data: HelperData & { memory: Memory } = workerData;
help(data, gemm(data.memory, true).panel);
