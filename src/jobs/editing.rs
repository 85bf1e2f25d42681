//! A picture to be edited, as it is kept in a job's row; its files lie together in the job's input.

use serde::{Deserialize, Serialize};

use super::stored::{StoredOutput, StoredSampling, USUAL_PIXELS};
use crate::scene::PixelSize;
use crate::studio::{Edges, EditRequest};

/// A picture to be edited, or to be varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditWork {
    /// The id of both files in the store, packed.
    pub files: String,
    /// What the results are called, without their ending.
    pub name: String,
    words: Option<String>,
    negative: Option<String>,
    /// Left, top, right, bottom, in pixels.
    outpaint: [u32; 4],
    strength: Option<f64>,
    size: Option<(u32, u32)>,
    #[serde(default)]
    upscale: Option<u32>,
    count: u32,
    seed: u64,
    model: Option<String>,
    steps: Option<u32>,
    guidance: Option<f64>,
    sampling: StoredSampling,
    #[serde(default)]
    output: StoredOutput,
}

impl EditWork {
    /// The work without its files, which [`pack`] makes one.
    pub fn new(request: &EditRequest, name: String) -> Self {
        let edges = request.outpaint;
        Self {
            files: String::new(),
            name,
            words: request.words.clone(),
            negative: request.negative.clone(),
            outpaint: [edges.left, edges.top, edges.right, edges.bottom],
            strength: request.strength,
            size: request.size.map(|size| (size.width, size.height)),
            upscale: request.upscale,
            count: request.count,
            seed: request.seed,
            model: request.model.clone(),
            steps: request.steps,
            guidance: request.guidance,
            sampling: request.sampling.into(),
            output: request.output.into(),
        }
    }

    /// The same with the id of its files.
    pub fn with_files(self, files: String) -> Self {
        Self { files, ..self }
    }

    /// Pixels of the results; of a size that is not said, the usual one.
    pub fn pixels(&self) -> u64 {
        let one = self.size.map_or(USUAL_PIXELS, |(width, height)| u64::from(width) * u64::from(height));
        one * u64::from(self.count.max(1))
    }

    /// The seed of the first result.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The request for the studio; `None` when the row or the files make no sense.
    pub fn request(&self, files: &[u8]) -> Option<EditRequest> {
        let (picture, mask) = unpack(files)?;
        let [left, top, right, bottom] = self.outpaint;
        Some(EditRequest {
            picture,
            mask,
            words: self.words.clone(),
            negative: self.negative.clone(),
            outpaint: Edges { left, top, right, bottom },
            strength: self.strength,
            size: self.size.map(|(width, height)| PixelSize::new(width, height)),
            upscale: self.upscale,
            count: self.count,
            seed: self.seed,
            model: self.model.clone(),
            steps: self.steps,
            guidance: self.guidance,
            sampling: self.sampling.sampling()?,
            output: self.output.output()?,
        })
    }
}

/// A picture and its mask as one file: the picture's length in eight bytes, the picture, the mask.
pub fn pack(picture: &[u8], mask: Option<&[u8]>) -> Vec<u8> {
    let mut files = (picture.len() as u64).to_le_bytes().to_vec();
    files.extend_from_slice(picture);
    files.extend_from_slice(mask.unwrap_or_default());
    files
}

fn unpack(files: &[u8]) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
    let (length, rest) = files.split_first_chunk::<8>()?;
    let (picture, mask) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    Some((picture.to_vec(), Some(mask.to_vec()).filter(|mask| !mask.is_empty())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_comes_back_from_its_row_and_its_file() {
        let request = EditRequest {
            picture: b"picture".to_vec(),
            words: Some("a hat".to_owned()),
            outpaint: Edges { left: 1, top: 2, right: 3, bottom: 4 },
            size: Some(PixelSize::new(5, 6)),
            strength: Some(0.5),
            upscale: Some(2),
            count: 2,
            seed: 7,
            ..EditRequest::default()
        };
        let row = serde_json::to_string(&EditWork::new(&request, "cat".to_owned())).unwrap();
        let work: EditWork = serde_json::from_str(&row).unwrap();
        for mask in [None, Some(b"mask".as_slice())] {
            let again = work.request(&pack(b"picture", mask)).unwrap();
            let expected = EditRequest { mask: mask.map(<[u8]>::to_vec), ..request.clone() };
            assert_eq!(format!("{again:?}"), format!("{expected:?}"));
        }
        assert!(work.request(b"short").is_none());
        assert!(work.request(&[255; 12]).is_none());
    }
}
