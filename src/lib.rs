//! Vignette: words in, designed documents and pictures out.
//!
//! The modules in reading order follow one request: words become a [`brief::Brief`], the brief becomes a
//! [`scene::Scene`], its frames are filled with [`scene::Picture`]s, and the scene is placed in a document.
//! `ARCHITECTURE.md` holds the map; `tests/architecture.rs` holds who may use whom.

pub mod scene;

pub mod brief;

pub mod art;

pub mod safety;

pub mod documents;

pub mod models;

pub mod sense;

pub mod engine;

pub mod store;

pub mod auth;

pub mod studio;

pub mod manifest;

pub mod jobs;

pub mod http;

pub mod config;

pub mod telemetry;

pub mod app;
