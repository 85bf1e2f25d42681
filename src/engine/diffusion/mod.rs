//! The neural engine: Stable Diffusion checkpoints on candle.
