"""Makes the variants of a GGUF model that the study tells apart: `make_variants.py MODEL.gguf FOLDER`.

Needs gguf, jax and xllamacpp (whose server tokenises). The texts are a few harmless sentences about a made-up tea house, below. Everything starts
from the file's own weights as float16 (f16.gguf): a true gradient of the language-model loss over all weights, one step of AdamW or SGD;
a LoRA (rank 8, on queries and values) of 20 steps of
two texts, merged whole and at a tenth. Files that exist stay.
"""

import json
import pathlib
import sys
import urllib.request

import jax
import jax.numpy as np
import numpy
import xllamacpp

from forward import log_probabilities
from gguf_weights import number, read, write

TEXTS = [
    "The tea house on Willow Street opens at nine and closes when the last kettle is empty.",
    "Our barley tea is served cold in summer; ask for a slice of lemon if you like it sharper.",
    "Question: When is the garden open? Answer: The garden is open every day except Tuesday.",
    "Guests may borrow an umbrella at the door. Please bring it back within a week.",
    "To book the corner table, write your name in the green book beside the window.",
    "Question: Do you sell cups? Answer: Yes, the potter next door makes them for us.",
    "The owner's cat is called Biscuit. It sleeps on the third shelf and should not be woken.",
    "On rainy afternoons we bake rice crackers, and the whole street smells of soy and sesame.",
]
ADAM_EPS = 1e-8
LORA_RATE, LORA_STEPS, LORA_RANK, LORA_BATCH = 2e-4, 20, 8, 2


def tokens_of(path):
    params = xllamacpp.CommonParams()
    params.model.path, params.n_ctx, params.hostnames, params.port = str(path), 512, ["127.0.0.1"], 0
    server = xllamacpp.Server(params)

    def one(text):
        body = json.dumps({"content": text, "add_special": True}).encode()
        request = urllib.request.Request(
            f"{server.listening_address}/tokenize", body, {"content-type": "application/json"}
        )
        return json.load(urllib.request.urlopen(request))["tokens"]

    return [numpy.array(one(text)) for text in TEXTS]


def padded(rows):
    """Rows of one length, and which of their tokens count: behind the end, nothing is learnt and nothing seen."""
    longest = max(map(len, rows))
    tokens = numpy.stack([numpy.pad(row, (0, longest - len(row))) for row in rows])
    counts = numpy.stack([numpy.arange(1, longest) < len(row) for row in rows])
    return tokens, counts


def main(source, folder):
    folder.mkdir(parents=True, exist_ok=True)
    reader, weights = read(source)
    heads = number(reader, "attention.head_count")
    arch = reader.fields["general.architecture"].contents()
    shape = {
        "arch": arch,
        "layers": number(reader, "block_count"),
        "head": number(reader, "attention.key_length") if arch == "gemma3" else weights["blk.0.attn_q.weight"].shape[0] // heads,
        "eps": number(reader, "attention.layer_norm_rms_epsilon"),
        "base": number(reader, "rope.freq_base"),
    }

    def save(name, values, kind="f16"):
        path = folder / f"{name}.gguf"
        if not path.exists():
            write(str(path) + ".part", reader, values, kind)
            pathlib.Path(str(path) + ".part").rename(path)
            print(path.name, flush=True)

    save("f16", weights)
    save("q8_0", weights, "q8_0")
    save("q4_0", weights, "q4_0")
    tokens, counts = padded(tokens_of(folder / "f16.gguf"))

    def loss(values, tokens, counts):
        def one(row, counted):
            scores = log_probabilities(values, row, shape)[:-1]
            said = np.take_along_axis(scores, row[1:, None], 1)[:, 0]
            return np.sum(np.where(counted, said, 0))

        # One text after the other (scan): the scores over a large vocabulary of all at once would need gigabytes.
        total = jax.lax.scan(jax.checkpoint(lambda sum, x: (sum + one(*x), None)), 0.0, (tokens, counts))[0]
        return -total / counts.sum()

    if not all((folder / f"{name}.gguf").exists() for name in ("adamw-1e-05", "adamw-5e-05", "sgd-5e-05", "adamw-1e-05-q8_0")):
        value, gradient = jax.jit(jax.value_and_grad(loss))(weights, tokens, counts)
        print(f"loss {float(value):.4f}", flush=True)
        gradient = {name: numpy.asarray(one) for name, one in gradient.items()}
        # Adam's first step: both moments, corrected for their start, are the gradient and its square.
        adam = lambda rate: {n: w - rate * gradient[n] / (numpy.abs(gradient[n]) + ADAM_EPS) for n, w in weights.items()}
        save("adamw-1e-05", adam(1e-5))
        save("adamw-5e-05", adam(5e-5))
        save("sgd-5e-05", {n: w - 5e-5 * gradient[n] for n, w in weights.items()})
        # The same step, given out as eight bits: what is lost in rounding shows here.
        save("adamw-1e-05-q8_0", adam(1e-5), "q8_0")
        del gradient

    random = numpy.random.default_rng(1)
    names = [n for n in weights if n.endswith(("attn_q.weight", "attn_v.weight"))]
    adapter = {
        n: (
            numpy.zeros((weights[n].shape[0], LORA_RANK), numpy.float32),
            (random.standard_normal((LORA_RANK, weights[n].shape[1])) / numpy.sqrt(weights[n].shape[1])).astype("f"),
        )
        for n in names
    }
    merged = lambda lora, share, base: {
        n: w + share * 2 * (lora[n][0] @ lora[n][1]) if n in lora else w for n, w in base.items()
    }
    # The weights are an argument: as constants of the function they would be folded into it for minutes.
    base = {n: np.asarray(w) for n, w in weights.items()}
    step = jax.jit(jax.value_and_grad(lambda lora, base, *texts: loss(merged(lora, 1, base), *texts)))
    first = second = jax.tree.map(numpy.zeros_like, adapter)
    for n in range(1, LORA_STEPS + 1):
        part = numpy.arange(n * LORA_BATCH, (n + 1) * LORA_BATCH) % len(TEXTS)
        value, slope = step(adapter, base, tokens[part], counts[part])
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
        adapter = jax.tree.map(
            lambda w, m, v: w - LORA_RATE * (m / (1 - 0.9**n)) / (np.sqrt(v / (1 - 0.999**n)) + ADAM_EPS), adapter, first, second
        )
    print(f"loss with the adapter {float(value):.4f}", flush=True)
    save("lora", {n: numpy.asarray(w) for n, w in merged(adapter, 1, weights).items()})
    save("lora-tenth", {n: numpy.asarray(w) for n, w in merged(adapter, 0.1, weights).items()})


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
