"""Makes the golden values of this folder with the original diffusers and transformers.

    python -m venv /tmp/golden && /tmp/golden/bin/pip install torch==2.8.0 diffusers==0.42.1 transformers==5.23.0 numpy==2.4.6
    /tmp/golden/bin/python models/golden/make.py

Writes next to itself: vocab.json and merges.txt (a byte-level CLIP vocabulary with a few merges), tiny.json (configs,
the name and shape of every tensor as diffusers publishes them, tokens, and what each network answers) and
schedules.json (timesteps and steps of the schedulers). The weights are not stored: `weight` below makes each tensor
from its name, and `tests/diffusion/tiny.rs` makes the same ones.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from diffusers import (
    AutoencoderKL,
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    LCMScheduler,
    StableDiffusionPipeline,
    TCDScheduler,
    UNet2DConditionModel,
    UniPCMultistepScheduler,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

HERE = pathlib.Path(__file__).parent
MASK = (1 << 64) - 1


def fnv(name):
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def uniform(seed, count):
    """`count` numbers in [-1, 1): SplitMix64 from `seed`, its upper 24 bits."""
    with np.errstate(over="ignore"):
        state = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state = state ^ (state >> np.uint64(31))
    return (state >> np.uint64(40)).astype(np.float64) / (1 << 23) - 1.0


def weight(name, shape):
    """The made-up weights of a tensor: near 1 for norms, small for biases, scaled by fan-in for the rest."""
    numbers = uniform(fnv(name), int(np.prod(shape))).reshape(shape)
    if name.endswith("bias"):
        numbers = numbers * 0.1
    elif len(shape) == 1:
        numbers = 1.0 + numbers * 0.1
    else:
        numbers = numbers * np.sqrt(3.0 / np.prod(shape[1:]))
    return torch.from_numpy(numbers.astype(np.float32))


def fill(network, prefix=""):
    """Gives a network its made-up weights; returns its tensors' names and shapes as files have them."""
    shapes = {name: list(tensor.shape) for name, tensor in network.state_dict().items() if tensor.is_floating_point()}
    published = {name: prefix + name.removeprefix(prefix) for name in shapes}
    network.load_state_dict({name: weight(published[name], shapes[name]) for name in shapes}, strict=False)
    network.eval()
    return {published[name]: shapes[name] for name in shapes}


def numbers(tensor, digits=7):
    return [float(f"{value:.{digits}g}") for value in tensor.detach().double().flatten().tolist()]


def probe(name, shape):
    """A made-up input."""
    return torch.from_numpy((uniform(fnv(name), int(np.prod(shape))) * 1.7).astype(np.float32).reshape(shape))


