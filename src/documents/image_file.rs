//! What a PDF needs from image files to carry their compressed bytes as they are.

use crate::scene::PixelSize;

/// The pixels of a PNG file, still compressed: PDF's `FlateDecode` with PNG predictors reads them unchanged
/// (ISO 32000-1, 7.4.4.4).
pub(super) struct PngPixels {
    /// The size in pixels.
    pub size: PixelSize,
    /// 1 for grey, 3 for RGB; always 8 bits each.
    pub channels: u8,
    /// The zlib stream of the filtered rows.
    pub data: Vec<u8>,
}

/// The header of a JPEG file.
pub(super) struct JpegHeader {
    /// The size in pixels.
    pub size: PixelSize,
    /// 1 for grey, 3 for YCbCr, 4 for CMYK or YCCK.
    pub channels: u8,
}

/// The pixels of a whole PNG file that is 8-bit grey or RGB, solid and not interlaced; `None` for any other, which
/// must be decoded. Chunks whose checksum is wrong make the file another one.
pub(super) fn png_pixels(file: &[u8]) -> Option<PngPixels> {
    let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let mut header = None;
    let mut data = Vec::new();
    loop {
        let (kind, content, after) = png_chunk(rest)?;
        match kind {
            b"IHDR" => header = Some(png_header(content)?),
            b"IDAT" => data.extend_from_slice(content),
            // A colour profile, transparency or 16-bit gamma needs more than the raw pixels.
            b"tRNS" | b"iCCP" | b"PLTE" => return None,
            b"IEND" => break,
            _ => {}
        }
        rest = after;
    }
    let (size, channels) = header?;
    Some(PngPixels { size, channels, data })
}

/// The first chunk, its content, and what follows.
fn png_chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (kind_and_content, rest) = rest.split_at_checked(length.checked_add(4)?)?;
    let (checksum, rest) = rest.split_first_chunk::<4>()?;
    let (kind, content) = kind_and_content.split_at(4);
    (crc32fast::hash(kind_and_content) == u32::from_be_bytes(*checksum)).then_some((kind, content, rest))
}

/// Size and channels of an 8-bit grey or RGB image without interlacing.
fn png_header(content: &[u8]) -> Option<(PixelSize, u8)> {
    let (width, rest) = content.split_first_chunk::<4>()?;
    let (height, rest) = rest.split_first_chunk::<4>()?;
    let size = PixelSize::new(u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    match rest {
        [8, 0, 0, 0, 0] => Some((size, 1)),
        [8, 2, 0, 0, 0] => Some((size, 3)),
        _ => None,
    }
}

/// Reads the frame header of a JPEG file (SOF, ITU T.81 B.2.2).
pub(super) fn jpeg_header(file: &[u8]) -> Option<JpegHeader> {
    let mut at = 2;
    while let [0xFF, marker, high, low] = *file.get(at..at + 4)? {
        let is_frame_header = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if let (true, Some([8, height, h, width, w, channels])) = (is_frame_header, file.get(at + 4..at + 10))
        {
            let side = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
            let size = PixelSize::new(side(*width, *w), side(*height, *h));
            return Some(JpegHeader { size, channels: *channels });
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(pixels: &image::DynamicImage) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn only_whole_plain_png_files_keep_their_pixels() {
        let found = |file: &[u8]| png_pixels(file).map(|pixels| (pixels.size, pixels.channels));
        let rgb = png(&image::DynamicImage::new_rgb8(7, 5));
        assert_eq!(found(&rgb), Some((PixelSize::new(7, 5), 3)));
        assert_eq!(found(&png(&image::DynamicImage::new_luma8(7, 5))), Some((PixelSize::new(7, 5), 1)));
        assert_eq!(found(&png(&image::DynamicImage::new_rgba8(7, 5))), None);
        assert_eq!(found(&png(&image::DynamicImage::new_rgb16(7, 5))), None);
        for cut in 0..rgb.len() {
            assert_eq!(found(&rgb[..cut]), None, "cut at {cut}");
        }
        for wrong in [20, rgb.len() - 20] {
            let mut file = rgb.clone();
            file[wrong] ^= 1;
            assert_eq!(found(&file), None, "a wrong bit at {wrong}");
        }
    }

    #[test]
    fn jpeg_headers_are_found_behind_other_segments() {
        let frame = |marker: u8, channels: u8| {
            let mut file = b"\xFF\xD8\xFF\xE0\x00\x06JFIF".to_vec();
            file.extend([0xFF, marker, 0, 17, 8, 1, 2, 3, 4, channels, 0, 0]);
            jpeg_header(&file).map(|header| (header.size, header.channels))
        };
        let size = PixelSize::new(0x0304, 0x0102);
        assert_eq!(frame(0xC0, 3), Some((size, 3)));
        assert_eq!(frame(0xC2, 4), Some((size, 4)));
        assert_eq!(frame(0xC4, 3), None);
        assert!(jpeg_header(b"").is_none() && jpeg_header(b"\xFF\xD8\xFF\xE0\x00").is_none());
    }
}
