//! The samplers against what diffusers answered for the same config, latents, answers and noise.

use candle_core::{Device, Tensor};
use serde_json::{Value, json};

use super::*;
use crate::engine::diffusion::config::Config;
use crate::engine::diffusion::tiny;

fn close(made: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(made.len(), expected.len(), "{what}");
    for (made, expected) in made.iter().zip(expected) {
        assert!((made - expected).abs() <= tolerance * expected.abs().max(1.0), "{what}: {made} {expected}");
    }
}

fn floats(value: &Value) -> Vec<f64> {
    serde_json::from_value(value.clone()).unwrap()
}

fn tensor(name: &str, scale: f64) -> Tensor {
    let numbers = tiny::probe(name, 8).map(|number| number * scale).collect();
    Tensor::from_vec::<_, f64>(numbers, 8, &Device::Cpu).unwrap()
}

fn wish(case: &Value) -> Wish {
    let flow = match case["flow"].as_str() {
        Some("even") => Flow::Even { tokens: 1024 },
        Some("to_zero") => Flow::ToZero { tokens: 1024 },
        _ => Flow::Trained,
    };
    let strength = case["strength"].as_f64().unwrap_or(1.0);
    Wish { strength, flow, ..Wish::steps(case["steps"].as_u64().unwrap() as u32) }
}

fn check(case: &Value) {
    let what = format!("{} in {} steps", case["config"], case["steps"]);
    let config: ScheduleConfig = serde_json::from_value(case["config"].clone()).unwrap();
    config.check().unwrap();
    let schedule = Schedule::new(&config, &wish(case)).unwrap();
    let timesteps: Vec<_> = schedule.steps.iter().map(|step| step.timestep).collect();
    close(&timesteps, &floats(&case["timesteps"]), 1e-4, &what);
    close(&[schedule.initial], &[case["initial"].as_f64().unwrap()], 1e-5, &what);
    // diffusers computes in 32 bits, on latents as large as the first noise.
    let tolerance = f64::from(f32::EPSILON).mul_add(schedule.initial, 1e-4);
    let mut latents = tensor("schedule", schedule.initial);
    let mut known = Known::default();
    for (index, (step, expected)) in schedule.steps.iter().zip(case["path"].as_array().unwrap()).enumerate() {
        let seen = (&latents * step.input).unwrap();
        let answer = ((seen * 0.5).unwrap() + 0.1).unwrap();
        let noise = || Ok(tensor(&format!("noise {index}"), 1.0));
        latents = step.advance(&mut known, &latents, &answer, noise).unwrap();
        close(&latents.to_vec1::<f64>().unwrap(), &floats(expected), tolerance, &what);
    }
    if let Some(noisy) = case.get("noisy") {
        let made = schedule.steps[0].noisy(&tensor("clean", 1.0), &tensor("noise 0", 1.0)).unwrap();
        close(&made.to_vec1::<f64>().unwrap(), &floats(noisy), tolerance, &what);
    }
}

#[test]
fn schedules_are_those_of_diffusers() {
    let cases = tiny::golden("schedules.json");
    let cases = cases.as_array().unwrap();
    assert!(cases.len() > 80, "{}", cases.len());
    cases.iter().for_each(check);
}

fn config(class: &str, spacing: &str) -> ScheduleConfig {
    let config = json!({"_class_name": class, "timestep_spacing": spacing, "steps_offset": 1,
        "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"});
    serde_json::from_value(config).unwrap()
}

#[test]
fn odd_numbers_of_steps_are_made_possible() {
    for sampler in Sampler::ALL {
        let flow = sampler == Sampler::FlowEuler;
        let class = if flow { "FlowMatchEulerDiscreteScheduler" } else { "DDIMScheduler" };
        let most = if matches!(sampler, Sampler::Lcm | Sampler::Tcd) { 50 } else { 150 };
        for spacing in ["leading", "linspace", "trailing"] {
            for (asked, karras) in
                [(0, None), (1, Some(true)), (7, None), (150, Some(true)), (u32::MAX, None)]
            {
                let sampling = Sampling { sampler: Some(sampler), karras, guided: None };
                let wish = Wish { sampling, ..Wish::steps(asked) };
                let schedule = Schedule::new(&config(class, spacing), &wish).unwrap();
                assert_eq!(schedule.steps.len(), asked.clamp(1, most) as usize, "{sampler:?}");
                let weights = |step: &Step| {
                    let known = step.correction.map_or([0.0; 4], |correction| correction.from_cleans);
                    [step.input, step.clean_from_latents, step.clean_from_answer, step.next_from_noise]
                        .into_iter()
                        .chain(step.next_from_cleans)
                        .chain(known)
                        .all(f64::is_finite)
                };
                assert!(schedule.steps.iter().all(weights), "{sampler:?} {spacing} {asked}: {schedule:?}");
            }
        }
    }
}

#[test]
fn a_part_of_the_way_is_the_end_of_it() {
    let check = |strength: f64, expected: usize| {
        for sampler in Sampler::ALL.into_iter().filter(|sampler| *sampler != Sampler::FlowEuler) {
            let sampling = Sampling { sampler: Some(sampler), ..Sampling::default() };
            let whole = Wish { sampling, ..Wish::steps(20) };
            let config = config("DDIMScheduler", "trailing");
            let part = Schedule::new(&config, &Wish { strength, ..whole }).unwrap();
            let whole = Schedule::new(&config, &whole).unwrap();
            assert_eq!(part.steps.len(), expected, "{sampler:?} {strength}");
            assert_eq!(part.steps.last(), whole.steps.last(), "{sampler:?} {strength}");
        }
    };
    check(1.0, 20);
    check(0.75, 15);
    check(0.3, 6);
}

#[test]
fn a_sampler_of_another_kind_is_refused() {
    let sampling = Sampling { sampler: Some(Sampler::FlowEuler), ..Sampling::default() };
    let wish = Wish { sampling, ..Wish::steps(4) };
    let error = Schedule::new(&config("DDIMScheduler", "leading"), &wish).unwrap_err();
    assert!(error.to_string().contains("flow_euler"), "{error}");
}
