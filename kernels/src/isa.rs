//! Which instructions this machine has, and code compiled for them.

use std::sync::OnceLock;

/// A set of instructions that kernels exist for, from the one every machine has to the fastest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Isa {
    /// What the compiler takes for granted.
    Plain,
    /// AVX2 and FMA: x86 machines since 2013.
    Avx2,
    /// AVX-512 (F, BW, DQ, VL): servers since 2017.
    Avx512,
    /// AVX-512 with products of bf16 pairs: AMD since 2022, Intel's servers since 2020.
    Avx512Bf16,
    /// AMX tiles of bf16: Intel's servers since 2023. Written without such a machine at hand, so it is chosen only where a
    /// comparison with the plain form passes at the start.
    Amx,
}

impl Isa {
    /// All of them, slowest first.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Avx2, Self::Avx512, Self::Avx512Bf16, Self::Amx];

    /// The fastest set of this machine, found out once.
    pub fn best() -> Self {
        static BEST: OnceLock<Isa> = OnceLock::new();
        *BEST
            .get_or_init(|| Self::ALL.into_iter().rev().find(|isa| isa.is_available()).unwrap_or(Self::Plain))
    }

    /// Whether this machine has it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Plain => true,
            #[cfg(all(target_arch = "x86_64", not(miri)))]
            Self::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            #[cfg(all(target_arch = "x86_64", not(miri)))]
            Self::Avx512 => {
                Self::Avx2.is_available()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
            }
            #[cfg(all(target_arch = "x86_64", not(miri)))]
            Self::Avx512Bf16 => Self::Avx512.is_available() && is_x86_feature_detected!("avx512bf16"),
            #[cfg(all(target_arch = "x86_64", target_os = "linux", not(miri)))]
            Self::Amx => Self::Avx512Bf16.is_available() && crate::amx_answers(),
            #[allow(unreachable_patterns)]
            _ => false,
        }
    }

    /// Whether products of bf16 are faster than those of f32.
    pub fn prefers_bf16(self) -> bool {
        self >= Self::Avx512Bf16
    }
}

/// A function compiled for each set of instructions, called with the one to use: `name(isa, arguments)`. Its body's loops
/// become the widest vectors there are, and `FUSED` says whether a fused multiply-add is an instruction of its own.
macro_rules! vectorised {
    ($(#[$meta:meta])* $visibility:vis fn $name:ident<T>($($argument:ident: $kind:ty),* $(,)?) $(-> $answer:ty)? $body:block) => {
        $(#[$meta])*
        $visibility fn $name<T: $crate::Number>(isa: $crate::Isa, $($argument: $kind),*) $(-> $answer)? {
            #[inline(always)]
            fn body<T: $crate::Number, const FUSED: bool>($($argument: $kind),*) $(-> $answer)? $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi2")]
            fn with_avx512<T: $crate::Number>($($argument: $kind),*) $(-> $answer)? {
                body::<T, true>($($argument),*)
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            fn with_avx2<T: $crate::Number>($($argument: $kind),*) $(-> $answer)? {
                body::<T, true>($($argument),*)
            }

            match isa {
                // SAFETY: the door lets a set in only where the machine has it.
                #[cfg(target_arch = "x86_64")]
                $crate::Isa::Avx512 | $crate::Isa::Avx512Bf16 | $crate::Isa::Amx => unsafe {
                    with_avx512::<T>($($argument),*)
                },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::Isa::Avx2 => unsafe { with_avx2::<T>($($argument),*) },
                _ => body::<T, false>($($argument),*),
            }
        }
    };
}

pub(crate) use vectorised;
