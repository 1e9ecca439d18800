"""Serves a GGUF file with llama.cpp's own server, from its Python package, until standard input ends.

Prints the address once it listens. Arguments: the file, tokens of context.
"""

import sys

import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.n_ctx = int(sys.argv[2])
parameters.n_parallel = 1
parameters.port = 0
parameters.cpuparams.n_threads = 1
parameters.verbosity = 0
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
