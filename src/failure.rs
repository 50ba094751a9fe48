//! Why a command ends without success, and the exit code that says so.

use std::process::ExitCode;

use yuandi_scheduler::format::Fault;

use crate::console;

/// A failed command.
#[derive(Debug)]
pub enum Failure {
    /// A feasible plan does not exist, or a check failed: exit code 1.
    Infeasible(Vec<String>),
    /// The solver and the independent checker disagree, which is a bug of ours: exit code 1.
    Disagreement(String),
    /// Bad input, every mistake of it, a line each: exit code 2.
    Input(Vec<String>),
    /// A file that cannot be read or written, an address or a database that cannot be had: exit code 2.
    File(anyhow::Error),
}

impl Failure {
    /// Bad input of whichever kind.
    pub fn input(mistakes: &[impl ToString]) -> Self {
        Self::Input(mistakes.iter().map(ToString::to_string).collect())
    }

    /// Says on standard error what went wrong, a line a mistake.
    pub fn tell(&self) {
        match self {
            Self::Infeasible(reasons) => reasons.iter().for_each(console::note),
            Self::Disagreement(what) => console::note(format_args!(
                "The solver and the independent checker disagree, so nothing was written: {what}. Please report this."
            )),
            Self::Input(faults) => {
                faults.iter().for_each(console::note);
                let plural = if faults.len() == 1 { "mistake" } else { "mistakes" };
                console::note(format_args!("{} {plural}; nothing was written.", faults.len()));
            }
            Self::File(error) => console::note(format_args!("{error:#}")),
        }
    }

    /// 1 where no feasible plan exists or a check failed, 2 for bad input.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Infeasible(_) | Self::Disagreement(_) => 1,
            Self::Input(_) | Self::File(_) => 2,
        })
    }
}

impl From<Vec<Fault>> for Failure {
    fn from(faults: Vec<Fault>) -> Self {
        Self::input(&faults)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::File(error)
    }
}
