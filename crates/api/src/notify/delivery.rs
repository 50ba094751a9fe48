//! One message: to whom, by which way, and what came of it.

use std::path::PathBuf;
use std::{fs, io};

use lettre::Address;
use lettre::message::Mailbox;
use serde::Deserialize;

use super::folder;
use super::invitation;
use super::letter::{Letter, letter};
use super::mail::{Mail, Mailer, compose};
use super::placement_letter::placement_letter;
use super::post::{Delivery, Poster};
use super::swap_letter::swap_letter;
use super::{backoff, signature};
use crate::app::App;
use crate::config::Config;
use crate::db::outbox::{Claimed, Outcome};
use crate::db::readers::{Reader, reader};
use crate::db::{self, webhooks};
use crate::domain::notice::{Change, Notice};
use crate::domain::placement_notice::PlacementNotice;
use crate::domain::swap_notice::SwapNotice;
use crate::feeds::Pages;
use crate::ical::Party;

/// Invitations in a mail at most. A new plan of a term has many duties a person: their calendar subscription shows them, and the
/// text names them all.
const INVITATIONS: usize = 40;

/// Why a message stays where it is whose reader can be written to in no way.
pub const NO_ADDRESS: &str = "no-address";

/// What people are written: the content of a message.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    /// A plan was published.
    Publication(Notice),
    /// Something happened to a swap.
    Swap(SwapNotice),
    /// A round of placement was published.
    Placement(PlacementNotice),
}

impl Content {
    fn term(&self) -> &str {
        match self {
            Self::Publication(notice) => &notice.term,
            Self::Swap(notice) => &notice.term,
            Self::Placement(notice) => &notice.term,
        }
    }

    fn letter(&self, reader: &Reader, url: &str) -> Letter {
        match self {
            Self::Publication(notice) => letter(notice, reader, url),
            Self::Swap(notice) => swap_letter(notice, reader, url),
            Self::Placement(notice) => placement_letter(notice, reader, url),
        }
    }

    /// What calendars change by: a swap alone changes none, nor does a placement.
    fn changes(&self) -> &[Change] {
        match self {
            Self::Publication(notice) => &notice.changes,
            Self::Swap(_) | Self::Placement(_) => &[],
        }
    }
}

/// The ways on which messages leave.
pub struct Sender {
    mailer: Option<Mailer>,
    folder: Option<PathBuf>,
    poster: Poster,
}

/// Why messages could not leave at all.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// The mail server's settings.
    #[error("{0}")]
    Mail(String),
    /// The folder for messages.
    #[error("message_folder {0}: {1}")]
    Folder(PathBuf, #[source] io::Error),
}

/// Why an attempt failed: a code, and whether another would too.
struct Failed {
    code: String,
    for_good: bool,
}

impl Failed {
    fn now(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            for_good: false,
        }
    }

    fn for_good(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            for_good: true,
        }
    }
}

impl From<db::Error> for Failed {
    fn from(error: db::Error) -> Self {
        tracing::error!(%error, "a message's reader could not be looked up");
        Self::now("database")
    }
}

impl Sender {
    /// The ways that the settings open. Nothing is connected yet.
    ///
    /// # Errors
    /// Settings that are wrong, a folder that cannot be made.
    pub fn new(config: &Config) -> Result<Self, SenderError> {
        if let Some(folder) = &config.message_folder {
            fs::create_dir_all(folder).map_err(|error| SenderError::Folder(folder.clone(), error))?;
        }
        let mailer = config.smtp.as_ref().map(Mailer::new).transpose();
        Ok(Self {
            mailer: mailer.map_err(SenderError::Mail)?,
            folder: config.message_folder.clone(),
            poster: Poster::new(config.webhooks_allow_private),
        })
    }

    /// Tries once to deliver a message.
    pub(super) async fn attempt(&self, app: &App, message: &Claimed) -> Outcome {
        let attempts = message.attempts - message.spent;
        if attempts > backoff::MOST {
            // Each attempt ended its worker before it could be settled.
            return Outcome::Dead("gave-up".to_owned());
        }
        let delivered = if message.channel == "webhook" {
            self.call(app, message).await
        } else {
            self.write_to(app, message).await
        };
        let Err(failed) = delivered else {
            return Outcome::Sent;
        };
        let pause = backoff::pause(attempts).filter(|_| !failed.for_good);
        match pause {
            Some(pause) => Outcome::Later(app.clock.now() + pause, failed.code),
            None => Outcome::Dead(failed.code),
        }
    }

