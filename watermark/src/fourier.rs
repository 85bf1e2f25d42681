//! The discrete Fourier transform in two directions, sides a power of two (Cooley and Tukey, 1965).

/// Complex numbers, the real and the imaginary parts apart, row by row.
#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) real: Vec<f32>,
    pub(crate) imaginary: Vec<f32>,
    width: usize,
    height: usize,
}

impl Field {
    /// Real numbers; `width` and `height` are powers of two.
    pub(crate) fn new(real: Vec<f32>, width: usize, height: usize) -> Self {
        let imaginary = vec![0.0; real.len()];
        Self { real, imaginary, width, height }
    }

    /// Transforms in place, not scaled.
    pub(crate) fn transform(&mut self) {
        for _ in 0..2 {
            let twiddles = twiddles(self.width);
            let rows =
                self.real.chunks_exact_mut(self.width).zip(self.imaginary.chunks_exact_mut(self.width));
            rows.for_each(|(real, imaginary)| row(real, imaginary, &twiddles));
            self.real = transposed(&self.real, self.width);
            self.imaginary = transposed(&self.imaginary, self.width);
            (self.width, self.height) = (self.height, self.width);
        }
    }

    /// Transforms back in place and gives the real part, scaled so that it is what was.
    pub(crate) fn back(mut self) -> Vec<f32> {
        // The inverse is the transform of the conjugate, conjugated.
        self.imaginary.iter_mut().for_each(|value| *value = -*value);
        self.transform();
        let scale = 1.0 / self.real.len() as f32;
        self.real.iter_mut().for_each(|value| *value *= scale);
        self.real
    }
}

/// The cyclic correlation of `values` with `pattern`: how alike they are for each move of the pattern.
pub(crate) fn correlate(values: &Field, pattern: &Field) -> Vec<f32> {
    let mut product = values.clone();
    for place in 0..product.real.len() {
        let (a, b) = (values.real[place], values.imaginary[place]);
        let (c, d) = (pattern.real[place], pattern.imaginary[place]);
        product.real[place] = a * c + b * d;
        product.imaginary[place] = b * c - a * d;
    }
    product.back()
}

fn twiddles(length: usize) -> Vec<(f32, f32)> {
    let angle = |place: usize| -2.0 * std::f64::consts::PI * place as f64 / length as f64;
    (0..length / 2).map(|place| (angle(place).cos() as f32, angle(place).sin() as f32)).collect()
}

fn row(real: &mut [f32], imaginary: &mut [f32], twiddles: &[(f32, f32)]) {
    let length = real.len();
    let mut reversed = 0;
    for place in 1..length {
        let mut bit = length >> 1;
        while reversed & bit != 0 {
            reversed ^= bit;
            bit >>= 1;
        }
        reversed |= bit;
        if place < reversed {
            real.swap(place, reversed);
            imaginary.swap(place, reversed);
        }
    }
    let mut half = 1;
    while half < length {
        let step = length / (2 * half);
        for start in (0..length).step_by(2 * half) {
            for place in 0..half {
                let (cosine, sine) = twiddles[place * step];
                let (low, high) = (start + place, start + place + half);
                let turned_real = real[high] * cosine - imaginary[high] * sine;
                let turned_imaginary = real[high] * sine + imaginary[high] * cosine;
                (real[high], imaginary[high]) = (real[low] - turned_real, imaginary[low] - turned_imaginary);
                real[low] += turned_real;
                imaginary[low] += turned_imaginary;
            }
        }
        half *= 2;
    }
}

/// In blocks of 16, which fit the nearest cache.
fn transposed(values: &[f32], width: usize) -> Vec<f32> {
    const BLOCK: usize = 16;
    let height = values.len() / width;
    let mut turned = vec![0.0; values.len()];
    for top in (0..height).step_by(BLOCK) {
        for left in (0..width).step_by(BLOCK) {
            for y in top..(top + BLOCK).min(height) {
                for x in left..(left + BLOCK).min(width) {
                    turned[x * height + y] = values[y * width + x];
                }
            }
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_transformed_comes_back() {
        let values: Vec<f32> = (0..32).map(|place| ((place * 37) % 11) as f32).collect();
        let mut field = Field::new(values.clone(), 8, 4);
        field.transform();
        assert!((field.real[0] - values.iter().sum::<f32>()).abs() < 1e-3, "the first is the sum");
        let back = field.back();
        assert!(back.iter().zip(&values).all(|(back, value)| (back - value).abs() < 1e-4), "{back:?}");
    }

    #[test]
    fn a_moved_pattern_is_found_where_it_was_moved() {
        let pattern: Vec<f32> = (0..64).map(|place| ((place * 37) % 11) as f32 - 5.0).collect();
        let moved =
            (0..64).map(|place| pattern[(place / 8 + 8 - 3) % 8 * 8 + (place % 8 + 8 - 2) % 8]).collect();
        let (mut moved, mut pattern) = (Field::new(moved, 8, 8), Field::new(pattern, 8, 8));
        moved.transform();
        pattern.transform();
        let alike = correlate(&moved, &pattern);
        let best = (0..64).max_by(|a, b| alike[*a].total_cmp(&alike[*b])).unwrap();
        assert_eq!((best / 8, best % 8), (3, 2));
    }
}
