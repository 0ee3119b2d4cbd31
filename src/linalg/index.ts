export { type Backend, backend, description, skipped, use } from "./backend.js";
export { backSignal, descend, totalInput } from "./products.js";
