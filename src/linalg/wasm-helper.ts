import type { Memory } from "../wasm.js";
import { gemm } from "./gemm.js";
import { receive } from "./helper.js";
import { type HelperData, help } from "./team.js";

// The second thread of wasm.ts: the same kernel over the same memory.
receive((data: HelperData & { memory: Memory }) => help(data, gemm(data.memory, true).panel));
