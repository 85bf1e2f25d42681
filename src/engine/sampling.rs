//! How a request wants its noise taken away, where the model leaves a choice.

use std::str::FromStr;

/// What a request says about sampling; whatever it leaves out is the checkpoint's own choice.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sampling {
    /// The method.
    pub sampler: Option<Sampler>,
    /// Whether the steps lie by Karras' rule (2022, equation 5), closer together where there is little noise.
    pub karras: Option<bool>,
    /// The part of the way, from 0 to 1, on which guidance is used (Kynkäänniemi et al. 2024); all of it when `None`.
    pub guided: Option<(f64, f64)>,
}

/// A method of taking noise away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampler {
    /// Denoising diffusion implicit models (Song et al. 2021), without noise of its own.
    Ddim,
    /// Euler's method (Karras et al. 2022).
    Euler,
    /// Euler's method with noise added after each step.
    EulerAncestral,
    /// DPM-Solver++ of second order, over two steps (Lu et al. 2022).
    DpmPlusPlus2m,
    /// Predictor and corrector (Zhao et al. 2023).
    UniPc,
    /// For latent consistency models (Luo et al. 2023): 2 to 8 steps.
    Lcm,
    /// For trajectory consistency distillation (Zheng et al. 2024): 2 to 8 steps.
    Tcd,
    /// Euler's method on the straight paths of flow matching (Lipman et al. 2023), which a network is trained for.
    FlowEuler,
}

impl Sampler {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Ddim,
        Self::Euler,
        Self::EulerAncestral,
        Self::DpmPlusPlus2m,
        Self::UniPc,
        Self::Lcm,
        Self::Tcd,
        Self::FlowEuler,
    ];

    /// The name on the wire, in rows and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ddim => "ddim",
            Self::Euler => "euler",
            Self::EulerAncestral => "euler_a",
            Self::DpmPlusPlus2m => "dpm++_2m",
            Self::UniPc => "unipc",
            Self::Lcm => "lcm",
            Self::Tcd => "tcd",
            Self::FlowEuler => "flow_euler",
        }
    }
}

impl Sampling {
    /// Reads `dpm++_2m`, `dpm++_2m_karras`, `euler` …; spaces and capitals do not matter.
    ///
    /// # Errors
    /// A sentence that lists the names there are.
    pub fn from_name(name: &str) -> Result<Self, String> {
        let plain = name.trim().to_lowercase().replace([' ', '-'], "_");
        let (method, karras) = match plain.strip_suffix("_karras") {
            Some(method) => (method, Some(true)),
            None => (plain.as_str(), None),
        };
        let sampler = Sampler::ALL.into_iter().find(|sampler| sampler.name() == method);
        match sampler {
            Some(sampler) => Ok(Self { sampler: Some(sampler), karras, guided: None }),
            None => {
                let names = Sampler::ALL.map(Sampler::name).join(", ");
                Err(format!(
                    "there is no sampler “{name}”; there are {names}, and each with “_karras” behind it"
                ))
            }
        }
    }

    /// The name that [`Self::from_name`] reads; `None` when the checkpoint chooses.
    pub fn name(&self) -> Option<String> {
        let karras = if self.karras == Some(true) { "_karras" } else { "" };
        self.sampler.map(|sampler| format!("{}{karras}", sampler.name()))
    }
}

impl FromStr for Sampling {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::from_name(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written() {
        let check = |name: &str, sampler: Sampler, karras: Option<bool>| {
            assert_eq!(
                Sampling::from_name(name),
                Ok(Sampling { sampler: Some(sampler), karras, guided: None })
            );
        };
        for sampler in Sampler::ALL {
            check(sampler.name(), sampler, None);
        }
        check("DPM++ 2M Karras", Sampler::DpmPlusPlus2m, Some(true));
        check("euler-a", Sampler::EulerAncestral, None);
        let karras = Sampling::from_name("unipc_karras").unwrap();
        assert_eq!(karras.name().as_deref(), Some("unipc_karras"));
        assert_eq!(Sampling::default().name(), None);
        assert!(Sampling::from_name("plms").unwrap_err().contains("dpm++_2m"));
    }
}
