"""Makes families.json: what networks of the newer families answer, and the names of the original code.

Made as `make.py` beside it says, whose weights, inputs and tokenizer these are.
"""

import json

import numpy as np
import torch
from diffusers import (
    AutoencoderKL,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    FluxPipeline,
    FluxTransformer2DModel,
    SD3Transformer2DModel,
    StableDiffusion3Pipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from diffusers.loaders import single_file_utils as original
from make import HERE, PUBLISHED, fill, numbers, probe, weight
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
)

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


def pieces():
    """A little tokenizer of T5's kind: pieces of words after a mark for the space, then the end."""
    words = ["<pad>", "</s>", "<unk>", "▁the", "▁blue", "▁fox", "▁red", "▁"] + [chr(code) for code in range(97, 123)]
    made = Tokenizer(models.Unigram([(word, -float(index) / 10) for index, word in enumerate(words)], unk_id=2))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    made.add_special_tokens(["<pad>", "</s>", "<unk>"])
    (HERE / "pieces.json").write_text(made.to_str() + "\n")
    return PreTrainedTokenizerFast(tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"), len(words)


def t5(words):
    config = dict(
        vocab_size=words, d_model=24, d_kv=8, d_ff=40, num_layers=2, num_heads=3, feed_forward_proj="gated-gelu",
        relative_attention_num_buckets=8, relative_attention_max_distance=20, layer_norm_epsilon=1e-6,
    )
    network = T5EncoderModel(T5Config(**config))
    names = fill(network)
    # The words have two names in memory and one in files.
    network.shared.weight.copy_(weight("shared.weight", names["shared.weight"]))
    names = {name: shape for name, shape in names.items() if name != "encoder.embed_tokens.weight"}
    ids = torch.tensor([[3, 4, 5, 1] + [0] * 20])
    return network, {"config": config, "tensors": names, "tokens": ids[0].tolist(), "output": numbers(network(ids)[0][0, [0, 3, 20]])}


def flow_vae():
    return vae(
        latent_channels=4, scaling_factor=1.5305, shift_factor=0.0609, use_quant_conv=False, use_post_quant_conv=False
    )


def sd3():
    text, first = clip(True, hidden_act="quick_gelu")
    text_2, second = clip(True, hidden_size=24, intermediate_size=40, projection_dim=8)
    tokens, words = pieces()
    text_3, third = t5(words)
    config = dict(
        sample_size=8, patch_size=2, in_channels=4, out_channels=4, num_layers=3, attention_head_dim=8,
        num_attention_heads=3, joint_attention_dim=64, caption_projection_dim=24, pooled_projection_dim=24,
        pos_embed_max_size=6, dual_attention_layers=(0, 1), qk_norm="rms_norm",
    )
    # T5's states are as wide as the transformer looks at them.
    config["joint_attention_dim"] = 64
    third_wide = T5EncoderModel(T5Config(**(third["config"] | {"d_model": 64})))
    names = {name: shape for name, shape in fill(third_wide).items() if name != "encoder.embed_tokens.weight"}
    third_wide.shared.weight.copy_(weight("shared.weight", names["shared.weight"]))
    third = {"config": third["config"] | {"d_model": 64}, "tensors": names}
    network = SD3Transformer2DModel(**config)
    transformer = {"config": config, "tensors": fill(network)}
    answer = network(
        hidden_states=probe("latents", [1, 4, 10, 8]), encoder_hidden_states=probe("context", [1, 20, 64]),
        pooled_projections=probe("pooled", [1, 24]), timestep=torch.tensor([601.0]),
    ).sample
    decoder, vae_case = flow_vae()
    scheduler = dict(num_train_timesteps=1000, shift=3.0)
    cases = []
    for third_text, third_tokens, guidance in [(third_wide, tokens, 7.0), (None, None, 7.0), (third_wide, tokens, 1.0)]:
        pipeline = StableDiffusion3Pipeline(
            transformer=network, scheduler=FlowMatchEulerDiscreteScheduler(**scheduler), vae=decoder, text_encoder=text,
            tokenizer=tokenizer(), text_encoder_2=text_2, tokenizer_2=tokenizer(pad_token="!"), text_encoder_3=third_text,
            tokenizer_3=third_tokens,
        )
        pipeline.set_progress_bar_config(disable=True)
        image = pipeline(
            "the blue fox", negative_prompt="red fox", guidance_scale=guidance, num_inference_steps=3, height=64, width=64,
            latents=probe("noise", [1, 4, 8, 8]), output_type="np",
        ).images[0]
        cases.append({
            "negative": "red fox", "guidance": guidance, "steps": 3, "t5": third_text is not None, "pixels": pixels(image),
        })
    return {
        "text_encoders": [first, second, third], "transformer": transformer, "vae": vae_case,
        "output": numbers(answer), "scheduler": {"_class_name": "FlowMatchEulerDiscreteScheduler"} | scheduler,
        "pictures": cases,
    }, network


def flux():
    text, first = clip(False, hidden_act="quick_gelu")
    tokens, words = pieces()
    text_2, second = t5(words)
    config = dict(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=2, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=24, pooled_projection_dim=32, guidance_embeds=False, axes_dims_rope=(4, 6, 6),
    )
    network = FluxTransformer2DModel(**config)
    transformer = {"config": config, "tensors": fill(network)}
    decoder, vae_case = flow_vae()
    latents = probe("latents", [1, 4, 10, 8])
    packed = FluxPipeline._pack_latents(latents, 1, 4, 10, 8)
    ids = FluxPipeline._prepare_latent_image_ids(1, 5, 4, "cpu", torch.float32)
    answer = network(
        hidden_states=packed, encoder_hidden_states=probe("context", [1, 20, 24]), pooled_projections=probe("pooled", [1, 32]),
        timestep=torch.tensor([0.601]), img_ids=ids, txt_ids=torch.zeros(20, 3),
    ).sample
    answer = FluxPipeline._unpack_latents(answer, 80, 64, 8)
    scheduler = dict(num_train_timesteps=1000, shift=1.0, use_dynamic_shifting=False)
    pipeline = FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(**scheduler), vae=decoder, text_encoder=text, tokenizer=tokenizer(),
        text_encoder_2=text_2, tokenizer_2=tokens, transformer=network,
    )
    pipeline.set_progress_bar_config(disable=True)
    noise = FluxPipeline._pack_latents(probe("noise", [1, 4, 8, 8]), 1, 4, 8, 8)
    image = pipeline(
        "the blue fox", guidance_scale=0.0, num_inference_steps=4, height=64, width=64, max_sequence_length=256,
        latents=noise, output_type="np",
    ).images[0]
    return {
        "text_encoders": [first, second], "transformer": transformer, "vae": vae_case, "output": numbers(answer),
        "scheduler": {"_class_name": "FlowMatchEulerDiscreteScheduler"} | scheduler,
        "pictures": [{"negative": None, "guidance": 1.0, "steps": 4, "pixels": pixels(image)}],
    }, network


