//! Scaled dot-product attention in bounded memory.

use candle_core::{DType, Result, Tensor};
use candle_nn::ops::softmax_last_dim;
use vignette_kernels::Isa;

use super::cpu::{Kernel, Lent, answer, by_type, has_kernels};

/// Most attention scores held at once where the device has no kernel of its own: 32 Mi numbers, 128 MiB.
const MOST_SCORES: usize = 32 << 20;

/// What a query may look at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mask<'a> {
    /// Every key.
    None,
    /// The keys up to its own place.
    Causal,
    /// Added to the scores: `[queries, keys]`, or `[heads, queries, keys]`.
    Added(&'a Tensor),
}

/// `softmax(query · keyᵀ · scale + mask) · value` for each head.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attention {
    heads: usize,
    scale: Option<f64>,
}

impl Attention {
    /// Attention of so many heads, scores divided by the root of a head's width.
    pub fn new(heads: usize) -> Self {
        Self { heads, scale: None }
    }

    /// The same with scores multiplied by `scale` instead.
    pub fn scaled(self, scale: f64) -> Self {
        Self { scale: Some(scale), ..self }
    }

    /// `query` `[batch, queries, heads * width]`, `key` and `value` `[batch, keys, heads' * width]` to the shape of
    /// `query`. `heads'` divides `heads`: each group of heads shares one key and value.
    ///
    /// # Errors
    /// candle's, when the shapes do not fit.
    pub fn forward(&self, query: &Tensor, key: &Tensor, value: &Tensor, mask: Mask) -> Result<Tensor> {
        if has_kernels(query) {
            return by_type!(query, T => self.run_kernel::<T>([query, key, value], mask));
        }
        self.run_by_candle(query, key, value, mask)
    }

    fn run_kernel<T: Kernel>(&self, [query, key, value]: [&Tensor; 3], mask: Mask) -> Result<Tensor> {
        let (batch, queries, channels) = query.dims3()?;
        let (_, keys, key_channels) = key.dims3()?;
        let width = channels / self.heads;
        let added = match mask {
            Mask::Added(mask) => Some(mask.to_dtype(DType::F32)?.contiguous()?),
            Mask::None | Mask::Causal => None,
        };
        let added = added.as_ref().map(Lent::new).transpose()?;
        let shape = vignette_kernels::Attention {
            batch,
            heads: self.heads,
            key_heads: key_channels / width.max(1),
            queries,
            keys,
            width,
            scale: self.scale_of(width) as f32,
            mask: match (&added, mask) {
                (Some(added), _) => vignette_kernels::Mask::Added(added.numbers()?),
                (None, Mask::Causal) => vignette_kernels::Mask::Causal,
                (None, _) => vignette_kernels::Mask::None,
            },
        };
        let (query, key, value) = (query.contiguous()?, key.contiguous()?, value.contiguous()?);
        let lent = (Lent::new(&query)?, Lent::new(&key)?, Lent::new(&value)?);
        let numbers = (lent.0.numbers()?, lent.1.numbers()?, lent.2.numbers()?);
        answer(T::attend(Isa::best(), numbers.0, numbers.1, numbers.2, &shape), query.shape())
    }

    fn scale_of(&self, width: usize) -> f64 {
        self.scale.unwrap_or((width as f64).powf(-0.5))
    }

    fn run_by_candle(&self, query: &Tensor, key: &Tensor, value: &Tensor, mask: Mask) -> Result<Tensor> {
        let (batch, queries, channels) = query.dims3()?;
        let (width, keys) = (channels / self.heads, key.dim(1)?);
        let scale = self.scale_of(width);
        let query = (self.split(query, width)? * scale)?;
        let key = self.split(key, width)?.transpose(2, 3)?.contiguous()?;
        let value = self.split(value, width)?;
        let mask = added(mask, queries, keys, &query)?;
        let part = (MOST_SCORES / (batch * self.heads * keys).max(1)).clamp(1, queries.max(1));
        let parts = (0..queries).step_by(part).map(|start| {
            let length = part.min(queries - start);
            let scores = query.narrow(2, start, length)?.contiguous()?.matmul(&key)?;
            let scores = match &mask {
                Some(mask) => scores.broadcast_add(&mask.narrow(1, start, length)?)?,
                None => scores,
            };
            softmax_last_dim(&scores)?.matmul(&value)
        });
        let parts = parts.collect::<Result<Vec<_>>>()?;
        Tensor::cat(&parts, 2)?.transpose(1, 2)?.reshape((batch, queries, channels))
    }

    /// `[batch, tokens, heads' * width]` as `[batch, heads, tokens, width]`.
    fn split(&self, tokens: &Tensor, width: usize) -> Result<Tensor> {
        let (batch, length, channels) = tokens.dims3()?;
        let shared = self.heads / (channels / width).max(1);
        let split =
            tokens.reshape((batch, length, channels / width, width))?.transpose(1, 2)?.contiguous()?;
        if shared == 1 {
            return Ok(split);
        }
        let shape = (batch, channels / width, shared, length, width);
        split.unsqueeze(2)?.broadcast_as(shape)?.reshape((batch, self.heads, length, width))
    }
}

/// The mask as `[1 or heads, queries, keys]` to add, if there is one.
fn added(mask: Mask, queries: usize, keys: usize, like: &Tensor) -> Result<Option<Tensor>> {
    let mask = match mask {
        Mask::None => return Ok(None),
        Mask::Added(mask) => mask.clone(),
        Mask::Causal => {
            let cell = |index: usize| if index % keys > index / keys { f32::MIN } else { 0.0 };
            Tensor::from_vec((0..queries * keys).map(cell).collect(), (queries, keys), like.device())?
        }
    };
    let mask = if mask.rank() == 2 { mask.unsqueeze(0)? } else { mask };
    Ok(Some(mask.to_dtype(if like.dtype() == DType::BF16 { DType::BF16 } else { DType::F32 })?))
}
