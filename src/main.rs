//! `vignette`: the command line. Each command is one file in `command/`; all call the studio's verbs.
//!
//! Exit codes: 0 done; 1 the work failed; 2 the words on the command line or the input files are wrong; 3 some rows
//! of a batch could not be filled.

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The image creator a company hosts for itself: words in, designed documents and pictures out.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a designed page or a picture from words.
    Design(command::design::Arguments),
    /// Change a design in words, and leave the rest as it was.
    Refine(command::refine::Arguments),
    /// Change a picture: a part of it, all of it, or what lies around it; or make others like it.
    Edit(command::edit::Arguments),
    /// Fill a DOCX, PPTX or PDF template with data and generated pictures.
    Fill(command::fill::Arguments),
    /// Write a new document from Markdown or JSON.
    Write(command::write::Arguments),
    /// Put pictures into a finished report or deck.
    Illustrate(command::illustrate::Arguments),
    /// Check a template, or print which data it wants.
    Template(command::template::Arguments),
    /// List the layouts pages are made with, or check one of your own.
    Layout(command::layout::Arguments),
    /// Show what is understood of a request, without making anything.
    Brief(command::brief::Arguments),
    /// Start the server: HTTP API, task pane and workers.
    Serve(command::serve::Arguments),
    /// Speak the Model Context Protocol over standard input and output, for assistants on this machine.
    Mcp(command::mcp::Arguments),
    /// Make, list and revoke account tokens.
    Token(command::token::Arguments),
    /// Tell what a file says of the pictures in it: by a trained model, by rules, changed.
    Verify(command::verify::Arguments),
    /// Say what public names of models mean, while the server runs.
    Route(command::route::Arguments),
    /// Show what the server would run with, and every mistake in it.
    Config(command::config::Arguments),
    /// Copy the data folder, while the server runs.
    Backup(command::backup::Backup),
    /// Put a copy of the data folder back.
    Restore(command::backup::Restore),
    /// Show who did what: tokens, refusals, changes by administrators.
    Audit(command::audit::Arguments),
    /// Write the manifests for Microsoft 365 with this server's address.
    Manifest(command::manifest::Arguments),
    /// Build or list the art library that the built-in model draws from.
    Art(command::art::Arguments),
    /// List, add and check the models that make pictures.
    Model(command::model::Arguments),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Design(arguments) => command::design::run(arguments),
        Command::Refine(arguments) => command::refine::run(arguments),
        Command::Edit(arguments) => command::edit::run(arguments),
        Command::Fill(arguments) => command::fill::run(&arguments),
        Command::Write(arguments) => command::write::run(arguments),
        Command::Illustrate(arguments) => command::illustrate::run(&arguments),
        Command::Template(arguments) => command::template::run(arguments),
        Command::Layout(arguments) => command::layout::run(&arguments),
        Command::Brief(arguments) => command::brief::run(arguments),
        Command::Serve(arguments) => command::serve::run(arguments),
        Command::Mcp(arguments) => command::mcp::run(arguments),
        Command::Verify(arguments) => command::verify::run(&arguments),
        Command::Route(arguments) => command::route::run(&arguments),
        Command::Config(arguments) => command::config::run(&arguments),
        Command::Backup(arguments) => command::backup::backup(&arguments),
        Command::Restore(arguments) => command::backup::restore(&arguments),
        Command::Audit(arguments) => command::audit::run(&arguments),
        Command::Token(arguments) => command::token::run(arguments),
        Command::Manifest(arguments) => command::manifest::run(&arguments),
        Command::Art(arguments) => command::art::run(&arguments),
        Command::Model(arguments) => command::model::run(arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