def converted_unet(unet):
    """Pairs of diffusers' and the original's name, by diffusers' own conversion of a made-up file."""
    config = unet.config
    layers, blocks = config.layers_per_block, len(config.block_out_channels)
    old = {}
    put = lambda name: old.__setitem__(f"model.diffusion_model.{name}", f"model.diffusion_model.{name}")
    for name in ["input_blocks.0.0", "time_embed.0", "time_embed.2", "out.0", "out.2", "label_emb.0.0", "label_emb.0.2"]:
        put(f"{name}.weight"), put(f"{name}.bias")
    residual = ["in_layers.0", "in_layers.2", "emb_layers.1", "out_layers.0", "out_layers.3", "skip_connection"]
    state = list(unet.state_dict())

    def inside(place):
        return [name.removeprefix(f"{place}.") for name in state if name.startswith(f"{place}.")]

    def pair(side, index, attention):
        for part in residual:
            put(f"{side}.{index}.0.{part}.weight"), put(f"{side}.{index}.0.{part}.bias")
        for part in inside(attention):
            put(f"{side}.{index}.1.{part}")

    for block in range(blocks):
        for layer in range(layers):
            pair("input_blocks", 1 + block * (layers + 1) + layer, f"down_blocks.{block}.attentions.{layer}")
        if block < blocks - 1:
            put(f"input_blocks.{(block + 1) * (layers + 1)}.0.op.weight")
            put(f"input_blocks.{(block + 1) * (layers + 1)}.0.op.bias")
        for layer in range(layers + 1):
            pair("output_blocks", block * (layers + 1) + layer, f"up_blocks.{block}.attentions.{layer}")
        if block < blocks - 1:
            place = 2 if config.up_block_types[block].startswith("Cross") else 1
            put(f"output_blocks.{block * (layers + 1) + layers}.{place}.conv.weight")
            put(f"output_blocks.{block * (layers + 1) + layers}.{place}.conv.bias")
    for index in [0, 2]:
        for part in residual:
            put(f"middle_block.{index}.{part}.weight"), put(f"middle_block.{index}.{part}.bias")
    for part in inside("mid_block.attentions.0"):
        put(f"middle_block.1.{part}")
    made = original.convert_ldm_unet_checkpoint(old, dict(config) | {"class_embed_type": None})
    return {new: old for new, old in made.items() if new in state}


