//! `yuandi`: plans the semester of a university and the communities next door.

mod calendars;
mod commands;
mod console;
mod failure;
mod files;
mod gap;
mod interrupt;
mod placed;
mod planned;
mod progress;
mod report;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = commands::Arguments::parse();
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            failure.code()
        }
    }
}
