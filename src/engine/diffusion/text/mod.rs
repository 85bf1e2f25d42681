//! The networks that read words: [`clip`] in every family but the newest, beside it or alone the encoder of T5 and a
//! language model.

mod clip;

pub(super) use clip::{TextEncoder, TextStates};
