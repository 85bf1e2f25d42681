"""Makes families.json: what networks of the newer families answer, and the names of the original code.

Made as `make.py` beside it says, whose weights, inputs and tokenizer these are.
"""

import json

import numpy as np
import torch
from diffusers import (
    AutoencoderKL,
    EulerDiscreteScheduler,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from diffusers.loaders import single_file_utils as original
from make import HERE, PUBLISHED, fill, numbers, probe, weight
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

WORDS = len(json.loads((HERE / "vocab.json").read_text()))


def clip_config(**changes):
    return dict(
        vocab_size=WORDS, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=77, hidden_act="gelu", layer_norm_eps=1e-5, projection_dim=16,
    ) | changes


def clip(projected, **changes):
    config = clip_config(**changes)
    kind = CLIPTextModelWithProjection if projected else CLIPTextModel
    network = kind(CLIPTextConfig(**config, bos_token_id=WORDS - 2, eos_token_id=WORDS - 1))
    # Files have this prefix; transformers 5 leaves it out in memory, but beside a projection.
    names = fill(network, "" if projected else "text_model.")
    return network, {"config": config, "tensors": names}


def vae(**changes):
    config = dict(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=[8, 8, 16, 16], layers_per_block=1,
        down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4, norm_num_groups=4,
        act_fn="silu", sample_size=64, scaling_factor=0.13025,
    ) | changes
    network = AutoencoderKL(**config)
    return network, {"config": config, "tensors": fill(network)}


def tokenizer(**changes):
    return CLIPTokenizer(str(HERE / "vocab.json"), str(HERE / "merges.txt"), model_max_length=77, **changes)


def pixels(image):
    return (image[::5, ::5] * 255).round().astype(int).flatten().tolist()


def sdxl():
    text, first = clip(False, hidden_act="quick_gelu")
    text_2, second = clip(True, hidden_size=24, intermediate_size=40)
    config = dict(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=2, block_out_channels=[16, 32],
        down_block_types=["DownBlock2D", "CrossAttnDownBlock2D"], up_block_types=["CrossAttnUpBlock2D", "UpBlock2D"],
        norm_num_groups=8, cross_attention_dim=56, attention_head_dim=[2, 4], use_linear_projection=True,
        transformer_layers_per_block=[1, 2], addition_embed_type="text_time", addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=16 + 6 * 8,
    )
    unet = UNet2DConditionModel(**config)
    unet_case = {"config": config, "tensors": fill(unet)}
    decoder, vae_case = vae()
    added = {"text_embeds": probe("pooled", [1, 16]), "time_ids": torch.tensor([[64, 80, 0, 0, 64, 80]]).float()}
    answer = unet(
        probe("latents", [1, 4, 9, 8]), 601, encoder_hidden_states=probe("context", [1, 77, 56]), added_cond_kwargs=added
    ).sample
    scheduler = PUBLISHED | {"timestep_spacing": "leading"}
    pipeline = StableDiffusionXLPipeline(
        vae=decoder, text_encoder=text, text_encoder_2=text_2, tokenizer=tokenizer(),
        tokenizer_2=tokenizer(pad_token="!"), unet=unet, scheduler=EulerDiscreteScheduler.from_config(scheduler),
        add_watermarker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    cases = []
    for negative, guidance in [("red fox", 5.0), (None, 5.0), (None, 1.0)]:
        image = pipeline(
            "the blue fox", negative_prompt=negative, guidance_scale=guidance, num_inference_steps=3, height=64, width=64,
            latents=probe("noise", [1, 4, 8, 8]), output_type="np",
        ).images[0]
        cases.append({"negative": negative, "guidance": guidance, "steps": 3, "pixels": pixels(image)})
    return {
        "text_encoders": [first, second], "unet": unet_case, "vae": vae_case, "unet_output": numbers(answer),
        "scheduler": {"_class_name": "EulerDiscreteScheduler"} | scheduler, "pictures": cases,
    }, (unet, decoder, text_2)


class Traced(dict):
    """A state dict whose values are the names they came from."""

    def pop(self, key, *default):
        return super().pop(key, *default)


def converted_unet(unet):
    """Pairs of diffusers' and the original's name, by diffusers' own conversion of a made-up file."""
    config = unet.config
    layers, blocks = config.layers_per_block, len(config.block_out_channels)
    old = {}
    put = lambda name: old.__setitem__(f"model.diffusion_model.{name}", f"model.diffusion_model.{name}")
    for name in ["input_blocks.0.0", "time_embed.0", "time_embed.2", "out.0", "out.2", "label_emb.0.0", "label_emb.0.2"]:
        put(f"{name}.weight"), put(f"{name}.bias")
    residual = ["in_layers.0", "in_layers.2", "emb_layers.1", "out_layers.0", "out_layers.3", "skip_connection"]
    inside = ["norm.weight", "proj_in.weight", "transformer_blocks.0.attn1.to_q.weight", "proj_out.bias"]

    def pair(side, index, attends):
        for part in residual:
            put(f"{side}.{index}.0.{part}.weight")
        for part in inside if attends else []:
            put(f"{side}.{index}.1.{part}")

    for block in range(blocks):
        attends = config.down_block_types[block].startswith("Cross")
        for layer in range(layers):
            pair("input_blocks", 1 + block * (layers + 1) + layer, attends)
        if block < blocks - 1:
            put(f"input_blocks.{(block + 1) * (layers + 1)}.0.op.weight")
            put(f"input_blocks.{(block + 1) * (layers + 1)}.0.op.bias")
        attends = config.up_block_types[block].startswith("Cross")
        for layer in range(layers + 1):
            pair("output_blocks", block * (layers + 1) + layer, attends)
        if block < blocks - 1:
            place = 2 if attends else 1
            put(f"output_blocks.{block * (layers + 1) + layers}.{place}.conv.weight")
            put(f"output_blocks.{block * (layers + 1) + layers}.{place}.conv.bias")
    for part in residual:
        put(f"middle_block.0.{part}.weight"), put(f"middle_block.2.{part}.weight")
    for part in inside:
        put(f"middle_block.1.{part}")
    made = original.convert_ldm_unet_checkpoint(old, dict(config) | {"class_embed_type": None})
    return {new: old for new, old in made.items()}


def converted_vae(decoder):
    config, old = decoder.config, {}
    put = lambda name: old.__setitem__(f"first_stage_model.{name}", torch.tensor([hash(name) % 1_000_003]))
    names = {}
    blocks, layers = len(config.block_out_channels), config.layers_per_block
    for half, side, sampled, count in [("encoder", "down", "downsample", layers), ("decoder", "up", "upsample", layers + 1)]:
        for name in ["conv_in", "conv_out", "norm_out", "mid.attn_1.q", "mid.attn_1.k", "mid.attn_1.v", "mid.attn_1.norm",
                     "mid.attn_1.proj_out", "mid.block_1.conv1", "mid.block_2.norm2"]:
            names[f"{half}.{name}.weight"] = names[f"{half}.{name}.bias"] = True
        for block in range(blocks):
            for layer in range(count):
                for part in ["norm1", "conv1", "norm2", "conv2", "nin_shortcut"]:
                    names[f"{half}.{side}.{block}.block.{layer}.{part}.weight"] = True
            for end in ["weight", "bias"]:
                names[f"{half}.{side}.{block}.{sampled}.conv.{end}"] = True
    for name in ["quant_conv.weight", "quant_conv.bias", "post_quant_conv.weight", "post_quant_conv.bias"]:
        names[name] = True
    numbered = {f"first_stage_model.{name}": torch.full([1, 1, 1, 1], float(index)) for index, name in enumerate(names)}
    back = {float(index): f"first_stage_model.{name}" for index, name in enumerate(names)}
    made = original.convert_ldm_vae_checkpoint(numbered, dict(config))
    return {new: back[float(value.flatten()[0])] for new, value in made.items()}


def converted_rows(old, convert, width):
    """Pairs of a name and where its rows come from: each old tensor's rows are numbered."""
    numbered, back = {}, []
    for name, rows in old.items():
        start = len(back)
        numbered[name] = torch.arange(start, start + rows).float()[:, None].repeat(1, width)
        back += [(name, row) for row in range(rows)]
    made = convert(numbered)
    pairs = {}
    for new, value in made.items():
        first, last = int(value[0, 0]), int(value[-1, 0])
        pairs[new] = [back[first][0], back[first][1], back[last][1]]
    return pairs


def write(name, value):
    (HERE / name).write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n")


def main():
    torch.manual_seed(0)
    xl, (unet, decoder, _) = sdxl()
    write("families.json", {
        "sdxl": xl, "names": {"unet": converted_unet(unet), "vae": converted_vae(decoder)},
    })


if __name__ == "__main__":
    with torch.no_grad():
        main()
