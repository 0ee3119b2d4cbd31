"""jupyter_kernel_test against the kernel named by $KERNEL, `tslab` if it is not set."""

import os
import unittest

import jupyter_kernel_test

NAME = os.environ.get("KERNEL", "tslab")


class KernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = NAME
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    completion_samples = [
        {"text": "Math.flo", "matches": {"floor"}},
        {"text": "JSON.strin", "matches": {"stringify"}},
    ]
    complete_code_samples = ["1", "let x = 1;", "function f() { return 2; }", "await 1"]
    incomplete_code_samples = ["function f() {", "`open", "f(1,", "/* open"]
    invalid_code_samples = ["let 1x", "const = 3;", "f(]"]
    code_generate_error = 'throw new Error("no")'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a".repeat(3)', "result": "'aaa'"},
        {"code": "[1, 2]", "result": "[ 1, 2 ]"},
        {"code": "6 * 7", "result": "42"},
        {"code": "({ a: 1 })", "result": "{ a: 1 }"},
    ]
    code_display_data = [
        {"code": 'import { display } from "tslab"; display.html("<b>x</b>")', "mime": "text/html"},
        {"code": 'import { display } from "tslab"; display.png(Buffer.from("x"))', "mime": "image/png"},
    ]
    code_history_pattern = "6 ? 7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.floor"
    code_clear_output = "console.clear(); clearOutput()"


class IopubWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = NAME
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
