//! Stable Diffusion XL against diffusers' answers, and the original code's names against diffusers' conversion.

use candle_core::Device;
use serde_json::Value;

use super::config::{self, UnetConfig};
use super::golden::{case_request, check, probe, wrong_pixels};
use super::unet::Unet;
use super::waves::waves;
use super::{tiny, weights};
use crate::engine::Precision;
use crate::models::Checkpoint;

#[test]
fn the_unet_answers_as_in_diffusers() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write_xl(folder.path());
    let checkpoint = Checkpoint::find(folder.path()).unwrap();
    let config: UnetConfig = config::read(&checkpoint, &checkpoint.denoiser.config).unwrap();
    let on = (&Device::Cpu, Precision::F32);
    let unet = weights::load(&checkpoint, &checkpoint.denoiser, on, &Default::default(), |tensors| {
        Unet::new(&config, &tensors)
    });
    let sizes = waves(&[64.0, 80.0, 0.0, 0.0, 64.0, 80.0], 8, (true, 0.0), &Device::Cpu).unwrap();
    let told = candle_core::Tensor::cat(&[probe("pooled", &[1, 16]), sizes], 1).unwrap();
    let (latents, text) = (probe("latents", &[1, 4, 9, 8]), probe("context", &[1, 77, 56]));
    let answer = unet.unwrap().forward(&latents, 601.0, &text, Some(&told)).unwrap();
    check(&answer, &tiny::golden("families.json")["sdxl"]["unet_output"]);
}

#[test]
fn whole_pictures_are_those_of_diffusers() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write_xl(folder.path());
    let check = |case: &Value| {
        let wrong = wrong_pixels(
            folder.path(),
            &case_request(case, case["negative"].as_str()),
            (4, 8),
            &case["pixels"],
        );
        assert_eq!(wrong, 0, "{} at guidance {}", case["negative"], case["guidance"]);
    };
    tiny::golden("families.json")["sdxl"]["pictures"].as_array().unwrap().iter().for_each(check);
}
