export {
  type ActivationChartOptions,
  type ActivationClass,
  activationChart,
} from "./charts/activation.js";
export { Chart, type MimeBundle, type VegaLiteSpec } from "./charts/chart.js";
export { type Displayable, display } from "./notebook/display.js";
