//! E-mail: a letter with its invitations (RFC 6047), and the server that takes it.

use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::response::Severity;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::invitation::Part;
use super::letter::Letter;
use crate::config::Smtp;

/// How long a mail server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// A connection to a mail server, made when it is needed.
pub(super) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    pub(super) from: Address,
}

/// A mail to write.
pub(super) struct Mail<'a> {
    /// Of the message: the same for every attempt, so that a mail that comes twice is known for one.
    pub(super) id: &'a str,
    /// After the `@` of the mail's id.
    pub(super) domain: &'a str,
    pub(super) from: Mailbox,
    pub(super) to: Mailbox,
    /// When it was written, in seconds since 1970.
    pub(super) created: i64,
    pub(super) letter: &'a Letter,
    pub(super) parts: Vec<Part>,
}

/// Why a mail was not taken, as a code.
pub(super) struct Refused {
    pub(super) code: String,
    /// Whether another attempt would end the same.
    pub(super) for_good: bool,
}

impl Mailer {
    /// A mailer; nothing is connected yet.
    ///
    /// # Errors
    /// An address that is none.
    pub(super) fn new(smtp: &Smtp) -> Result<Self, String> {
        // The URL's own error may quote a password.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.url)
            .map_err(|_| "smtp.url is no mail server's address".to_owned())?;
        let from: Mailbox = smtp.from.parse().map_err(|error| format!("smtp.from: {error}"))?;
        Ok(Self {
            transport: builder.timeout(Some(PATIENCE)).build(),
            from: from.email,
        })
    }

    /// Hands a mail over.
    pub(super) async fn send(&self, mail: Message) -> Result<(), Refused> {
        let Err(error) = self.transport.send(mail).await else {
            return Ok(());
        };
        let code = match error.status() {
            Some(code) => format!("smtp-{code}"),
            None if error.is_timeout() => "smtp-timeout".to_owned(),
            None if error.is_tls() => "smtp-tls".to_owned(),
            None => "smtp-unreachable".to_owned(),
        };
        // 550 to 559: the mailbox does not exist or the mail is not wanted. Other refusals, of a password say, can be mended.
        let about_the_mail = |code: &lettre::transport::smtp::response::Code| {
            code.severity == Severity::PermanentNegativeCompletion && (*code).to_string().starts_with("55")
        };
        let for_good = error.status().as_ref().is_some_and(about_the_mail);
        Err(Refused { code, for_good })
    }
}

/// Writes a mail. One invitation stands beside the text as another form of it, which mail programs show best; several follow it.
///
/// # Errors
/// What a mail cannot hold.
pub(super) fn compose(mail: Mail<'_>) -> Result<Message, lettre::error::Error> {
    let created = SystemTime::UNIX_EPOCH + Duration::from_secs(mail.created.unsigned_abs());
    let builder = Message::builder()
        .from(mail.from)
        .to(mail.to)
        .subject(&mail.letter.subject)
        .date(created)
        .message_id(Some(format!("<{}@{}>", mail.id, mail.domain)))
        // RFC 3834: out-of-office programs stay silent.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    let text = SinglePart::plain(mail.letter.text.clone());
    let mut parts = mail.parts.into_iter();
    match (parts.next(), parts.len()) {
        (None, _) => builder.singlepart(text),
        (Some(only), 0) => {
            let calendar = SinglePart::builder().header(content_type(only.method)).body(only.file);
            builder.multipart(MultiPart::alternative().singlepart(text).singlepart(calendar))
        }
        (Some(first), _) => {
            let mut all = MultiPart::mixed().singlepart(text);
            for (number, part) in (1..).zip(std::iter::once(first).chain(parts)) {
                let name = ContentDisposition::attachment(&format!("{number}.ics"));
                let calendar = SinglePart::builder().header(content_type(part.method)).header(name);
                all = all.singlepart(calendar.body(part.file));
            }
            builder.multipart(all)
        }
    }
}

/// The method in the part's type must be that of the calendar in it.
fn content_type(method: &str) -> ContentType {
    let text = format!("text/calendar; charset=utf-8; method={method}; component=VEVENT");
    text.parse().unwrap_or(ContentType::TEXT_PLAIN)
}
