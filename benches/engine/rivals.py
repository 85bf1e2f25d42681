"""One rival, one piece of work: CPU seconds (all threads), wall seconds and peak memory, as one line of JSON.

usage: rivals.py torch|openvino|onnxruntime f32|bf16 unet|vae512|vae1024|text|ops

The networks are those of Stable Diffusion 1.5 with random weights, made in memory by diffusers and transformers. Each run is
a process of its own, so that the peak of one is not the peak of another. The first call is not counted: engines compile
kernels and reorder weights in it.
"""

import json
import pathlib
import resource
import sys
import tempfile
import time
import warnings

import numpy as np
import torch

warnings.filterwarnings("ignore")

ROUNDS = 3


def unet():
    from diffusers import UNet2DConditionModel

    network = UNet2DConditionModel(
        sample_size=64, cross_attention_dim=768, attention_head_dim=8, block_out_channels=(320, 640, 1280, 1280),
        layers_per_block=2,
    )

    class Step(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.network = network

        def forward(self, latents, text):
            return self.network(latents, 500, text, return_dict=False)[0]

    return Step(), (torch.randn(1, 4, 64, 64), torch.randn(1, 77, 768))


def vae(side):
    from diffusers import AutoencoderKL

    network = AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=(128, 256, 512, 512), layers_per_block=2,
        down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4,
    )
    del network.encoder, network.quant_conv

    class Decode(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.decoder, self.quant = network.decoder, network.post_quant_conv

        def forward(self, latents):
            return self.decoder(self.quant(latents))

    return Decode(), (torch.randn(1, 4, side // 8, side // 8),)


def text():
    from transformers import CLIPTextConfig, CLIPTextModel

    network = CLIPTextModel(CLIPTextConfig(
        vocab_size=49408, hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
        max_position_embeddings=77,
    ))

    class Read(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.network = network

        def forward(self, tokens):
            return self.network(tokens, return_dict=False)[0]

    return Read(), (torch.randint(0, 49000, (1, 77)),)


WORK = {"unet": unet, "vae512": lambda: vae(512), "vae1024": lambda: vae(1024), "text": text}


def runner(engine, kind, network, inputs):
    """A function that makes one call."""
    if engine == "torch":
        dtype = {"f32": torch.float32, "bf16": torch.bfloat16}[kind]
        network = network.to(dtype).to(memory_format=torch.channels_last)
        inputs = [tensor.to(dtype) if tensor.is_floating_point() else tensor for tensor in inputs]
        return lambda: network(*inputs)
    if engine == "openvino":
        import openvino

        compiled = openvino.compile_model(
            openvino.convert_model(network, example_input=inputs), "CPU",
            {"INFERENCE_PRECISION_HINT": kind, "PERFORMANCE_HINT": "LATENCY"},
        )
        request, arrays = compiled.create_infer_request(), [tensor.numpy() for tensor in inputs]
        return lambda: request.infer(arrays)
    import onnxruntime

    folder = tempfile.TemporaryDirectory()
    path = pathlib.Path(folder.name) / "network.onnx"
    torch.onnx.export(network, tuple(inputs), str(path), dynamo=True, external_data=True, verbose=False)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feeds = {given.name: tensor.numpy() for given, tensor in zip(session.get_inputs(), inputs)}
    folder.cleanup()
    return lambda: session.run(None, feeds)


def measure(call, rounds):
    call()
    best = (float("inf"), 0.0)
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        call()
        best = min(best, (time.process_time() - cpu, time.perf_counter() - wall))
    return best


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def operations(kind):
    """The single operations of facts/engine.md, by torch alone."""
    from torch.nn import functional as F

    dtype = {"f32": torch.float32, "bf16": torch.bfloat16}[kind]
    make = lambda *shape: torch.randn(*shape, dtype=dtype)
    last = lambda tensor: tensor.to(memory_format=torch.channels_last)

    def conv(side, inputs, outputs):
        picture, weight, bias = last(make(1, inputs, side, side)), last(make(outputs, inputs, 3, 3)), make(outputs)
        return lambda: F.conv2d(picture, weight, bias, padding=1)

    def linear(rows, inputs, outputs):
        states, weight = make(rows, inputs), make(outputs, inputs)
        return lambda: F.linear(states, weight)

    def attention(heads, queries, keys, width):
        query, key = make(1, heads, queries, width), make(1, heads, keys, width)
        return lambda: F.scaled_dot_product_attention(query, key, key)

    states, ones = make(4096, 1280), torch.ones(320, dtype=dtype)
    picture, tokens = last(make(1, 320, 64, 64)), make(4096, 320)
    for name, call in {
        "matmul 2048x2048x2048": linear(2048, 2048, 2048),
        "linear 4096x320x320": linear(4096, 320, 320),
        "linear 64x1280x1280": linear(64, 1280, 1280),
        "conv 3x3 320 to 320 at 64": conv(64, 320, 320),
        "conv 3x3 640 to 640 at 32": conv(32, 640, 640),
        "conv 3x3 1280 to 1280 at 8": conv(8, 1280, 1280),
        "conv 3x3 512 to 512 at 128": conv(128, 512, 512),
        "attention 8 x 4096 x 40": attention(8, 4096, 4096, 40),
        "attention 8 x 4096 of 77 x 40": attention(8, 4096, 77, 40),
        "attention 1 x 4096 x 512": attention(1, 4096, 4096, 512),
        "gelu 4096x1280": lambda: F.gelu(states),
        "group norm and silu 4096x320": lambda: F.silu(F.group_norm(picture, 32, ones, ones)),
        "layer norm 4096x320": lambda: F.layer_norm(tokens, (320,), ones, ones),
    }.items():
        few = lambda call=call: [call() for _ in range(4)]
        cpu, _ = measure(few, 5)
        print(json.dumps({"op": name, "type": kind, "ms": round(cpu / 4 * 1e3, 3)}), flush=True)


def main():
    engine, kind, work = sys.argv[1:4]
    torch.manual_seed(0)
    with torch.no_grad():
        if work == "ops":
            operations(kind)
            return
        if engine == "torch":
            # So that its peak of memory is not that of a network made in f32 first.
            torch.set_default_dtype({"f32": torch.float32, "bf16": torch.bfloat16}[kind])
        network, inputs = WORK[work]()
        call = runner(engine, kind, network.eval(), inputs)
        del network
        cpu, wall = measure(call, ROUNDS)
    print(json.dumps({
        "work": work, "engine": engine, "type": kind, "cpu_s": round(cpu, 3), "wall_s": round(wall, 3),
        "peak_mb": round(peak_megabytes()),
    }))


main()
