//! Variable fonts: from the normalised coordinates that text was set with back to axis values.

use skrifa::{FontRef, MetadataProvider, Tag};

use crate::scene::typeset::FontData;

/// Normalised 2.14 coordinates as axis values (`wght` 700 and so on), which PDF's font tools want; `None` when the
/// font cannot be read, nothing for a static font.
///
/// The way back through `avar` has no formula, but each axis grows steadily: thirty halvings find the value within
/// a millionth of the axis.
pub(super) fn axis_values(font: &FontData, coordinates: &[i16]) -> Option<Vec<(Tag, f32)>> {
    if coordinates.is_empty() {
        return Some(Vec::new());
    }
    let font = FontRef::from_index(font.data.as_ref(), font.index).ok()?;
    let axes = font.axes();
    let value = |(index, wanted): (usize, &i16)| {
        let axis = axes.get(index)?;
        let (mut low, mut high) = (axis.min_value(), axis.max_value());
        for _ in 0..30 {
            let middle = f32::midpoint(low, high);
            let reached = axes.location([(axis.tag(), middle)]).coords().get(index)?.to_bits();
            if reached < *wanted { low = middle } else { high = middle }
        }
        Some((axis.tag(), high))
    };
    coordinates.iter().enumerate().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axis_values_come_back_through_a_bent_axis() {
        // tests/fixtures/variable_font.py: weight 100 to 900, 400 as default; half the way up counts a fifth.
        let file = include_bytes!("../../tests/fixtures/variable.ttf").to_vec();
        let font = FontData::new(file.into(), 0);
        let check = |coordinate: f32, expected: f32| {
            let values = axis_values(&font, &[(coordinate * 16384.0).round() as i16]).unwrap();
            assert_eq!(values[0].0, Tag::new(b"wght"));
            assert!((values[0].1 - expected).abs() < 0.5, "{coordinate}: {values:?}");
        };
        check(0.0, 400.0);
        check(0.1, 525.0);
        check(0.2, 650.0);
        check(0.6, 775.0);
        check(1.0, 900.0);
        check(-0.5, 250.0);
        check(-1.0, 100.0);
        assert_eq!(axis_values(&font, &[]), Some(vec![]));
    }
}
