//! Pictures that were made, and links to show them by.

use serde::Serialize;
use utoipa::ToSchema;

/// Several pictures.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Pictures)]
pub struct PicturesBody {
    /// The newest first.
    pub pictures: Vec<PictureBody>,
    /// Pass it as `before` to see older ones; null when there are none.
    pub next: Option<String>,
}

/// A picture that was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ListedPicture)]
pub struct PictureBody {
    /// The id of its PNG file.
    pub id: String,
    /// The job it came from.
    pub job: String,
    /// Which of the job's candidates it is, counted from 1.
    pub candidate: usize,
    /// What it was made for.
    pub title: String,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// When it was asked for.
    pub created_at: String,
    /// A page with the picture, for its owner.
    pub page: String,
    /// The picture itself; needs no token, and works for a while.
    pub picture: String,
}

/// A link to one file that works for a while without a token.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FileLink)]
pub struct LinkBody {
    /// The file itself.
    pub url: String,
    /// A page that shows it, for people.
    pub page: String,
    /// When both stop working.
    pub expires_at: String,
}
