//! The upscaler's weights: one file in the models folder, made of a package that npm fetches by lock file.
//!
//! The package holds the network as TensorFlow.js reads it: a list of tensors and their bytes in parts. Only the numbers'
//! order changes, from height, width, inputs and outputs to outputs first.

use std::collections::HashMap;
use std::path::Path;

use safetensors::Dtype;
use safetensors::tensor::TensorView;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The network's name in records.
pub const NAME: &str = "esrgan-thick-x4";

/// Its file in the models folder.
pub const FILE: &str = "upscaler.safetensors";

/// Where npm puts it.
const FOLDER: &str = "@upscalerjs/esrgan-thick/models/x4";

/// Of its bytes, all parts together.
const SHA256: &str = "f911129c5d04287ce80ad7a1324f88331018d514bf394272a8cc4821d81a4b74";

/// Said in the file itself.
const ABOUT: [(&str, &str); 3] = [
    ("source", "npm @upscalerjs/esrgan-thick 1.0.0, models/x4"),
    ("licence", "MIT, Copyright (c) 2022 Kevin Scott"),
    ("trained_on", "DIV2K (Agustsson and Timofte 2017)"),
];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    weights_manifest: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    paths: Vec<String>,
    weights: Vec<Weight>,
}

#[derive(Deserialize)]
struct Weight {
    name: String,
    shape: Vec<usize>,
}

/// The weights as a safetensors file, of the packages in `modules`.
///
/// # Errors
/// A sentence: the package is not there, or is not the one these weights are known of.
pub fn build(modules: &Path) -> Result<Vec<u8>, String> {
    let folder = modules.join(FOLDER);
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let manifest: Manifest =
        serde_json::from_slice(&read("model.json")?).map_err(|error| format!("model.json: {error}"))?;
    let parts = manifest.weights_manifest.iter().flat_map(|group| &group.paths);
    let bytes = parts.map(|part| read(part)).collect::<Result<Vec<_>, _>>()?.concat();
    if hex(&Sha256::digest(&bytes)) != SHA256 {
        return Err(format!("{}: its weights are not those of version 1.0.0", folder.display()));
    }
    convert(&manifest, &bytes)
}

fn convert(manifest: &Manifest, mut bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut tensors = Vec::new();
    for weight in manifest.weights_manifest.iter().flat_map(|group| &group.weights) {
        let length = weight.shape.iter().product::<usize>() * size_of::<f32>();
        let (own, rest) = bytes
            .split_at_checked(length)
            .ok_or_else(|| format!("{}: its bytes are missing", weight.name))?;
        bytes = rest;
        tensors.push(renamed(weight, own)?);
    }
    let views = tensors.iter().map(|(name, shape, bytes)| {
        let view = TensorView::new(Dtype::F32, shape.clone(), bytes).map_err(|error| error.to_string())?;
        Ok((name.as_str(), view))
    });
    let about = ABOUT.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let views = views.collect::<Result<Vec<_>, String>>()?;
    safetensors::serialize(views, Some(HashMap::from(about))).map_err(|error| error.to_string())
}

/// `SR/kernel` as `SR.weight`, outputs first; `SR/bias` as `SR.bias`.
fn renamed(weight: &Weight, bytes: &[u8]) -> Result<(String, Vec<usize>, Vec<u8>), String> {
    let layer = |part: &str| weight.name.strip_suffix(part);
    match (&weight.shape[..], layer("/kernel"), layer("/bias")) {
        (&[height, width, inputs, outputs], Some(layer), _) => {
            let numbers = bytes.as_chunks::<4>().0;
            let places = (0..outputs).flat_map(|output| {
                let of_input = move |input: usize| {
                    (0..height * width).map(move |tap| (tap * inputs + input) * outputs + output)
                };
                (0..inputs).flat_map(of_input)
            });
            let turned = places.flat_map(|place| numbers[place]).collect();
            Ok((format!("{layer}.weight"), vec![outputs, inputs, height, width], turned))
        }
        ([outputs], _, Some(layer)) => Ok((format!("{layer}.bias"), vec![*outputs], bytes.to_vec())),
        _ => Err(format!("{} is neither a kernel nor a bias", weight.name)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernels_are_turned_outputs_first() {
        let weight = |name: &str, shape: &[usize]| Weight { name: name.to_owned(), shape: shape.to_vec() };
        // Height 1, width 2, inputs 2, outputs 3: the numbers count up.
        let group = Group {
            paths: Vec::new(),
            weights: vec![weight("SR/kernel", &[1, 2, 2, 3]), weight("SR/bias", &[3])],
        };
        let numbers: Vec<u8> = (0_u8..15).flat_map(|number| f32::from(number).to_le_bytes()).collect();
        let file = convert(&Manifest { weights_manifest: vec![group] }, &numbers).unwrap();
        let read = safetensors::SafeTensors::deserialize(&file).unwrap();
        let numbers = |name: &str| -> Vec<f32> {
            read.tensor(name)
                .unwrap()
                .data()
                .as_chunks::<4>()
                .0
                .iter()
                .map(|bytes| f32::from_le_bytes(*bytes))
                .collect()
        };
        assert_eq!(read.tensor("SR.weight").unwrap().shape(), [3, 2, 1, 2]);
        assert_eq!(numbers("SR.weight"), [0.0, 6.0, 3.0, 9.0, 1.0, 7.0, 4.0, 10.0, 2.0, 8.0, 5.0, 11.0]);
        assert_eq!(numbers("SR.bias"), [12.0, 13.0, 14.0]);
    }

    #[test]
    fn other_weights_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(build(folder.path()).unwrap_err().contains("model.json"));
        let place = folder.path().join(FOLDER);
        std::fs::create_dir_all(&place).unwrap();
        let manifest =
            r#"{"weightsManifest": [{"paths": ["a.bin"], "weights": [{"name": "a/bias", "shape": [1]}]}]}"#;
        std::fs::write(place.join("model.json"), manifest).unwrap();
        assert!(build(folder.path()).unwrap_err().contains("a.bin"));
        std::fs::write(place.join("a.bin"), [0; 4]).unwrap();
        assert!(build(folder.path()).unwrap_err().contains("are not those of version 1.0.0"));
    }
}
