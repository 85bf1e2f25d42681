//! The edge: routes, extractors, wire types, error envelopes. Only this room knows actix, status codes and JSON.
//!
//! Read in this order: [`routes`] (the table of addresses), then one file for each resource: [`sessions`], [`sign_in`], [`tokens`], [`overview`] (what an administrator sees of everybody),
//! [`designs`], [`fill`], [`batch`], [`illustrate`], [`templates`], [`jobs`], [`events`], [`files`], [`images`] (the image APIs of others), [`models`], [`model_routes`] (what public names mean), [`health`], [`metrics`], [`audit`], [`usage`],
//! [`pane`]; [`pictures`] and [`share`] (what was made, to look at and to show), [`reports`] (what is wrong with it), [`manifests`] (for Microsoft 365), [`mcp`] (for assistants). What they share: [`caller`], [`body`] and [`form`] (what comes in), [`terms`] (deadline, keys, webhooks), [`validate`], [`error`] (every failure, its
//! status and code), [`envelope`] (request id, headers, how an error looks), [`wire`] (JSON types), [`openapi`].

pub mod audit;
pub mod batch;
pub mod body;
pub mod caller;
pub mod designs;
pub mod dialect;
pub mod documents;
pub mod envelope;
pub mod error;
pub mod events;
pub mod files;
pub mod fill;
mod form;
pub mod health;
mod hops;
pub mod illustrate;
pub mod images;
pub mod jobs;
pub mod manifests;
pub mod mcp;
pub mod metrics;
pub mod model_routes;
pub mod models;
pub mod openapi;
pub mod overview;
pub mod pane;
pub mod pictures;
pub mod refine;
pub mod reports;
mod routes;
pub mod sessions;
pub mod share;
pub mod sign_in;
pub mod templates;
pub mod terms;
pub mod tokens;
pub mod usage;
pub mod validate;
pub mod verify;
pub mod webhooks;
pub mod wire;

pub use error::ApiError;
pub use routes::{Parts, routes};
