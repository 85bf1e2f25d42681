//! Our side of `make bench-engine`: whole networks of Stable Diffusion 1.5 with random weights made in memory.
//!
//! Each piece of work is an ignored test, run in a process of its own (so that the peak of memory is its own), in the type
//! that `VIGNETTE_PRECISION` names. It prints one line of JSON, as `benches/engine/rivals.py` does.

use std::time::{Duration, Instant};

use candle_core::{DType, Device, Result, Shape, Tensor};
use candle_nn::VarBuilder;
use candle_nn::var_builder::SimpleBackend;
use serde_json::json;

use super::autoencoder::Autoencoder;
use super::config::{TextConfig, UnetConfig, VaeConfig};
use super::text::TextEncoder;
use super::unet::Unet;

/// Rounds measured, after two calls that are not.
const ROUNDS: usize = 3;

/// A round takes at least so long: the kernel counts CPU time up to its last tick, 1 to 4 ms ago.
const ROUND: Duration = Duration::from_millis(400);

/// Weights by no rule but their shape: small and spread like a fresh network's.
struct Random;

impl SimpleBackend for Random {
    fn get(
        &self,
        shape: Shape,
        name: &str,
        _: candle_nn::Init,
        kind: DType,
        device: &Device,
    ) -> Result<Tensor> {
        let inputs: usize = shape.dims().iter().skip(1).product();
        let spread = if shape.rank() == 1 { 0.0 } else { (3.0 / inputs as f32).sqrt() };
        let middle = if shape.rank() == 1 && name.ends_with("weight") { 1.0 } else { 0.0 };
        let mut state =
            name.bytes().fold(7_u32, |state, byte| state.wrapping_mul(31).wrapping_add(byte.into()));
        let numbers: Vec<f32> = (0..shape.elem_count())
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                middle + spread * ((state >> 8) as f32 / (1 << 23) as f32 - 1.0)
            })
            .collect();
        Tensor::from_vec(numbers, shape, device)?.to_dtype(kind)
    }

    fn get_unchecked(&self, name: &str, _: DType, _: &Device) -> Result<Tensor> {
        Err(candle_core::Error::Msg(format!("{name} has no shape")))
    }

    fn contains_tensor(&self, name: &str) -> bool {
        !name.contains("query") && !name.starts_with("embeddings")
    }
}

fn tensors() -> VarBuilder<'static> {
    VarBuilder::from_backend(Box::new(Random), kind(), Device::Cpu)
}

fn kind() -> DType {
    if std::env::var("VIGNETTE_PRECISION").as_deref() == Ok("f32") { DType::F32 } else { DType::BF16 }
}

fn picture(shape: &[usize]) -> Tensor {
    Tensor::from_vec(super::noise::normal(1, shape.iter().product()), shape, &Device::Cpu).unwrap()
}

/// CPU seconds of all threads of this process.
fn cpu_seconds() -> f64 {
    let of_task = |task: std::fs::DirEntry| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0)
    };
    std::fs::read_dir("/proc/self/task").unwrap().flatten().map(of_task).sum::<f64>() / 1e9
}

/// The most memory this process ever held, in MiB.
fn peak_megabytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

fn measure(work: &str, call: impl Fn() -> Tensor) {
    let made = call();
    let total =
        made.to_dtype(DType::F32).unwrap().abs().unwrap().mean_all().unwrap().to_scalar::<f32>().unwrap();
    assert!(total.is_finite() && total > 0.0, "{work} gave {total}");
    let start = Instant::now();
    call();
    let calls = ROUND.div_duration_f64(start.elapsed()).ceil();
    let mut best = (f64::INFINITY, 0.0);
    for _ in 0..ROUNDS {
        let (cpu, wall) = (cpu_seconds(), Instant::now());
        for _ in 0..calls as usize {
            call();
        }
        let took = ((cpu_seconds() - cpu) / calls, wall.elapsed().as_secs_f64() / calls);
        best = if took.0 < best.0 { took } else { best };
    }
    let kind = if kind() == DType::F32 { "f32" } else { "bf16" };
    println!(
        "{}",
        json!({"work": work, "engine": "vignette", "type": kind, "cpu_s": best.0, "wall_s": best.1,
            "peak_mb": peak_megabytes()})
    );
}

#[test]
#[ignore = "a measurement"]
fn unet() {
    let config: UnetConfig = serde_json::from_value(json!({"in_channels": 4, "out_channels": 4,
        "block_out_channels": [320, 640, 1280, 1280], "layers_per_block": 2, "cross_attention_dim": 768,
        "attention_head_dim": 8, "sample_size": 64,
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]}))
    .unwrap();
    let unet = Unet::new(&config, &tensors()).unwrap();
    let (latents, text) = (picture(&[1, 4, 64, 64]), picture(&[1, 77, 768]));
    measure("unet", || unet.forward(&latents, 500.0, &text, None).unwrap());
}

fn decode(work: &str, side: usize) {
    let config: VaeConfig = serde_json::from_value(json!({"block_out_channels": [128, 256, 512, 512],
        "layers_per_block": 2, "norm_num_groups": 32}))
    .unwrap();
    let autoencoder = Autoencoder::new(&config, &tensors()).unwrap();
    let latents = picture(&[1, 4, side / 8, side / 8]);
    measure(work, || autoencoder.decode(&latents).unwrap());
}

#[test]
#[ignore = "a measurement"]
fn vae512() {
    decode("vae512", 512);
}

#[test]
#[ignore = "a measurement"]
fn vae1024() {
    decode("vae1024", 1024);
}

#[test]
#[ignore = "a measurement"]
fn text() {
    let config: TextConfig = serde_json::from_value(json!({"vocab_size": 49408, "hidden_size": 768,
        "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
        "max_position_embeddings": 77, "hidden_act": "quick_gelu"}))
    .unwrap();
    let encoder = TextEncoder::new(&config, &tensors()).unwrap();
    let tokens: Vec<u32> = (0..77).map(|index| index * 601).collect();
    measure("text", || encoder.forward(&tokens, 49407).unwrap().last);
}
