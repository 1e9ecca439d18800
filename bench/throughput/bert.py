"""Times a token classifier of the size of BERT-base in ONNX Runtime; random weights do for time.

Reads {"folder", "threads", "lengths": [word pieces of each sentence]} from standard input; the models are made in
`folder` once. Writes {"fp32": seconds, "int8": seconds} for all sentences, one at a time, each the best of three.
"""

import json
import os
import sys
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS, LABELS = 12, 768, 12, 3072, 30522, 512, 13


class Graph:
    def __init__(self):
        self.nodes, self.weights = [], []
        self.random = np.random.default_rng(0)

    def weight(self, name, *shape):
        values = self.random.standard_normal(shape, dtype=np.float32) * 0.02
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def constant(self, name, values):
        self.weights.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def add(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def dense(self, x, name, wide, out):
        product = self.add("MatMul", [x, self.weight(f"{name}.w", wide, out)], f"{name}.product")
        return self.add("Add", [product, self.weight(f"{name}.b", out)], f"{name}.out")

    def norm(self, x, name):
        scale = self.constant(f"{name}.scale", np.ones(WIDTH, dtype=np.float32))
        bias = self.constant(f"{name}.bias", np.zeros(WIDTH, dtype=np.float32))
        return self.add("LayerNormalization", [x, scale, bias], f"{name}.out", axis=-1)


def build(path):
    g = Graph()
    split = g.constant("split", np.array([0, 0, HEADS, WIDTH // HEADS], dtype=np.int64))
    join = g.constant("join", np.array([0, 0, WIDTH], dtype=np.int64))
    root = g.constant("root", np.float32((WIDTH // HEADS) ** -0.5))
    words = g.add("Gather", [g.weight("words", VOCABULARY, WIDTH), "ids"], "words.out")
    places = g.add("Gather", [g.weight("places", POSITIONS, WIDTH), "positions"], "places.out")
    x = g.norm(g.add("Add", [words, places], "embedded"), "embedding")
    for i in range(LAYERS):
        heads = []
        for part, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            name = f"{i}.{part}"
            parted = g.add("Reshape", [g.dense(x, name, WIDTH, WIDTH), split], f"{name}.parted")
            heads.append(g.add("Transpose", [parted], f"{name}.heads", perm=order))
        scores = g.add("Mul", [g.add("MatMul", heads[:2], f"{i}.scores"), root], f"{i}.scaled")
        attention = g.add("Softmax", [scores], f"{i}.attention", axis=-1)
        mixed = g.add("MatMul", [attention, heads[2]], f"{i}.mixed")
        back = g.add("Transpose", [mixed], f"{i}.back", perm=[0, 2, 1, 3])
        joined = g.add("Reshape", [back, join], f"{i}.joined")
        x = g.norm(g.add("Add", [x, g.dense(joined, f"{i}.o", WIDTH, WIDTH)], f"{i}.sum"), f"{i}.first")
        inner = g.add("Gelu", [g.dense(x, f"{i}.up", WIDTH, INNER)], f"{i}.gelu")
        x = g.norm(g.add("Add", [x, g.dense(inner, f"{i}.down", INNER, WIDTH)], f"{i}.sum2"), f"{i}.second")
    logits = g.dense(x, "classifier", WIDTH, LABELS)
    tokens = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("ids", "positions")]
    output = helper.make_tensor_value_info(logits, TensorProto.FLOAT, ["batch", "length", LABELS])
    graph = helper.make_graph(g.nodes, "bert", tokens, [output], g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.save(model, path)


def seconds(path, lengths, threads):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    random = np.random.default_rng(1)
    inputs = [
        {
            "ids": random.integers(0, VOCABULARY, (1, length), dtype=np.int64),
            "positions": np.arange(length, dtype=np.int64)[None],
        }
        for length in lengths
    ]
    session.run(None, inputs[0])
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        for each in inputs:
            session.run(None, each)
        best = min(best, time.perf_counter() - began)
    return best


def main():
    job = json.load(sys.stdin)
    plain, small = (os.path.join(job["folder"], name) for name in ("bert-fp32.onnx", "bert-int8.onnx"))
    if not os.path.exists(plain):
        build(plain)
    if not os.path.exists(small):
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8)
    times = {name: seconds(path, job["lengths"], job["threads"]) for name, path in (("fp32", plain), ("int8", small))}
    json.dump(times, sys.stdout)


main()
