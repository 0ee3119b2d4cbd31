import { inLanguage } from "./language.js";

/** The words that several charts use, as the glossary of the notebooks has them. */
const words = {
  accuracy: { en: "accuracy", ja: "正解率" },
  bias: { en: "bias", ja: "バイアス" },
  change: { en: "change", ja: "変化" },
  class: { en: "class", ja: "クラス" },
  column: { en: "column", ja: "列" },
  count: { en: "count", ja: "個数" },
  edge: { en: "edge", ja: "結合" },
  epoch: { en: "epoch", ja: "エポック" },
  input: { en: "input", ja: "入力" },
  inputs: { en: "inputs", ja: "入力" },
  "learning rate": { en: "learning rate", ja: "学習率" },
  loss: { en: "loss", ja: "損失" },
  neuron: { en: "neuron", ja: "ニューロン" },
  neurons: { en: "neurons", ja: "ニューロン" },
  output: { en: "output", ja: "出力" },
  panel: { en: "panel", ja: "図" },
  predicted: { en: "predicted", ja: "予測" },
  prediction: { en: "prediction", ja: "予測値" },
  row: { en: "row", ja: "行" },
  sample: { en: "sample", ja: "サンプル" },
  share: { en: "share", ja: "割合" },
  target: { en: "target", ja: "正解" },
  test: { en: "test", ja: "テスト" },
  training: { en: "training", ja: "訓練" },
  validation: { en: "validation", ja: "検証" },
  value: { en: "value", ja: "値" },
  values: { en: "values", ja: "値" },
  weight: { en: "weight", ja: "重み" },
} as const;

/** A word that several charts use. */
export type Word = keyof typeof words;

/** A word in the language of the charts. */
export function word(name: Word): string {
  return inLanguage(words[name]);
}
