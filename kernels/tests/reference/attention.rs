//! Attention, its scores written out.

use vignette_kernels::{Attention, Layers, Mask, bf16};

use crate::{check, isas, numbers, typed, wide};

/// The scores and the answer of one head, written out.
fn check_attention<T: Layers>(shape: &Attention) {
    let Attention { batch, heads, key_heads, queries, keys, width, scale, mask } = *shape;
    let query = typed::<T>(1, batch * queries * heads * width);
    let key = typed::<T>(2, batch * keys * key_heads * width);
    let value = typed::<T>(3, batch * keys * key_heads * width);
    let (wide_query, wide_key, wide_value) = (wide(&query), wide(&key), wide(&value));
    let mut expected = vec![0.0; query.len()];
    for row in 0..batch * queries * heads {
        let (picture, at, head) = (row / (queries * heads), row / heads % queries, row % heads);
        let place = |token: usize| ((picture * keys + token) * key_heads + head * key_heads / heads) * width;
        let query = &wide_query[row * width..][..width];
        let score = |token: usize| {
            let sum: f64 = query.iter().zip(&wide_key[place(token)..]).map(|(q, k)| q * k).sum();
            let added = match mask {
                Mask::None => 0.0,
                Mask::Causal if token > at => f64::NEG_INFINITY,
                Mask::Causal => 0.0,
                Mask::Added(mask) => {
                    let first = if mask.len() == queries * keys { 0 } else { head * queries * keys };
                    f64::from(mask[first + at * keys + token])
                }
            };
            sum * f64::from(scale) + added
        };
        let scores: Vec<f64> = (0..keys).map(score).collect();
        let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = scores.iter().map(|score| (score - largest).exp()).sum();
        for (token, score) in scores.iter().enumerate() {
            let weight = (score - largest).exp() / total;
            for column in 0..width {
                expected[row * width + column] += weight * wide_value[place(token) + column];
            }
        }
    }
    for isa in isas() {
        let made = T::attend(isa, &query, &key, &value, shape).unwrap();
        check(&made, &expected, &format!("{isa:?} {shape:?}").chars().take(200).collect::<String>());
    }
}

#[test]
fn attention() {
    let shape = |queries, keys, heads, key_heads, width| Attention {
        batch: 2,
        heads,
        key_heads,
        queries,
        keys,
        width,
        scale: 2.0 / (width as f32).sqrt(),
        mask: Mask::None,
    };
    let check_both = |shape: &Attention| {
        check_attention::<f32>(shape);
        check_attention::<bf16>(shape);
    };
    check_both(&shape(1, 1, 1, 1, 2));
    check_both(&shape(5, 77, 2, 2, 40));
    check_both(&shape(50, 9, 3, 1, 5));
    check_both(&shape(3, 20, 4, 2, 80));
    check_both(&Attention { scale: -1.5, ..shape(3, 20, 2, 2, 8) });
    check_both(&Attention { mask: Mask::Causal, ..shape(20, 20, 2, 2, 8) });
    let mask: Vec<f32> =
        numbers(9, 2 * 7 * 30).iter().map(|x| if *x > 0.5 { f32::MIN } else { x * 3.0 }).collect();
    check_both(&Attention { mask: Mask::Added(&mask), ..shape(7, 30, 2, 2, 8) });
    check_both(&Attention { mask: Mask::Added(&mask[..7 * 30]), ..shape(7, 30, 2, 1, 8) });
    if !cfg!(miri) {
        // More keys than a block, more numbers than a panel.
        check_both(&shape(101, 300, 1, 1, 160));
        check_both(&Attention { mask: Mask::Causal, ..shape(300, 300, 1, 1, 64) });
    }
}
