"""Makes emphasis.json: what compel makes of words that count more.

Made as `make.py` beside it says; needs `compel==2.5.1` too.
"""

import torch
from compel import Compel
from diffusers import DDIMScheduler, StableDiffusionPipeline
from make import HERE, PUBLISHED, probe, text_encoder, unet, vae, vocabulary, write
from transformers import CLIPTokenizer

# Ours and compel's notation.
PROMPTS = [("the (blue:1.4) fox", "the (blue)1.4 fox"), ("(the blue:1.2) (fox:1.9)", "(the blue)1.2 (fox)1.9")]


def main():
    torch.manual_seed(0)
    network, _ = text_encoder(vocabulary(), "quick_gelu")
    tokenizer = CLIPTokenizer(str(HERE / "vocab.json"), str(HERE / "merges.txt"), model_max_length=77)
    pipeline = StableDiffusionPipeline(
        vae=vae()[0], text_encoder=network, tokenizer=tokenizer, unet=unet("stable diffusion 1")[0],
        scheduler=DDIMScheduler.from_config(PUBLISHED), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    compel = Compel(tokenizer=tokenizer, text_encoder=network)
    cases = []
    for ours, theirs in PROMPTS:
        words, unwanted = compel(theirs), compel("red fox")
        image = pipeline(
            prompt_embeds=words, negative_prompt_embeds=unwanted, guidance_scale=7.5, num_inference_steps=4, height=64,
            width=64, latents=probe("noise", [1, 4, 8, 8]), output_type="np",
        ).images[0]
        cases.append({
            "scheduler": "DDIMScheduler", "prompt": ours, "negative": "red fox", "guidance": 7.5, "steps": 4,
            "pixels": (image[::5, ::5] * 255).round().astype(int).flatten().tolist(),
        })
    write("emphasis.json", cases)


if __name__ == "__main__":
    with torch.no_grad():
        main()
