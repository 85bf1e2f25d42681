//! The number as coded signs, and back: CRC-16, then a convolutional code that is read softly.

/// Signs of one coded number: 64 bits, 16 of their checksum and 6 that end the code, three signs each.
pub(crate) const SIGNS: usize = (BITS + MEMORY) * RATE;
const BITS: usize = 80;
const MEMORY: usize = 6;
const RATE: usize = 3;
const STATES: usize = 1 << MEMORY;

/// The rate-1/3 code of constraint length 7 with the largest free distance, 15 (Larsen, 1973): 133, 145, 175 in octal.
const TAPS: [usize; RATE] = [0o133, 0o145, 0o175];

/// The signs that stand for `number`, each 1 or -1.
pub(crate) fn encode(number: u64) -> Vec<f32> {
    let word = u128::from(number) << 16 | u128::from(checksum(number));
    let bits = (0..BITS).rev().map(|place| (word >> place) as usize & 1).chain([0; MEMORY]);
    let mut state = 0;
    let mut signs = Vec::with_capacity(SIGNS);
    for bit in bits {
        let register = bit << MEMORY | state;
        signs.extend(TAPS.map(|taps| sign(register, taps)));
        state = register >> 1;
    }
    signs
}

/// The number whose signs are most like `soft` (Viterbi, 1967), if its checksum is right. Larger values count more.
pub(crate) fn decode(soft: &[f32]) -> Option<u64> {
    let mut scores = [f32::NEG_INFINITY; STATES];
    scores[0] = 0.0;
    let mut came_from: Vec<[u8; STATES]> = Vec::with_capacity(BITS + MEMORY);
    for step in soft.chunks_exact(RATE) {
        let mut next = [f32::NEG_INFINITY; STATES];
        let mut lost = [0_u8; STATES];
        for register in 0..STATES << 1 {
            let (from, to) = (register & (STATES - 1), register >> 1);
            let fit: f32 = TAPS.iter().zip(step).map(|(taps, value)| sign(register, *taps) * value).sum();
            if scores[from] + fit > next[to] {
                next[to] = scores[from] + fit;
                // The bit that falls out of the register is all that is not known of where it came from.
                lost[to] = (register & 1) as u8;
            }
        }
        scores = next;
        came_from.push(lost);
    }
    let mut state = 0;
    let mut word = 0_u128;
    for (place, lost) in came_from.iter().enumerate().rev() {
        let bit = state >> (MEMORY - 1);
        if place < BITS {
            word |= (bit as u128) << (BITS - 1 - place);
        }
        state = (state << 1 & (STATES - 1)) | usize::from(lost[state]);
    }
    let number = (word >> 16) as u64;
    (word as u16 == checksum(number)).then_some(number)
}

fn sign(register: usize, taps: usize) -> f32 {
    if (register & taps).count_ones().is_multiple_of(2) { 1.0 } else { -1.0 }
}

/// CRC-16 with the polynomial of CCITT and all ones to begin with, so that no number has a checksum of zeros by default.
fn checksum(number: u64) -> u16 {
    number.to_be_bytes().iter().fold(0xFFFF, |crc: u16, byte| {
        (0..8).fold(
            crc ^ u16::from(*byte) << 8,
            |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 }
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_through_noise() {
        for number in [0, 1, u64::MAX, 0x0123_4567_89AB_CDEF] {
            let mut signs = encode(number);
            assert_eq!(signs.len(), SIGNS);
            assert_eq!(decode(&signs), Some(number));
            // Every seventh sign turned: 14 of a hundred.
            signs.iter_mut().step_by(7).for_each(|sign| *sign = -*sign);
            assert_eq!(decode(&signs), Some(number));
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        let noise: Vec<f32> = (0..SIGNS).map(|place| ((place * 7919) % 101) as f32 - 50.0).collect();
        assert_eq!(decode(&noise), None);
        assert_eq!(decode(&[]), None);
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        // CRC-16/CCITT-FALSE of eight zero bytes.
        assert_eq!(checksum(0), 0x313E);
    }
}
