//! Whom the service calls: a mail server and a receiver of webhooks, on ports of their own, that take down what they hear.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value as Json;

/// Longer than anything takes that works.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers to give before the usual one.
type Answers = Arc<Mutex<VecDeque<&'static str>>>;

/// Somebody who listens.
pub struct Peer<T> {
    /// `127.0.0.1:PORT`.
    pub address: String,
    heard: Receiver<T>,
    answers: Answers,
}

/// A mail as a server got it.
#[derive(Debug)]
pub struct Mail {
    /// Addresses of the envelope.
    pub to: Vec<String>,
    /// The mail.
    pub data: String,
}

/// A request as a web server got it.
#[derive(Debug)]
pub struct Call {
    /// Method and path.
    pub line: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: String,
}

impl Call {
    /// A header.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

impl<T: Send + 'static> Peer<T> {
    fn listen(serve: fn(TcpStream, &Sender<T>, &Answers) -> Option<()>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let (sender, heard) = channel();
        let answers = Answers::default();
        let given = answers.clone();
        // The thread ends with the tests: it has nothing to finish.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (sender, given) = (sender.clone(), given.clone());
                thread::spawn(move || serve(stream, &sender, &given));
            }
        });
        Self {
            address,
            heard,
            answers,
        }
    }

    /// What it is to answer next, once.
    pub fn answer(&self, answer: &'static str) {
        self.answers.lock().expect("no panic").push_back(answer);
    }

    /// The next that it hears.
    pub fn next(&self) -> T {
        self.heard.recv_timeout(PATIENCE).expect("somebody calls")
    }

    /// All that it heard and nobody asked for yet.
    pub fn rest(&self) -> Vec<T> {
        self.heard.try_iter().collect()
    }
}

impl Peer<Mail> {
    /// A mail server. Its answers are those to the end of a mail.
    pub fn mail() -> Self {
        Self::listen(|stream, sender, answers| {
            let mut lines = BufReader::new(stream.try_clone().ok()?);
            let mut out = stream;
            let mut say = move |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).ok();
            say("220 peer")?;
            let (mut to, mut line) = (Vec::new(), String::new());
            while lines.read_line(&mut line).ok()? > 0 {
                match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                    "EHLO" => say("250 peer")?,
                    "RCPT" => {
                        to.push(line.trim().split_once(':')?.1.to_owned());
                        say("250 ok")?;
                    }
                    "DATA" => {
                        say("354 go on")?;
                        let mut data = String::new();
                        while !data.ends_with("\r\n.\r\n") {
                            lines.read_line(&mut data).ok()?;
                        }
                        sender
                            .send(Mail {
                                to: std::mem::take(&mut to),
                                data,
                            })
                            .ok()?;
                        let answer = answers.lock().ok()?.pop_front();
                        say(answer.unwrap_or("250 taken"))?;
                    }
                    "QUIT" => return say("221 bye"),
                    _ => say("250 ok")?,
                }
                line.clear();
            }
            Some(())
        })
    }
}

impl Peer<Call> {
    /// A web server. Its answers are the first lines of its responses.
    pub fn web() -> Self {
        Self::listen(|stream, sender, answers| {
            let mut reader = BufReader::new(stream.try_clone().ok()?);
            let mut first = String::new();
            reader.read_line(&mut first).ok()?;
            let (mut headers, mut line) = (Vec::new(), String::new());
            while {
                line.clear();
                reader.read_line(&mut line).ok()?;
                line != "\r\n"
            } {
                let (name, value) = line.split_once(':')?;
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            let length = headers.iter().find(|(name, _)| name == "content-length")?;
            let mut body = vec![0; length.1.parse().ok()?];
            reader.read_exact(&mut body).ok()?;
            let call = Call {
                line: first.trim().to_owned(),
                headers,
                body: String::from_utf8(body).ok()?,
            };
            sender.send(call).ok()?;
            let answer = answers.lock().ok()?.pop_front();
            let mut out = stream;
            write!(
                out,
                "HTTP/1.1 {}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                answer.unwrap_or("200 OK")
            )
            .ok()
        })
    }
}

/// Runs a script of Python: what it prints, as JSON. It reads what we wrote with a library that we did not write.
pub fn python(script: &str, input: &str) -> Json {
    let mut child = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let mut stdin = child.stdin.take().expect("input");
    stdin.write_all(input.as_bytes()).expect("a reader");
    drop(stdin);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}
