//! `yuandi serve`: the service, and with `--demo` one to try out.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use clap::Args;
use yuandi_api::clock::Clock;
use yuandi_api::config::Config;
use yuandi_api::demo::{self, Demo, DemoError};
use yuandi_api::domain::role::Role;
use yuandi_api::planning::moved::MoveError;
use yuandi_api::planning::solve::SolveSettings;
use yuandi_api::server::{self, Application, Signals};
use yuandi_api::{logs, setup};
use yuandi_scheduler::term::TermFiles;

use super::data::Data;
use super::term;
use crate::console;
use crate::failure::Failure;
use crate::files;
use crate::planned;

/// What to serve, and where.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// Address to listen on.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Fills an empty database with a term folder, planned and published, and with accounts whose password everybody knows.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "examples/jiezi")]
    demo: Option<PathBuf>,
    /// Folder for the demonstration's problem, plan, calendars and report.
    #[arg(long, value_name = "DIR", default_value = "out", requires = "demo")]
    out: PathBuf,
    /// Seconds that the demonstration's plan is solved for.
    #[arg(long, default_value_t = 22, requires = "demo", value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    /// Steps that it is solved for instead: the same folder then gives the same plan.
    #[arg(long, requires = "demo", conflicts_with = "seconds", value_parser = clap::value_parser!(u64).range(1..))]
    steps: Option<u64>,
}

/// Serves until the system asks it to stop.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.data.config_with(&[("listen", &arguments.listen)])?;
    logs::start(config.log);
    server::block_on(serve(config, arguments))
}

async fn serve(config: Config, arguments: &Arguments) -> Result<(), Failure> {
    let application = Application::build(config, Clock::default()).await;
    let application = application.map_err(anyhow::Error::from)?;
    let url = application.app().config.public_url.clone();
    if let Some(folder) = &arguments.demo {
        let filled = fill(&application, folder, arguments).await?;
        tell_demo(&url, &arguments.out, filled.as_ref())?;
    }
    let signals = Signals::listen().context("signals cannot be heard")?;
    if let Some(path) = setup::link(application.app()).await.map_err(anyhow::Error::from)? {
        console::say("This service is new. Found the partnership, within 24 hours and once, at");
        console::say("新服务：请在 24 小时内打开此链接，创建院地共建单位（仅可使用一次）");
        console::say(format_args!("  {url}{path}"));
    }
    console::say(format_args!("service · 服务         {url}"));
    console::say(format_args!("interface · 接口说明   {url}/openapi.json"));
    let ended = application.run_until(signals).await;
    Ok(ended.context("the service ended")?)
}

/// Fills the database for a demonstration; every mistake of the folder is told.
async fn fill(application: &Application, folder: &Path, arguments: &Arguments) -> Result<Option<Demo>, Failure> {
    let folder = TermFiles {
        files: files::read_folder(folder)?,
    };
    let settings = SolveSettings {
        seconds: arguments.steps.is_none().then_some(arguments.seconds),
        steps: arguments.steps,
        ..SolveSettings::default()
    };
    console::note("Planning the term …");
    let filled = demo::fill(application.app(), folder, &settings).await;
    filled.map_err(|error| match error {
        DemoError::Folder(MoveError::Faulty(faults)) => Failure::input(&faults),
        other => Failure::File(anyhow!(other)),
    })
}

/// Writes what comes of the plan, and says where to look.
fn tell_demo(url: &str, out: &Path, filled: Option<&Demo>) -> Result<(), Failure> {
    match filled {
        Some(demo) => {
            planned::write(out, &term::of(&demo.folder)?, demo.solved.whole())?;
            planned::tell(out, demo.solved.whole());
            console::say(format_args!("duties · 服务任务       {}", demo.duties));
            console::say("feeds · 订阅");
            for (whose, path) in &demo.feeds {
                console::say(format_args!("  {whose}\n    {url}{path}"));
            }
        }
        None => console::say("The database has a partnership; it stays as it is. 数据库已有数据，保持不变。"),
    }
    let logins: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    console::say("A DEMONSTRATION: everybody knows the password. 演示服务，密码公开，请勿录入真实信息。");
    console::say(format_args!("  logins · 账号    {}", logins.join(", ")));
    console::say(format_args!("  password · 密码  {}", demo::PASSWORD));
    console::say(format_args!("  partnership      {}", demo::PARTNERSHIP));
    Ok(())
}
