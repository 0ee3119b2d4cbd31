"""A network whose training is interrupted in a cell is as good as any other with its weights."""

import time

from .harness import eq, probe

SETUP = """
import { Adam, Dropout, MiddleLayer, Network, OutputLayer, RandomState, ReLU, Softmax, heNormal } from "middle-layer";
const random = new RandomState(0);
const x = random.normal(0, 1, [2000, 200]);
const labels = Array.from({ length: 2000 }, (_, i) => (x.get(i, 0) > 0 ? "right" : "left"));
const build = () => new Network([
  new MiddleLayer(200, 128, ReLU, { random, initialiser: heNormal }),
  new Dropout(128, 0.2, { random }),
  new OutputLayer(128, 2, Softmax, { random }),
], { optimiser: new Adam(0.001), random, l2: 1e-4, clipNorm: 5 });
let net = build();
const weights = (it: Network) => JSON.stringify(it.parameters.map(({ value }) => value));
"""

# A twin with the same weights, state of the optimiser and random streams, but nothing of the interrupted pass.
TWIN = """
const twin = Network.fromJSON(JSON.parse(JSON.stringify(net)));
const finite = net.parameters.every(({ value }) => value.to1DArray().every(Number.isFinite));
const predicted = JSON.stringify(net.predict(x)) === JSON.stringify(twin.predict(x));
const classes = net.classify(x).every((label) => label === "left" || label === "right");
const [a, b] = [net, twin].map((it) => it.fit(x, labels, { epochs: 2, batchSize: 128 }));
const learned = JSON.stringify(a) === JSON.stringify(b) && weights(net) === weights(twin);
console.log(JSON.stringify([finite, predicted, classes, learned, a.epochs[1].loss < 1]));
"""

TRAININGS = {
    "fit": 'net.fit(x, labels, { epochs: 1e6, batchSize: 128, onEpoch: ({ epoch }) => { if (epoch % 3 === 1) console.log("go") } })',
    "a loop over epochs": 'for (const { epoch } of net.epochs(x, labels, { epochs: 1e6, batchSize: 100, validation: 0.1, earlyStopping: { patience: 1e6 } })) console.log("go")',
}


def register(title, code):
    @probe(f"interrupting {title} leaves a network that predicts, and trains on as if it had not been")
    def _(k):
        run = k.run(SETUP)
        assert run.status == "ok", run.traceback
        for pause in (0, 0.013, 0.021, 0.034, 0.055, 0.089):
            msg_id = k.send(code)
            k.started(msg_id)
            time.sleep(pause)
            k.interrupt()
            reply = k.reply(msg_id)["content"]
            eq((reply["status"], reply.get("ename")), ("error", "Interrupted"))
            k.collect(msg_id)
            run = k.run(TWIN)
            assert run.status == "ok", run.traceback
            eq(run.text(), "[true,true,true,true,true]\n")


for title, code in TRAININGS.items():
    register(title, code)
