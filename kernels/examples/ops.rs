//! CPU time of single operations, for `benches/engine`: one line of JSON for each.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // it prints what it measured, and stops when it cannot

use std::hint::black_box;
use std::time::{Duration, Instant};

use vignette_kernels::{
    Activation, Attention, Convolution, Finish, GroupNorm, Isa, Layers, Mask, Number, PackedMatrix, RowNorm,
    bf16,
};

/// CPU seconds of this process so far, all threads, from `/proc`.
fn cpu_seconds() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let of_task = |task: std::fs::DirEntry| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0)
    };
    tasks.flatten().map(of_task).sum::<f64>() / 1e9
}

/// A round takes at least so long: the kernel counts CPU time up to its last tick, 1 to 4 ms ago.
const ROUND: Duration = Duration::from_millis(400);

/// The least CPU milliseconds of one call, of five rounds.
fn measure<R>(name: &str, kind: &str, operations: f64, mut call: impl FnMut() -> R) {
    black_box(call());
    let start = Instant::now();
    black_box(call());
    let calls = ROUND.div_duration_f64(start.elapsed()).ceil() as usize;
    let round = |_| {
        let start = cpu_seconds();
        for _ in 0..calls {
            black_box(call());
        }
        (cpu_seconds() - start) / calls as f64
    };
    let least = (0..5).map(round).fold(f64::INFINITY, f64::min);
    println!(
        "{{\"op\":\"{name}\",\"type\":\"{kind}\",\"ms\":{:.3},\"gflops\":{:.1}}}",
        least * 1e3,
        operations / least / 1e9
    );
}

fn numbers<T: Number>(count: usize) -> Vec<T> {
    let mut state = 1_u32;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            T::from_f32((state >> 8) as f32 / (1 << 23) as f32 - 1.0)
        })
        .collect()
}

fn linears<T: Layers>(isa: Isa, kind: &str) {
    let linear = |name: &str, rows: usize, inputs: usize, outputs: usize| {
        let packed = PackedMatrix::linear(isa, &numbers::<T>(inputs * outputs), outputs, inputs).unwrap();
        let input = numbers::<T>(rows * inputs);
        measure(name, kind, 2.0 * (rows * inputs * outputs) as f64, || {
            T::linear((&input, &[]), &packed, &Finish::default()).unwrap()
        });
    };
    linear("matmul 2048x2048x2048", 2048, 2048, 2048);
    linear("linear 4096x320x320", 4096, 320, 320);
    linear("linear 64x1280x1280", 64, 1280, 1280);
}

fn convolutions<T: Layers>(isa: Isa, kind: &str) {
    let conv = |name: &str, side: usize, inputs: usize, outputs: usize| {
        let packed =
            PackedMatrix::convolution(isa, &numbers::<T>(inputs * outputs * 9), (outputs, inputs, 9));
        let (packed, input) = (packed.unwrap(), numbers::<T>(side * side * inputs));
        let shape = Convolution {
            batch: 1,
            height: side,
            width: side,
            enlarged: None,
            kernel: 3,
            stride: 1,
            padding: (1, 1),
        };
        measure(name, kind, 18.0 * (side * side * inputs * outputs) as f64, || {
            T::convolve((&input, &[]), &shape, &packed, &Finish::default()).unwrap()
        });
    };
    conv("conv 3x3 320 to 320 at 64", 64, 320, 320);
    conv("conv 3x3 640 to 640 at 32", 32, 640, 640);
    conv("conv 3x3 1280 to 1280 at 8", 8, 1280, 1280);
    conv("conv 3x3 512 to 512 at 128", 128, 512, 512);
}

