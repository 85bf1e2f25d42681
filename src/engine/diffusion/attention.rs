//! Scaled dot-product attention in bounded memory.

use candle_core::{Result, Tensor};
use candle_nn::ops::softmax_last_dim;

/// Most attention scores held at once: 32 Mi numbers, 128 MiB.
const MOST_SCORES: usize = 32 << 20;

/// `softmax(query · keyᵀ / √width + mask) · value` for each head.
///
/// Shapes: `query` `[batch, heads, queries, width]`, `key` and `value` `[batch, heads, keys, width]`, `mask`
/// `[queries, keys]`; the answer is shaped like `query`. Queries are taken in parts, so that no more than 128 MiB of
/// scores exist at once: all of them would be 8 GB for a 1024x1024 picture. The parts do not change the answer.
///
/// # Errors
/// candle's, when the shapes differ.
pub(super) fn attend(query: &Tensor, key: &Tensor, value: &Tensor, mask: Option<&Tensor>) -> Result<Tensor> {
    let (batch, heads, queries, width) = query.dims4()?;
    let keys = key.dim(2)?;
    let query = (query.contiguous()? * (width as f64).powf(-0.5))?;
    let key = key.transpose(2, 3)?.contiguous()?;
    let value = value.contiguous()?;
    let part = (MOST_SCORES / (batch * heads * keys).max(1)).clamp(1, queries.max(1));
    let parts = (0..queries).step_by(part).map(|start| {
        let length = part.min(queries - start);
        let scores = query.narrow(2, start, length)?.contiguous()?.matmul(&key)?;
        let scores = match mask {
            Some(mask) => scores.broadcast_add(&mask.narrow(0, start, length)?)?,
            None => scores,
        };
        softmax_last_dim(&scores)?.matmul(&value)
    });
    let parts = parts.collect::<Result<Vec<_>>>()?;
    Tensor::cat(&parts, 2)
}

/// `[batch, tokens, heads * width]` as `[batch, heads, tokens, width]`.
pub(super) fn split_heads(tokens: &Tensor, heads: usize) -> Result<Tensor> {
    let (batch, length, channels) = tokens.dims3()?;
    tokens.reshape((batch, length, heads, channels / heads))?.transpose(1, 2)
}

/// `[batch, heads, tokens, width]` as `[batch, tokens, heads * width]`.
pub(super) fn join_heads(split: &Tensor) -> Result<Tensor> {
    let (batch, heads, length, width) = split.dims4()?;
    split.transpose(1, 2)?.reshape((batch, length, heads * width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::diffusion::noise::normal;
    use candle_core::Device;

    fn tensor(seed: u64, shape: (usize, usize, usize, usize)) -> Tensor {
        let count = shape.0 * shape.1 * shape.2 * shape.3;
        Tensor::from_vec(normal(seed, count), shape, &Device::Cpu).unwrap()
    }

    fn difference(left: &Tensor, right: &Tensor) -> f32 {
        (left - right).unwrap().abs().unwrap().max_all().unwrap().to_scalar().unwrap()
    }

    #[test]
    fn parts_do_not_change_the_answer() {
        // 4 heads of 3000 queries and keys: 36 M scores, so two parts.
        let (query, key, value) =
            (tensor(1, (1, 4, 3000, 2)), tensor(2, (1, 4, 3000, 2)), tensor(3, (1, 4, 3000, 2)));
        let whole = attend(&query, &key, &value, None).unwrap();
        let tail = attend(&query.narrow(2, 2900, 100).unwrap(), &key, &value, None).unwrap();
        assert!(difference(&whole.narrow(2, 2900, 100).unwrap(), &tail) < 1e-6);
        assert_eq!(whole.dims(), [1, 4, 3000, 2]);
    }

    #[test]
    fn equal_keys_share_attention_and_masked_ones_get_none() {
        let (query, value) = (tensor(1, (1, 1, 2, 4)), tensor(2, (1, 1, 3, 4)));
        let key = query.narrow(2, 0, 1).unwrap().repeat((1, 1, 3, 1)).unwrap();
        let mean = value.mean_keepdim(2).unwrap().repeat((1, 1, 2, 1)).unwrap();
        assert!(difference(&attend(&query, &key, &value, None).unwrap(), &mean) < 1e-6);
        let low = f32::MIN;
        let mask = Tensor::new(&[[0.0, low, low], [low, low, 0.0]], &Device::Cpu).unwrap();
        let picked =
            Tensor::cat(&[value.narrow(2, 0, 1).unwrap(), value.narrow(2, 2, 1).unwrap()], 2).unwrap();
        assert!(difference(&attend(&query, &key, &value, Some(&mask)).unwrap(), &picked) < 1e-6);
    }

    #[test]
    fn heads_split_and_join() {
        let tokens = tensor(5, (1, 2, 7, 6)).reshape((2, 7, 6)).unwrap();
        let split = split_heads(&tokens, 3).unwrap();
        assert_eq!(split.dims(), [2, 3, 7, 2]);
        assert_eq!(difference(&join_heads(&split).unwrap(), &tokens), 0.0);
    }
}
