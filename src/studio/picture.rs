//! The verb `picture`: words in, pictures out, each as one image file of the kind a program asked for.

use super::{Delivery, Design, DesignRequest, Studio, StudioError};
use crate::documents::Format;
use crate::documents::export::{self, Still};
use crate::engine::Watch;
use crate::scene::Origin;
use crate::{art, brief, safety};

/// How a picture is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// The file format.
    pub kind: OutputKind,
    /// What lies behind the subject.
    pub ground: Ground,
}

/// The file formats of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputKind {
    /// Pixels.
    Still(Still),
    /// Outlines, as far as the engine draws any.
    Svg,
}

/// What lies behind the subject of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// What the picture comes with.
    #[default]
    Own,
    /// Nothing shows through.
    Opaque,
    /// Nothing lies behind it.
    Transparent,
}

impl Default for Output {
    /// A PNG file of the picture as it is.
    fn default() -> Self {
        Self { kind: OutputKind::Still(Still::Png), ground: Ground::Own }
    }
}

impl OutputKind {
    /// The name on the wire, as in `jpeg`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Still(still) => still.extension(),
            Self::Svg => "svg",
        }
    }
}

/// A design and the records and name of what became of it.
pub type Pictured = (Design, Delivery);

/// What is known of a request before anything is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permitted {
    /// Whether it becomes a designed page rather than a picture alone.
    pub is_page: bool,
}

impl Studio {
    /// Reads and judges the words, and makes nothing.
    ///
    /// # Errors
    /// [`StudioError::Brief`], [`StudioError::Refused`].
    pub fn permit(&self, request: &DesignRequest) -> Result<Permitted, StudioError> {
        let brief = safety::clear_brief(brief::read(&request.words, request.today)?)?;
        Ok(Permitted { is_page: art::sets_text(brief.get()) })
    }

    /// Makes pictures, as many as the request has candidates.
    ///
    /// # Errors
    /// As for [`Studio::design`].
    pub fn picture(
        &self,
        request: &DesignRequest,
        output: Output,
        watch: &dyn Watch,
    ) -> Result<Vec<Pictured>, StudioError> {
        let set = self.design_on(request, output.ground == Ground::Transparent, watch)?;
        let deliver = |design: Design| {
            let delivery = match output.kind {
                OutputKind::Svg => self.deliver(&design, Format::Svg)?,
                OutputKind::Still(_) => exported(self.deliver(&design, Format::Png)?, output)?,
            };
            Ok((design, delivery))
        };
        set.designs.into_iter().map(deliver).collect()
    }
}

/// A PNG file as what was asked for; outlines are the engine's alone, so that SVG leaves it as it is.
pub(super) fn exported(png: Delivery, output: Output) -> Result<Delivery, StudioError> {
    let OutputKind::Still(still) = output.kind else { return Ok(png) };
    let opaque = output.ground == Ground::Opaque;
    if still == Still::Png && !opaque {
        return Ok(png);
    }
    Ok(Delivery {
        bytes: export::export(&png.bytes, still, opaque, origin(&png))?,
        media_type: still.media_type(),
        extension: still.extension(),
        ..png
    })
}

/// How it came to be, by the records of what is in it.
fn origin(delivery: &Delivery) -> Origin {
    let all = [Origin::Trained, Origin::Edited, Origin::Given];
    let says =
        |origin: &Origin| delivery.records.iter().any(|record| record.source_type == origin.source_type());
    all.into_iter().find(says).unwrap_or(Origin::Procedural)
}
