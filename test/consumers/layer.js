// The least that somebody takes: what it costs is in the table of test/README.md.
import { MiddleLayer, random, Sigmoid } from "middle-layer";

random.seed(11);
console.log(new MiddleLayer(2, 3, Sigmoid).w);
