//! The picture that is edited, with its mask.

use std::io::Cursor;
use std::str::FromStr;

use image::imageops::{self, FilterType};
use image::{GrayImage, ImageFormat, ImageReader, Luma, Rgba, RgbaImage};

use super::EditRequest;
use crate::documents::Limits;
use crate::engine::Source;
use crate::scene::{Content, Picture, PixelSize};
use crate::studio::StudioError;

/// Pixels that a new edge reaches into the picture, so that no seam shows.
const OVERLAP: u32 = 8;

/// The longest side of a result, in pixels.
pub(super) const LONGEST: u32 = 4096;

/// How far shapes of sizes may differ before they are another shape: a rounded pixel of a small picture.
const SAME_SHAPE: f64 = 0.02;

/// How much wider a picture becomes, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edges {
    /// At its left.
    pub left: u32,
    /// Above.
    pub top: u32,
    /// At its right.
    pub right: u32,
    /// Below.
    pub bottom: u32,
}

impl FromStr for Edges {
    type Err = String;

    /// Reads one number for all edges, or four: left, top, right, bottom.
    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Result<Vec<u32>, _> = text.split(',').map(|part| part.trim().parse()).collect();
        match numbers.as_deref() {
            Ok(&[all]) => Ok(Self { left: all, top: all, right: all, bottom: all }),
            Ok(&[left, top, right, bottom]) => Ok(Self { left, top, right, bottom }),
            _ => Err("write one number of pixels for all edges, or left,top,right,bottom as in 0,0,256,0"
                .to_owned()),
        }
    }
}

impl Edges {
    fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// The picture, its new edges filled with what lies next to them, and what may change.
pub(super) struct Canvas {
    pixels: RgbaImage,
    /// 255 where a pixel may change, 0 where it stays; `None` when all may.
    mask: Option<GrayImage>,
    /// What the picture's own transparency told: it is gone where something was painted.
    fills: bool,
}

impl Canvas {
    /// Reads the files of a request.
    ///
    /// # Errors
    /// [`StudioError::Picture`] names the file that cannot be used.
    pub fn open(request: &EditRequest, limits: &Limits) -> Result<Self, StudioError> {
        let pixels = read(&request.picture, "image", limits)?;
        let given = request.mask.as_deref().map(|mask| read(mask, "mask", limits)).transpose()?;
        if let Some(mask) = given.as_ref().filter(|mask| mask.dimensions() != pixels.dimensions()) {
            let ((width, height), (wide, high)) = (mask.dimensions(), pixels.dimensions());
            let reason = format!("it is {width}x{height} pixels, and the picture is {wide}x{high}");
            return Err(StudioError::Picture { name: "mask", reason });
        }
        let mask = given.as_ref().or_else(|| has_holes(&pixels).then_some(&pixels)).map(changeable);
        if mask.as_ref().is_some_and(|mask| mask.pixels().all(|pixel| pixel.0 == [0])) {
            let reason = "no pixel of it is transparent, so nothing may change".to_owned();
            return Err(StudioError::Picture { name: "mask", reason });
        }
        let canvas = Self { pixels, mask, fills: given.is_none() };
        let canvas = if request.outpaint.is_none() { canvas } else { canvas.widened(request.outpaint)? };
        canvas.check_size(request.size)?;
        Ok(canvas)
    }

    pub fn has_mask(&self) -> bool {
        self.mask.is_some()
    }

    pub fn size(&self) -> PixelSize {
        PixelSize::new(self.pixels.width(), self.pixels.height())
    }

    /// What the engine starts from.
    pub fn source(&self, strength: f64) -> Source {
        let colours = |pixel: &Rgba<u8>| [pixel.0[0], pixel.0[1], pixel.0[2]];
        Source {
            size: self.size(),
            pixels: self.pixels.pixels().flat_map(colours).collect(),
            mask: self.mask.as_ref().map(|mask| mask.as_raw().as_slice().into()),
            strength,
        }
    }

    /// The engine's picture where the mask lets it, over this one: straight red, green, blue and alpha.
    ///
    /// # Errors
    /// [`StudioError::Picture`] when the engine's file is broken.
    pub fn merge(&self, painted: &Picture) -> Result<RgbaImage, StudioError> {
        let painted = decoded(painted)?;
        let (width, height) = self.pixels.dimensions();
        let mut result = scaled(&painted, width, height);
        for (x, y, pixel) in result.enumerate_pixels_mut() {
            let kept = self.pixels.get_pixel(x, y).0;
            let share = self.mask.as_ref().map_or(255, |mask| mask.get_pixel(x, y).0[0]);
            *pixel = Rgba(mixed(kept, pixel.0, share, self.fills));
        }
        Ok(result)
    }