    /// Calls a webhook.
    async fn call(&self, app: &App, message: &Claimed) -> Result<(), Failed> {
        let Claimed {
            partnership,
            id,
            recipient,
            content,
            ..
        } = message;
        if self.folder.is_some() {
            return self.file(format!("{id}.json"), content.clone().into_bytes()).await;
        }
        let target = webhooks::target(&app.db, partnership, recipient).await?;
        let (url, secret) = target.ok_or_else(|| Failed::for_good("recipient-gone"))?;
        let timestamp = app.clock.now();
        let signature =
            signature::sign(&secret, id, timestamp, content).ok_or_else(|| Failed::for_good("bad-secret"))?;
        let delivery = Delivery {
            url,
            id: id.clone(),
            timestamp,
            signature,
            body: content.clone(),
        };
        let poster = self.poster.clone();
        let answered = tokio::task::spawn_blocking(move || poster.post(delivery)).await;
        match answered.map_err(|_| Failed::now("panicked"))?.map_err(Failed::now)? {
            200..=299 => Ok(()),
            // Gone: Standard Webhooks lets a receiver end its subscription so.
            410 => {
                let (partnership, hook) = (partnership.clone(), recipient.clone());
                let done = app.db.write::<_, db::Error, _>(move |tx| {
                    Box::pin(async move { webhooks::switch_off(tx, &partnership, &hook).await })
                });
                done.await?;
                Err(Failed::for_good("http-410"))
            }
            status => Err(Failed::now(format!("http-{status}"))),
        }
    }

    /// Writes to a person.
    async fn write_to(&self, app: &App, message: &Claimed) -> Result<(), Failed> {
        let content: Content = serde_json::from_str(&message.content).map_err(|_| Failed::for_good("unreadable"))?;
        let reader = reader(&app.db, &message.partnership, &message.recipient, content.term()).await?;
        let reader = reader.ok_or_else(|| Failed::for_good("recipient-gone"))?;
        let public_url = app.config.public_url.as_str();
        let letter = content.letter(&reader, public_url);
        let Some(address) = &reader.email else {
            // Somebody has to tell them: the office sees it in the list of messages.
            self.folder.as_ref().ok_or_else(|| Failed::for_good(NO_ADDRESS))?;
            let text = format!("{}\n\n{}", letter.subject, letter.text);
            return self.file(format!("{}.txt", message.id), text.into_bytes()).await;
        };
        let to: Address = address.parse().map_err(|_| Failed::for_good("bad-address"))?;
        if self.folder.is_some() {
            let from = Address::new("yuandi", &reader.domain).map_err(|_| Failed::for_good("bad-domain"))?;
            let mail = mail(message, public_url, content.changes(), &reader, &letter, (from, to))?;
            return self.file(format!("{}.eml", message.id), mail.formatted()).await;
        }
        let mailer = self.mailer.as_ref().ok_or_else(|| Failed::for_good("no-mail-server"))?;
        let from = mailer.from.clone();
        let mail = mail(message, public_url, content.changes(), &reader, &letter, (from, to))?;
        mailer.send(mail).await.map_err(|refused| Failed {
            code: refused.code,
            for_good: refused.for_good,
        })
    }

    async fn file(&self, name: String, content: Vec<u8>) -> Result<(), Failed> {
        let folder = self.folder.clone().unwrap_or_default();
        let written = tokio::task::spawn_blocking(move || folder::write(&folder, &name, &content)).await;
        match written {
            Ok(Ok(())) => Ok(()),
            _ => Err(Failed::now("folder")),
        }
    }
}

/// The mail of a letter, with an invitation a change.
fn mail(
    message: &Claimed,
    public_url: &str,
    changes: &[Change],
    reader: &Reader,
    letter: &Letter,
    (from, to): (Address, Address),
) -> Result<lettre::Message, Failed> {
    let party = |name: &str, address: &Address| Party {
        name: name.to_owned(),
        address: address.to_string(),
    };
    let (organizer, attendee) = (party(&reader.partnership, &from), party(&reader.name, &to));
    let pages = Pages {
        public_url,
        partnership: &message.partnership,
    };
    let invitations = changes.iter().take(INVITATIONS);
    let parts = invitations.filter_map(|change| {
        let part = invitation::part(change, pages, &organizer, &attendee);
        part.inspect_err(|error| tracing::warn!(%error, "a duty makes no invitation"))
            .ok()
    });
    let mail = Mail {
        id: &message.id,
        domain: &reader.domain,
        from: Mailbox::new(Some(reader.partnership.clone()), from),
        to: Mailbox::new(Some(reader.name.clone()), to),
        created: message.created,
        letter,
        parts: parts.collect(),
    };
    compose(mail).map_err(|_| Failed::for_good("not-a-mail"))
}