def converted_vae(decoder):
    config, names = decoder.config, {}
    blocks, layers = len(config.block_out_channels), config.layers_per_block
    for half, side, sampled, count in [("encoder", "down", "downsample", layers), ("decoder", "up", "upsample", layers + 1)]:
        for name in ["conv_in", "conv_out", "norm_out", "mid.attn_1.q", "mid.attn_1.k", "mid.attn_1.v", "mid.attn_1.norm",
                     "mid.attn_1.proj_out"] + [
                         f"mid.block_{index}.{part}" for index in [1, 2] for part in ["norm1", "conv1", "norm2", "conv2"]
                     ]:
            names[f"{half}.{name}.weight"] = names[f"{half}.{name}.bias"] = True
        for block in range(blocks):
            for layer in range(count):
                for part in ["norm1", "conv1", "norm2", "conv2", "nin_shortcut"]:
                    for end in ["weight", "bias"]:
                        names[f"{half}.{side}.{block}.block.{layer}.{part}.{end}"] = True
            for end in ["weight", "bias"]:
                names[f"{half}.{side}.{block}.{sampled}.conv.{end}"] = True
    for name in ["quant_conv.weight", "quant_conv.bias", "post_quant_conv.weight", "post_quant_conv.bias"]:
        names[name] = True
    numbered = {f"first_stage_model.{name}": torch.full([1, 1, 1, 1], float(index)) for index, name in enumerate(names)}
    back = {float(index): f"first_stage_model.{name}" for index, name in enumerate(names)}
    made = original.convert_ldm_vae_checkpoint(numbered, dict(config))
    state = decoder.state_dict()
    return {new: back[float(value.flatten()[0])] for new, value in made.items() if new in state}


def converted_rows(old, convert):
    """Where the rows of each new tensor come from: the old name, its first and last row. Each old row has a number."""
    numbered, back = {}, []
    for name, rows in old.items():
        numbered[name] = torch.arange(len(back), len(back) + rows).float()[:, None]
        back += [(name, row) for row in range(rows)]
    pairs = {}
    for new, value in convert(numbered).items():
        first, last = back[int(value[0, 0])], back[int(value[-1, 0])]
        assert first[0] == last[0]
        pairs[new] = [first[0], first[1], last[1], old[first[0]]]
    return pairs


def converted_flux():
    """diffusers' conversion knows one width only."""
    width, old = 3072, {}
    for name in ["img_in", "txt_in", "time_in.in_layer", "time_in.out_layer", "vector_in.in_layer", "vector_in.out_layer"]:
        old[f"{name}.weight"] = old[f"{name}.bias"] = 2
    for name, rows in [("final_layer.linear", 2), ("final_layer.adaLN_modulation.1", 2 * width)]:
        old[f"{name}.weight"] = old[f"{name}.bias"] = rows
    for stream in ["img", "txt"]:
        for name, rows in [("mod.lin", 6), ("attn.qkv", 3 * width), ("attn.proj", 2), ("mlp.0", 4), ("mlp.2", 2)]:
            old[f"double_blocks.0.{stream}_{name}.weight"] = old[f"double_blocks.0.{stream}_{name}.bias"] = rows
        for name in ["query_norm", "key_norm"]:
            old[f"double_blocks.0.{stream}_attn.norm.{name}.scale"] = 2
    for name, rows in [("modulation.lin", 3), ("linear1", 7 * width), ("linear2", 2)]:
        old[f"single_blocks.0.{name}.weight"] = old[f"single_blocks.0.{name}.bias"] = rows
    for name in ["query_norm", "key_norm"]:
        old[f"single_blocks.0.norm.{name}.scale"] = 2
    return converted_rows(old, original.convert_flux_transformer_checkpoint_to_diffusers)


def converted_sd3():
    old = {"pos_embed": 2, "x_embedder.proj.weight": 2, "x_embedder.proj.bias": 2}
    names = ["t_embedder.mlp.0", "t_embedder.mlp.2", "y_embedder.mlp.0", "y_embedder.mlp.2", "context_embedder",
             "final_layer.linear", "final_layer.adaLN_modulation.1"]
    for block in range(2):
        for stream in ["x_block", "context_block"]:
            last = block == 1 and stream == "context_block"
            parts = ["adaLN_modulation.1", "attn.qkv"] + ([] if last else ["attn.proj", "mlp.fc1", "mlp.fc2"])
            parts += ["attn2.qkv", "attn2.proj"] if stream == "x_block" else []
            names += [f"joint_blocks.{block}.{stream}.{part}" for part in parts]
            for norm in ["ln_q", "ln_k"]:
                old[f"joint_blocks.{block}.{stream}.attn.{norm}.weight"] = 2
                if stream == "x_block":
                    old[f"joint_blocks.{block}.{stream}.attn2.{norm}.weight"] = 2
    for name in names:
        old[f"{name}.weight"] = old[f"{name}.bias"] = 6
    return converted_rows(old, original.convert_sd3_transformer_checkpoint_to_diffusers)


def write(name, value):
    (HERE / name).write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n")


def main():
    torch.manual_seed(0)
    xl, (unet, decoder, _) = sdxl()
    third, _ = sd3()
    flow, _ = flux()
    write("families.json", {
        "sdxl": xl, "sd3": third, "flux": flow, "names": {"unet": converted_unet(unet), "vae": converted_vae(decoder), "sd3": converted_sd3(), "flux": converted_flux()},
    })


if __name__ == "__main__":
    with torch.no_grad():
        main()
