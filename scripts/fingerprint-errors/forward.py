"""The two architectures of the study, as functions of their weights, in JAX (for its gradients). One sequence, no cache.

Names of the weights are GGUF's. llama: rotary pairs lie side by side, since GGUF's converter permutes them; gemma3: half a head apart,
norms of queries and keys, norms behind attention and feed-forward, and every sixth layer with the long rotary base. Its sliding
window (512) is longer than any text here.
"""

import jax
import jax.numpy as np


def rms(x, weight, eps):
    return x * jax.lax.rsqrt(np.mean(x * x, -1, keepdims=True) + eps) * weight


def rotate(x, base, side_by_side):
    """x: tokens, heads, size of a head."""
    half = x.shape[-1] // 2
    angle = np.arange(x.shape[0])[:, None] * (base ** (-np.arange(half) / half))[None, :]
    cos, sin = np.cos(angle)[:, None, :], np.sin(angle)[:, None, :]
    a, b = (x[..., 0::2], x[..., 1::2]) if side_by_side else (x[..., :half], x[..., half:])
    turned = (a * cos - b * sin, a * sin + b * cos)
    return np.stack(turned, -1).reshape(x.shape) if side_by_side else np.concatenate(turned, -1)


def attend(q, k, v):
    group = q.shape[1] // k.shape[1]
    k, v = np.repeat(k, group, 1), np.repeat(v, group, 1)
    scores = np.einsum("ihd,jhd->hij", q, k) / np.sqrt(q.shape[-1])
    tokens = q.shape[0]
    scores = np.where(np.tril(np.ones((tokens, tokens), bool)), scores, -np.inf)
    return np.einsum("hij,jhd->ihd", jax.nn.softmax(scores, -1), v).reshape(tokens, -1)


def log_probabilities(weights, tokens, shape):
    """shape: arch, layers, heads, heads_kv, head, eps, base. Of the next token after each."""
    is_gemma = shape["arch"] == "gemma3"
    x = weights["token_embd.weight"][tokens]
    if is_gemma:
        x = x * np.sqrt(np.float32(x.shape[-1]))
    for layer in range(shape["layers"]):
        w = lambda name: weights[f"blk.{layer}.{name}.weight"]
        normed = rms(x, w("attn_norm"), shape["eps"])
        q, k, v = (
            (normed @ w(name).T).reshape(len(tokens), -1, shape["head"]) for name in ("attn_q", "attn_k", "attn_v")
        )
        base = shape["base"]
        if is_gemma:
            q, k = rms(q, w("attn_q_norm"), shape["eps"]), rms(k, w("attn_k_norm"), shape["eps"])
            base = base if (layer + 1) % 6 == 0 else 10000.0
        q, k = rotate(q, base, not is_gemma), rotate(k, base, not is_gemma)
        out = attend(q, k, v) @ w("attn_output").T
        x = x + (rms(out, w("post_attention_norm"), shape["eps"]) if is_gemma else out)
        normed = rms(x, w("ffn_norm"), shape["eps"])
        gate = normed @ w("ffn_gate").T
        gate = jax.nn.gelu(gate, approximate=True) if is_gemma else jax.nn.silu(gate)
        out = (gate * (normed @ w("ffn_up").T)) @ w("ffn_down").T
        x = x + (rms(out, w("post_ffw_norm"), shape["eps"]) if is_gemma else out)
    return jax.nn.log_softmax(rms(x, weights["output_norm.weight"], shape["eps"]) @ weights["token_embd.weight"].T, -1)