def vocabulary():
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, spare = {}, 0
    for byte in range(256):
        if byte in printable:
            table[byte] = chr(byte)
        else:
            table[byte], spare = chr(256 + spare), spare + 1
    letters = [table[byte] for byte in printable] + [table[byte] for byte in range(256) if byte not in printable]
    merges = ["t h", "th e</w>", "a n", "an d</w>", "b l", "bl u", "blu e</w>", "r e", "re d</w>", "f o", "fo x</w>"]
    words = letters + [letter + "</w>" for letter in letters] + [merge.replace(" ", "") for merge in merges]
    words += ["<|startoftext|>", "<|endoftext|>"]
    (HERE / "vocab.json").write_text(json.dumps({word: index for index, word in enumerate(words)}, ensure_ascii=False))
    (HERE / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    return len(words)


def tokens():
    tokenizer = CLIPTokenizer(str(HERE / "vocab.json"), str(HERE / "merges.txt"), model_max_length=77)
    texts = [
        "", "the blue fox", "The  BLUE\tfox, and the red fox!", "it's 12:30, don't", "café 푸른 🦊", "a-b_c (d) [e]",
        "<|endoftext|> the",
    ]
    return [{"text": text, "tokens": tokenizer(text, add_special_tokens=False)["input_ids"]} for text in texts]


def text_encoder(words, act):
    config = dict(
        vocab_size=words, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=77, hidden_act=act, layer_norm_eps=1e-5, projection_dim=32,
    )
    network = CLIPTextModel(CLIPTextConfig(**config, bos_token_id=words - 2, eos_token_id=words - 1))
    # Files have this prefix; transformers 5 leaves it out in memory.
    names = fill(network, "text_model.")
    ids = [words - 2] + [1, 77, 300, 5, words - 3] + [words - 1] * 71
    output = network(torch.tensor([ids])).last_hidden_state
    return network, {"config": config, "tensors": names, "tokens": ids, "output": numbers(output[0, [0, 3, 76]])}


def unet(case, **changes):
    config = dict(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=[32, 64],
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        mid_block_type="UNetMidBlock2DCrossAttn", norm_num_groups=8, norm_eps=1e-5, cross_attention_dim=32,
        attention_head_dim=4, act_fn="silu", flip_sin_to_cos=True, freq_shift=0, use_linear_projection=False,
        downsample_padding=1, mid_block_scale_factor=1, center_input_sample=False,
    ) | changes
    network = UNet2DConditionModel(**config)
    names = fill(network)
    sample, context = probe("latents", [1, 4, 9, 8]), probe("context", [1, 77, 32])
    output = network(sample, 601, encoder_hidden_states=context).sample
    return network, {"case": case, "config": config, "tensors": names, "timestep": 601, "output": numbers(output)}


def vae():
    config = dict(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=[8, 16, 16, 32], layers_per_block=1,
        down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4, norm_num_groups=8,
        act_fn="silu", sample_size=64, scaling_factor=0.18215,
    )
    network = AutoencoderKL(**config)
    names = fill(network)
    output = network.decode(probe("latents", [1, 4, 9, 8]) / config["scaling_factor"]).sample
    encoded = network.encode(probe("picture", [1, 3, 64, 48])).latent_dist.mean * config["scaling_factor"]
    return network, {
        "config": config, "tensors": names, "output": numbers(output[0, :, ::5, ::5], 6), "encoded": numbers(encoded),
    }


VELOCITY = dict(prediction_type="v_prediction")
KARRAS = dict(use_karras_sigmas=True)
COSINE = dict(beta_schedule="squaredcos_cap_v2")
ZERO = dict(timestep_spacing="trailing", rescale_betas_zero_snr=True) | VELOCITY
SPACINGS = [
    dict(timestep_spacing="leading", steps_offset=1), dict(timestep_spacing="linspace"),
    dict(timestep_spacing="trailing") | VELOCITY,
]
# What each scheduler is tried with.
VARIANTS = {
    DDIMScheduler: SPACINGS + [
        dict(timestep_spacing="leading", steps_offset=1, beta_schedule="linear") | VELOCITY, ZERO,
        dict(set_alpha_to_one=False, steps_offset=1), dict(clip_sample=True), COSINE, dict(prediction_type="sample"),
    ],
    EulerDiscreteScheduler: SPACINGS + [
        dict(timestep_spacing="leading", steps_offset=1, beta_schedule="linear") | VELOCITY, ZERO, KARRAS,
    ],
    EulerAncestralDiscreteScheduler: SPACINGS + [ZERO],
    DPMSolverMultistepScheduler: SPACINGS + [
        ZERO, KARRAS, KARRAS | VELOCITY, COSINE | dict(lambda_min_clipped=-5.1), dict(prediction_type="sample"),
    ],
    UniPCMultistepScheduler: SPACINGS + [ZERO, KARRAS, dict(solver_order=3), dict(solver_order=3) | KARRAS | VELOCITY],
    LCMScheduler: [{}, VELOCITY, dict(original_inference_steps=40, timestep_scaling=8.0), dict(clip_sample=True)],
    TCDScheduler: [{}, VELOCITY],
    FlowMatchEulerDiscreteScheduler: [
        {}, dict(shift=3.0), dict(use_dynamic_shifting=True), dict(use_dynamic_shifting=True, time_shift_type="linear"),
        dict(use_dynamic_shifting=True, shift_terminal=0.02),
    ],
}


class Noise:
    """Gives the made-up noise of each step in place of a random one."""

    def __init__(self, scheduler):
        self.module, self.number = sys.modules[scheduler.__module__], 0
        if hasattr(self.module, "randn_tensor"):
            self.module.randn_tensor = lambda shape, **_: probe(f"noise {self.number}", list(shape))


def follow(made, timesteps, noise, count=4):
    """The first steps of a scheduler from made-up latents, answered by half of what is seen and a tenth."""
    sample, path = probe("schedule", [1, 8]) * getattr(made, "init_noise_sigma", 1.0), []
    for noise.number, timestep in enumerate(timesteps[:count]):
        seen = made.scale_model_input(sample, timestep) if hasattr(made, "scale_model_input") else sample
        sample = made.step(seen * 0.5 + 0.1, timestep, sample).prev_sample
        path.append(numbers(sample))
    return path


def flow_times(made, config, steps, kind):
    """Timesteps as the pipelines of Stable Diffusion 3, Flux and Z-Image set them, for 1024 tokens."""
    mu = 0.5 + (1.15 - 0.5) * (1024 - 256) / (4096 - 256) if config.get("use_dynamic_shifting") else None
    if kind == "to_zero":
        made.sigma_min, made.sigma_max = 0.0, 1.0
    sigmas = np.linspace(1.0, 1 / steps, steps) if kind == "even" else None
    made.set_timesteps(steps, sigmas=sigmas, mu=mu)


def schedules():
    base = dict(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
    cases = []
    for scheduler, variants in VARIANTS.items():
        noise = Noise(scheduler)
        is_flow = scheduler is FlowMatchEulerDiscreteScheduler
        for extra in variants:
            config = ({} if is_flow else base) | ({"clip_sample": False} if scheduler is DDIMScheduler else {}) | extra
            kinds = ["even", "to_zero"] if extra.get("use_dynamic_shifting") else ["trained", "even"]
            for steps, kind in [(steps, kind) for steps in [1, 4, 30] for kind in (kinds if is_flow else [None])]:
                if extra.get("shift_terminal") and (steps == 1 or kind == "to_zero"):
                    continue  # it divides by zero
                if kind == "to_zero" and steps == 1:
                    continue  # one step from noise to noise
                made = scheduler(**config)
                flow_times(made, config, steps, kind) if is_flow else made.set_timesteps(steps)
                case = {"config": {"_class_name": scheduler.__name__} | config, "steps": steps}
                case |= {"flow": kind} if is_flow else {}
                cases.append(case | {
                    "timesteps": numbers(made.timesteps), "initial": float(getattr(made, "init_noise_sigma", 1.0)),
                    "path": follow(made, made.timesteps, noise),
                })
    return cases + [partial(scheduler, base) for scheduler in VARIANTS if scheduler is not FlowMatchEulerDiscreteScheduler]


def partial(scheduler, base):
    """The last twelve of twenty steps, as for a picture made from another one, and how that one is made noisy."""
    config = base | ({"clip_sample": False} if scheduler is DDIMScheduler else {})
    made, noise = scheduler(**config), Noise(scheduler)
    made.set_timesteps(20)
    timesteps = made.timesteps[8:]
    made.set_begin_index(8) if hasattr(made, "set_begin_index") else None
    noisy = made.add_noise(probe("clean", [1, 8]), probe("noise 0", [1, 8]), timesteps[:1])
    return {
        "config": {"_class_name": scheduler.__name__} | config, "steps": 20, "strength": 0.6, "noisy": numbers(noisy),
        "timesteps": numbers(timesteps), "initial": float(made.init_noise_sigma), "path": follow(made, timesteps, noise, 12),
    }


# The scheduler config that Stable Diffusion 1.5 is published with.
PUBLISHED = dict(
    beta_end=0.012, beta_schedule="scaled_linear", beta_start=0.00085, num_train_timesteps=1000, set_alpha_to_one=False,
    steps_offset=1, clip_sample=False,
)


def pictures(text_network, unet_network, vae_network):
    """Whole pictures from given noise: every fifth pixel, 0 to 255."""
    tokenizer = CLIPTokenizer(str(HERE / "vocab.json"), str(HERE / "merges.txt"), model_max_length=77)
    cases = []
    for name, negative, guidance, steps in [
        ("DDIMScheduler", "red fox", 7.5, 4), ("DDIMScheduler", "", 3.0, 3), ("DDIMScheduler", "red", 1.0, 2),
        ("EulerDiscreteScheduler", "red fox", 7.5, 4),
    ]:
        scheduler = {"DDIMScheduler": DDIMScheduler, "EulerDiscreteScheduler": EulerDiscreteScheduler}[name]
        pipeline = StableDiffusionPipeline(
            vae=vae_network, text_encoder=text_network, tokenizer=tokenizer, unet=unet_network,
            scheduler=scheduler.from_config(PUBLISHED), safety_checker=None, feature_extractor=None,
            requires_safety_checker=False,
        )
        pipeline.set_progress_bar_config(disable=True)
        image = pipeline(
            "the blue fox", negative_prompt=negative, guidance_scale=guidance, num_inference_steps=steps, height=64,
            width=64, latents=probe("noise", [1, 4, 8, 8]), output_type="np",
        ).images[0]
        cases.append({
            "scheduler": name, "prompt": "the blue fox", "negative": negative, "guidance": guidance, "steps": steps,
            "pixels": (image[::5, ::5] * 255).round().astype(int).flatten().tolist(),
        })
    return cases


def write(name, value):
    (HERE / name).write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n")


def main():
    torch.manual_seed(0)
    words = vocabulary()
    text_network, quick = text_encoder(words, "quick_gelu")
    _, exact = text_encoder(words, "gelu")
    exact.pop("tensors")
    unet_network, first = unet("stable diffusion 1")
    _, second = unet("stable diffusion 2", use_linear_projection=True, attention_head_dim=[2, 4], layers_per_block=2)
    vae_network, decoder = vae()
    write("tiny.json", {
        "tokens": tokens(), "text_encoders": [quick, exact], "unets": [first, second], "vae": decoder,
        "pictures": pictures(text_network, unet_network, vae_network),
        "weights": {"conv_in.bias": numbers(weight("conv_in.bias", [32])[:4])},
    })
    write("schedules.json", schedules())


if __name__ == "__main__":
    with torch.no_grad():
        main()
