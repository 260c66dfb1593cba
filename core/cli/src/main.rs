//! `mend`: the core, on a laptop's command line.
//!
//! This crate knows terminals: prompts, columns, colours, JSON, exit codes. It decides nothing about journals, keys or
//! files; every such decision is made behind the facade of `mend-core`. It must never hold a passphrase or a text
//! longer than one command needs it, take a text as an argument (shells keep those), or start an editor (editors
//! keep copies).

#![forbid(unsafe_code)]

mod app;
mod args;
mod clean;
mod codes;
mod commands;
mod failure;
mod files;
mod input;
mod open;
mod page;
mod secrets;
mod signals;
mod tour;
mod words;

use std::process::ExitCode;

use app::App;
use failure::Failure;
use words::Words;

/// Texts pass through buffers of many libraries; what any of them frees is wiped.
#[global_allocator]
static MEMORY: mend_vault::WipingAllocator = mend_vault::WipingAllocator;

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        Err(code) => return code,
    };
    let json = args.global.json;
    signals::watch();
    let mut app = match App::new(args.global) {
        Ok(app) => app,
        Err(failure) => return failure.report(json, &Words::new(words::FIRST)),
    };
    let done = commands::run(&mut app, args.command);
    signals::lock_open_session();
    match done {
        Ok(code) => code,
        Err(Failure::PipeClosed) => ExitCode::SUCCESS,
        Err(failure) => failure.report(json, &app.words),
    }
}