    /// The same picture on a larger canvas, whose new part may change.
    fn widened(self, edges: Edges) -> Result<Self, StudioError> {
        let (width, height) = self.pixels.dimensions();
        let wide = |low: u32, side: u32, high: u32| u64::from(low) + u64::from(side) + u64::from(high);
        let (wide, high) = (wide(edges.left, width, edges.right), wide(edges.top, height, edges.bottom));
        if wide.max(high) > u64::from(LONGEST) {
            let reason = format!("with its new edges it has {wide}x{high} pixels; at most {LONGEST} a side");
            return Err(StudioError::Picture { name: "image", reason });
        }
        let inside = |at: u32, edge: u32, side: u32| at.saturating_sub(edge).min(side - 1);
        let from = |x: u32, y: u32| (inside(x, edges.left, width), inside(y, edges.top, height));
        let pixels = RgbaImage::from_fn(wide as u32, high as u32, |x, y| {
            let (x, y) = from(x, y);
            *self.pixels.get_pixel(x, y)
        });
        let is_new = |at: u32, low: u32, side: u32, high: u32| {
            (low > 0 && at < low + OVERLAP) || (high > 0 && at + OVERLAP >= low + side)
        };
        let mask = GrayImage::from_fn(wide as u32, high as u32, |x, y| {
            let (old_x, old_y) = from(x, y);
            let old = self.mask.as_ref().map_or(0, |mask| mask.get_pixel(old_x, old_y).0[0]);
            let new = is_new(x, edges.left, width, edges.right) || is_new(y, edges.top, height, edges.bottom);
            Luma([if new { 255 } else { old }])
        });
        Ok(Self { pixels, mask: Some(mask), fills: true })
    }

