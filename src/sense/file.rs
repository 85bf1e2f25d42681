//! The encoder's file: safetensors, matrices as `[outputs, inputs]`.

use std::collections::HashMap;

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use super::SenseError;

/// Where the file says what keeps norms from dividing by zero.
const EPS: &str = "eps";

/// A file that is open.
pub(super) struct File<'a> {
    tensors: SafeTensors<'a>,
    /// What keeps norms from dividing by zero.
    pub eps: f32,
}

impl<'a> File<'a> {
    pub fn parse(bytes: &'a [u8]) -> Result<Self, SenseError> {
        let (_, head) = SafeTensors::read_metadata(bytes).map_err(SenseError::broken)?;
        let eps = head.metadata().as_ref().and_then(|said| said.get(EPS)?.parse().ok());
        let eps = eps.ok_or_else(|| SenseError::broken("it says no eps"))?;
        Ok(Self { tensors: SafeTensors::deserialize(bytes).map_err(SenseError::broken)?, eps })
    }

    /// A tensor's bytes, if it has so many.
    pub fn bytes(&self, name: &str) -> Result<&'a [u8], SenseError> {
        let tensor = self.tensors.tensor(name).map_err(SenseError::broken)?;
        match tensor.dtype() {
            Dtype::U8 => Ok(tensor.data()),
            other => Err(SenseError::broken(format!("{name} is of {other:?}"))),
        }
    }

    /// A tensor's numbers.
    pub fn numbers(&self, name: &str) -> Result<Vec<f32>, SenseError> {
        let tensor = self.tensors.tensor(name).map_err(SenseError::broken)?;
        if tensor.dtype() != Dtype::F32 {
            return Err(SenseError::broken(format!("{name} is of {:?}", tensor.dtype())));
        }
        Ok(tensor.data().as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }
}

/// A tensor on its way into a file.
pub(super) struct Part {
    pub shape: Vec<usize>,
    pub data: Data,
}

/// The numbers of a [`Part`].
pub(super) enum Data {
    Bytes(Vec<u8>),
    Numbers(Vec<f32>),
}

/// The file of these tensors; the same ones give the same bytes.
pub(super) fn write(
    parts: Vec<(String, Part)>,
    eps: f32,
    about: &[(&str, &str)],
) -> Result<Vec<u8>, SenseError> {
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(name, Part { shape, data })| match data {
            Data::Bytes(bytes) => (name, Dtype::U8, shape, bytes),
            Data::Numbers(numbers) => {
                let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
                (name, Dtype::F32, shape, bytes)
            }
        })
        .collect();
    let views = parts.iter().map(|(name, dtype, shape, bytes)| {
        let view = TensorView::new(*dtype, shape.clone(), bytes).map_err(SenseError::broken)?;
        Ok((name.as_str(), view))
    });
    let views: Vec<_> = views.collect::<Result<_, SenseError>>()?;
    let mut said: HashMap<_, _> =
        about.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    said.insert(EPS.to_owned(), eps.to_string());
    safetensors::serialize(views, Some(said)).map_err(SenseError::broken)
}
