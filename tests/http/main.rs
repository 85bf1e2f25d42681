//! The API through the real app: the one the binary serves, on a data folder of its own for each test.

#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot reach its app has failed

mod access;
mod azure;
mod bad_input;
mod batch;
mod edits;
mod files;
mod fill;
mod house;
mod illustrate;
mod images;
mod jobs;
mod openapi;
mod page;
mod pictures;
mod quotas;
mod refine;
mod routes;
mod templates;
mod terms;
#[path = "../diffusion/tiny.rs"]
mod tiny;
mod tokens;
mod verify;
mod write;
