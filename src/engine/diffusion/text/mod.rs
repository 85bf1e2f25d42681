//! The networks that read words: [`clip`] in every family but the newest, beside it [`t5`].

mod clip;
mod t5;

pub(super) use clip::{TextEncoder, TextStates};
pub(super) use t5::T5Encoder;