    /// A size of another shape would have to cut or stretch the picture.
    fn check_size(&self, wanted: Option<PixelSize>) -> Result<(), StudioError> {
        let Some(wanted) = wanted else { return Ok(()) };
        if wanted.width.max(wanted.height) > LONGEST || wanted.width.min(wanted.height) == 0 {
            let reason =
                format!("{}x{} is none from 1 to {LONGEST} pixels a side", wanted.width, wanted.height);
            return Err(StudioError::Picture { name: "size", reason });
        }
        let shape = |size: PixelSize| f64::from(size.width) / f64::from(size.height.max(1));
        let own = self.size();
        if (shape(wanted) / shape(own) - 1.0).abs() > SAME_SHAPE {
            let reason = format!(
                "it is {}x{} pixels, and {}x{} is another shape",
                own.width, own.height, wanted.width, wanted.height
            );
            return Err(StudioError::Picture { name: "size", reason });
        }
        Ok(())
    }
}

fn has_holes(pixels: &RgbaImage) -> bool {
    pixels.pixels().any(|pixel| pixel.0[3] < 255)
}

/// Transparent pixels may change.
fn changeable(mask: &RgbaImage) -> GrayImage {
    GrayImage::from_fn(mask.width(), mask.height(), |x, y| Luma([255 - mask.get_pixel(x, y).0[3]]))
}

/// A pixel of which `share` of 255 is new. Where its transparency was the mask, the new part fills it.
fn mixed(kept: [u8; 4], new: [u8; 4], share: u8, fills: bool) -> [u8; 4] {
    let mix = |kept: u8, new: u8| {
        let (share, rest) = (u32::from(share), u32::from(255 - share));
        ((u32::from(kept) * rest + u32::from(new) * share + 127) / 255) as u8
    };
    let alpha = if fills { kept[3].max(share) } else { mix(kept[3], 255) };
    [mix(kept[0], new[0]), mix(kept[1], new[1]), mix(kept[2], new[2]), alpha]
}

fn scaled(pixels: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    if pixels.dimensions() == (width, height) {
        return pixels.clone();
    }
    imageops::resize(pixels, width, height, FilterType::Lanczos3)
}

/// Reads a picture file, judged by its header before its pixels are unpacked.
pub(super) fn read(file: &[u8], name: &'static str, limits: &Limits) -> Result<RgbaImage, StudioError> {
    let refuse = |reason: String| StudioError::Picture { name, reason };
    let format = image::guess_format(file).ok();
    let format = format
        .filter(|format| [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP].contains(format))
        .ok_or_else(|| refuse("it is not a PNG, JPEG or WebP file".to_owned()))?;
    let reader = || ImageReader::with_format(Cursor::new(file), format);
    let (width, height) = reader().into_dimensions().map_err(|error| refuse(error.to_string()))?;
    let area = u64::from(width) * u64::from(height);
    if area > limits.picture_pixels || width.max(height) > LONGEST {
        return Err(refuse(format!("it has {width}x{height} pixels; at most {LONGEST} a side are read")));
    }
    Ok(reader().decode().map_err(|error| refuse(error.to_string()))?.into_rgba8())
}

/// The pixels of what an engine made.
fn decoded(painted: &Picture) -> Result<RgbaImage, StudioError> {
    let broken = |reason: String| StudioError::Picture { name: "image", reason };
    let Content::Encoded { bytes, .. } = &painted.content else {
        return Err(broken("the engine answered with a drawing".to_owned()));
    };
    Ok(image::load_from_memory(bytes).map_err(|error| broken(error.to_string()))?.into_rgba8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Encoding, Origin};

    fn png(pixels: &RgbaImage) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        pixels.write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    fn flat(width: u32, height: u32, colour: [u8; 4]) -> RgbaImage {
        RgbaImage::from_pixel(width, height, Rgba(colour))
    }

    /// The left half transparent.
    fn half(width: u32, height: u32) -> RgbaImage {
        RgbaImage::from_fn(width, height, |x, _| Rgba([0, 0, 0, if x < width / 2 { 0 } else { 255 }]))
    }

    fn request(picture: &RgbaImage, mask: Option<&RgbaImage>) -> EditRequest {
        EditRequest { picture: png(picture), mask: mask.map(png), ..EditRequest::default() }
    }

    fn open(request: &EditRequest) -> Result<Canvas, StudioError> {
        Canvas::open(request, &Limits::DEFAULT)
    }

    fn merged(canvas: &Canvas, colour: [u8; 4]) -> RgbaImage {
        let bytes = png(&flat(8, 8, colour));
        let painted = Picture {
            content: Content::Encoded { encoding: Encoding::Png, bytes: bytes.into() },
            size: PixelSize::new(8, 8),
            seed: 1,
            model: String::new(),
            alt: String::new(),
            origin: Origin::Trained,
            shows: Vec::new(),
            mark: None,
        };
        canvas.merge(&painted).unwrap()
    }

    #[test]
    fn what_the_mask_keeps_stays_with_its_transparency() {
        let mut picture = flat(40, 20, [10, 20, 30, 255]);
        picture.put_pixel(39, 0, Rgba([1, 2, 3, 77]));
        let canvas = open(&request(&picture, Some(&half(40, 20)))).unwrap();
        let result = merged(&canvas, [200, 100, 50, 255]);
        assert_eq!(result.get_pixel(0, 0).0, [200, 100, 50, 255]);
        assert_eq!(result.get_pixel(20, 5), picture.get_pixel(20, 5));
        assert_eq!(result.get_pixel(39, 0).0, [1, 2, 3, 77]);
    }

    #[test]
    fn a_picture_with_holes_is_its_own_mask() {
        let canvas = open(&request(&half(40, 20), None)).unwrap();
        assert!(canvas.has_mask());
        let result = merged(&canvas, [200, 100, 50, 255]);
        assert_eq!(
            (result.get_pixel(0, 0).0, result.get_pixel(30, 0).0),
            ([200, 100, 50, 255], [0, 0, 0, 255])
        );
        assert!(!open(&request(&flat(4, 4, [1, 1, 1, 255]), None)).unwrap().has_mask());
    }

    #[test]
    fn new_edges_are_painted_and_the_rest_stays() {
        let picture = flat(40, 30, [10, 20, 30, 255]);
        let outpaint = Edges { right: 24, bottom: 10, ..Edges::default() };
        let canvas = open(&EditRequest { outpaint, ..request(&picture, None) }).unwrap();
        assert_eq!(canvas.size(), PixelSize::new(64, 40));
        let source = canvas.source(1.0);
        assert_eq!(source.pixels[63 * 3..64 * 3], [10, 20, 30]);
        let result = merged(&canvas, [200, 100, 50, 255]);
        assert_eq!((result.get_pixel(0, 0), result.get_pixel(63, 0).0[0]), (picture.get_pixel(0, 0), 200));
        assert_eq!(
            (result.get_pixel(31, 21).0[0], result.get_pixel(32, 0).0[0], result.get_pixel(0, 22).0[0]),
            (10, 200, 200)
        );
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let picture = flat(40, 20, [1, 2, 3, 255]);
        let check = |request: EditRequest, expected: &str| {
            let error = open(&request).err().unwrap().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check(
            request(&picture, Some(&half(20, 20))),
            "the mask cannot be used: it is 20x20 pixels, and the picture is 40x20",
        );
        check(request(&picture, Some(&picture)), "no pixel of it is transparent");
        check(
            EditRequest { picture: b"GIF89a".to_vec(), ..EditRequest::default() },
            "the image cannot be used",
        );
        let broken = png(&picture)[..60].to_vec();
        check(EditRequest { mask: Some(broken), ..request(&picture, None) }, "the mask cannot be used");
        let size = Some(PixelSize::new(100, 100));
        check(EditRequest { size, ..request(&picture, None) }, "another shape");
        for side in [0, LONGEST + 1] {
            let size = Some(PixelSize::new(side, side));
            check(EditRequest { size, ..request(&picture, None) }, "pixels a side");
        }
        let outpaint = Edges { left: u32::MAX, right: u32::MAX, ..Edges::default() };
        check(EditRequest { outpaint, ..request(&picture, None) }, "at most 4096 a side");
    }
}