fn attentions<T: Layers>(isa: Isa, kind: &str) {
    let attend = |name: &str, heads: usize, queries: usize, keys: usize, width: usize| {
        let query = numbers::<T>(queries * heads * width);
        let key = numbers::<T>(keys * heads * width);
        let shape = Attention {
            batch: 1,
            heads,
            key_heads: heads,
            queries,
            keys,
            width,
            scale: (width as f32).powf(-0.5),
            mask: Mask::None,
        };
        let operations = 4.0 * (heads * queries * keys * width) as f64;
        measure(name, kind, operations, || T::attend(isa, &query, &key, &key, &shape).unwrap());
    };
    attend("attention 8 x 4096 x 40", 8, 4096, 4096, 40);
    attend("attention 8 x 4096 of 77 x 40", 8, 4096, 77, 40);
    attend("attention 1 x 4096 x 512", 1, 4096, 4096, 512);
}

fn passes<T: Layers>(isa: Isa, kind: &str) {
    let input = numbers::<T>(4096 * 1280);
    let ones = vec![1.0_f32; 1280];
    measure("gelu 4096x1280", kind, 0.0, || T::activate(isa, &input, Activation::Gelu));
    let norm = GroupNorm {
        batch: 1,
        groups: 32,
        eps: 1e-5,
        weight: &ones[..320],
        bias: &ones[..320],
        activation: Activation::Silu,
    };
    let small = &input[..4096 * 320];
    measure("group norm and silu 4096x320", kind, 0.0, || T::group_norm(isa, (small, &[]), &norm).unwrap());
    let norm =
        RowNorm { centred: true, eps: 1e-5, weight: &ones[..320], bias: Some(&ones[..320]), width: 320 };
    measure("layer norm 4096x320", kind, 0.0, || T::row_norm(isa, small, &norm).unwrap());
}

fn all<T: Layers>(isa: Isa, kind: &str) {
    linears::<T>(isa, kind);
    convolutions::<T>(isa, kind);
    attentions::<T>(isa, kind);
    passes::<T>(isa, kind);
}

/// What one core can do at most: products and sums of registers alone, 24 independent ones so that none waits.
#[cfg(target_arch = "x86_64")]
mod limit {
    use std::arch::x86_64::{__m512, __m512bh, _mm512_dpbf16_ps, _mm512_fmadd_ps, _mm512_set1_ps};
    use std::hint::black_box;

    use vignette_kernels::Isa;

    const ROUNDS: usize = 4_000_000;
    const SUMS: usize = 24;
    /// f32 in a vector; a pair of bf16 is as wide as one of them.
    const LANES: usize = 16;

    pub fn print(isa: Isa) {
        let lanes = (SUMS * LANES * ROUNDS) as f64;
        if isa >= Isa::Avx512 {
            // SAFETY: the machine has the instructions.
            super::measure("limit", "f32", 2.0 * lanes, || unsafe { f32_products() });
        }
        if isa >= Isa::Avx512Bf16 {
            // SAFETY: as above.
            super::measure("limit", "bf16", 4.0 * lanes, || unsafe { bf16_products() });
        }
    }

    #[target_feature(enable = "avx512f")]
    fn f32_products() -> f32 {
        let mut sums = [_mm512_set1_ps(black_box(0.5)); SUMS];
        let factor = _mm512_set1_ps(black_box(0.999));
        for _ in 0..ROUNDS {
            for sum in &mut sums {
                *sum = _mm512_fmadd_ps(*sum, factor, factor);
            }
        }
        black_box(sums);
        0.0
    }

    #[target_feature(enable = "avx512f,avx512bf16")]
    fn bf16_products() -> f32 {
        let mut sums = [_mm512_set1_ps(black_box(0.5)); SUMS];
        // SAFETY: both are 512 bits of which every pattern is allowed.
        let factor = unsafe { std::mem::transmute::<__m512, __m512bh>(_mm512_set1_ps(black_box(0.0))) };
        for _ in 0..ROUNDS {
            for sum in &mut sums {
                *sum = _mm512_dpbf16_ps(*sum, factor, factor);
            }
        }
        black_box(sums);
        0.0
    }
}

fn main() {
    let isa = Isa::best();
    eprintln!("{isa:?}");
    #[cfg(target_arch = "x86_64")]
    limit::print(isa);
    all::<bf16>(isa, "bf16");
    all::<f32>(isa, "f32");
}
