"""Starts llama.cpp's server (package xllamacpp) on a GGUF file; prints its address; ends with its standard input.

Arguments: the file, then NAME=VALUE of threads, slots, port, template (a name llama.cpp knows).
"""

import sys

import xllamacpp

path, *rest = sys.argv[1:]
given = dict(one.split("=", 1) for one in rest)
params = xllamacpp.CommonParams()
params.model.path = path
params.n_parallel = int(given.get("slots", "2"))
params.n_ctx = 512 * params.n_parallel
params.cpuparams.n_threads = int(given.get("threads", "1"))
params.hostnames = ["127.0.0.1"]
params.port = int(given.get("port", "0"))
if "template" in given:
    # A template of llama.cpp, by name, is none of Jinja.
    params.use_jinja = False
    params.chat_template = given["template"]
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
