//! Activations on their own, where no product stands before them.

use rayon::prelude::*;

use crate::isa::{Isa, vectorised};
use crate::math::Activation;
use crate::number::Number;
use crate::output::Output;

/// Numbers of a task.
const TASK: usize = 16 << 10;

/// The activation of each number.
pub(crate) fn activate<T: Number>(isa: Isa, input: &[T], activation: Activation) -> Vec<T> {
    let mut output = Output::new(input.len());
    let shared = output.shared();
    (0..input.len().div_ceil(TASK)).into_par_iter().for_each(|task| {
        let input = &input[task * TASK..input.len().min((task + 1) * TASK)];
        // SAFETY: each task writes numbers of its own, all of them.
        let answer = unsafe { shared.part(task * TASK, input.len()) };
        piece::<T>(isa, input, activation, answer);
    });
    // SAFETY: every number was written.
    unsafe { output.finish() }
}

vectorised! {
    fn piece<T>(input: &[T], activation: Activation, answer: &mut [T]) {
        let mut near = [0.0_f32; 64];
        for (input, answer) in input.chunks(64).zip(answer.chunks_mut(64)) {
            let near = &mut near[..input.len()];
            near.iter_mut().zip(input).for_each(|(near, number)| *near = number.to_f32());
            activation.apply::<FUSED>(near);
            answer.iter_mut().zip(near).for_each(|(answer, near)| *answer = T::from_f32(*near));
        }
    }
}
