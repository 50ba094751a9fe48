//! A PostgreSQL server of the tests' own: made in a temporary folder, started once, gone with the tests.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Starts the server, says when it answers, and ends it and its data when its own input ends: when the tests do.
const KEEPER: &str = r#"
set -eu
programs=$1; folder=$2; shift 2
"$@" "$programs/initdb" -D "$folder/data" -U yuandi --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
"$@" "$programs/postgres" -D "$folder/data" -k "$folder" -h '' -F -c max_connections=400 -c synchronous_commit=off >/dev/null 2>&1 &
server=$!
for _ in $(seq 300); do "$programs/pg_isready" -q -h "$folder" -U yuandi && break; sleep 0.1; done
echo ready
read -r _ || true
kill -INT $server
wait $server || true
rm -rf "$folder"
"#;

/// The server, and the folder of its socket.
struct Server {
    folder: PathBuf,
    programs: PathBuf,
    /// Its input ends with this process.
    _keeper: Child,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The newest PostgreSQL that Debian installed, or that is on the path.
fn programs() -> PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = installed.map(|entry| entry.path().join("bin")).max();
    newest.unwrap_or_else(|| {
        let found = Command::new("sh").args(["-c", "dirname $(command -v initdb)"]).output();
        let text = String::from_utf8(found.expect("sh").stdout).expect("a path");
        assert!(!text.trim().is_empty(), "PostgreSQL is missing: run make setup");
        PathBuf::from(text.trim())
    })
}

fn start() -> Server {
    let folder = tempfile::Builder::new()
        .prefix("yuandi-pg")
        .tempdir()
        .expect("a folder")
        .keep();
    let programs = programs();
    // The server refuses to run as root.
    let root = Command::new("id")
        .arg("-u")
        .output()
        .expect("id")
        .stdout
        .starts_with(b"0\n");
    let user: &[&str] = if root {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).expect("permissions");
        &["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    } else {
        &["env"]
    };
    let mut keeper = Command::new("sh")
        .args(["-c", KEEPER, "keeper"])
        .args([&programs, &folder])
        .args(user)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a server");
    let mut line = String::new();
    BufReader::new(keeper.stdout.take().expect("output"))
        .read_line(&mut line)
        .expect("a line");
    assert_eq!(line.trim(), "ready", "PostgreSQL did not start in {}", folder.display());
    Server {
        folder,
        programs,
        _keeper: keeper,
    }
}

fn create(server: &Server, name: &str) {
    let mut psql = Command::new(server.programs.join("psql"))
        .args(["-q", "-U", "yuandi", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-h"])
        .arg(&server.folder)
        .stdin(Stdio::piped())
        .spawn()
        .expect("psql");
    let mut input = psql.stdin.take().expect("input");
    writeln!(input, "CREATE DATABASE {name};").expect("a command");
    drop(input);
    assert!(psql.wait().expect("psql").success());
}

fn address(folder: &Path, name: &str) -> String {
    let host = folder.display().to_string().replace('/', "%2F");
    format!("postgres://yuandi@{host}/{name}")
}

/// The address of an empty database.
pub fn database() -> String {
    let server = SERVER.get_or_init(start);
    let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    create(server, &name);
    address(&server.folder, &name)
}
