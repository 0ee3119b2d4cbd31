export {
  type ActivationChartOptions,
  type ActivationClass,
  activationChart,
} from "./charts/activation.js";
export { Chart, type MimeBundle, type VegaLiteSpec } from "./charts/chart.js";
export { layerChart } from "./charts/layer.js";
export { signalChart } from "./charts/signal.js";
export { weightChart } from "./charts/weight.js";
export { weightChangeChart } from "./charts/weight-change.js";
export { type Displayable, display } from "./notebook/display.js";
