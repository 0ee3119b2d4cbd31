import * as typescript from "typescript";
import { answerCalls } from "./calls.js";
import type { ToCompiler } from "./channel.js";
import { CellCompiler } from "./compiler.js";
import { CAN_SHARE, type Port, scope } from "./web.js";

// The thread that compiles. It lives as long as its kernel.

const declarations: Promise<Record<string, string>> = fetch(
  new URL("declarations.json", import.meta.url),
).then((response) => response.json());

let compiler: CellCompiler | undefined;

async function start(folder: string): Promise<void> {
  compiler = new CellCompiler(typescript, await declarations, folder, CAN_SHARE);
  compiler.warm();
}

async function answer(question: ToCompiler): Promise<unknown> {
  if (question.type === "start") return start(question.folder);
  if (compiler === undefined) throw new Error("the compiler was not started");
  switch (question.type) {
    case "connect":
      return serve(question.port);
    case "compile":
      return compiler.compile(question.code);
    case "keep":
      return compiler.keep(question.names);
    case "load":
      return compiler.load(question.specifier, question.from);
    case "answer":
      return compiler.answer(question.question, question.place);
    case "change":
      return compiler.change(question.files);
    case "forget":
      return compiler.forget();
  }
}

function serve(port: Port): void {
  answerCalls(port, answer);
}

serve(scope);
