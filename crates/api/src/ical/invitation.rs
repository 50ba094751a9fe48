//! Invitations by mail (RFC 5546, RFC 6047): one event of a feed, to one person, under the UID and SEQUENCE that the feed has.

use super::feed::{Event, WriteError, check};
use super::text::is_plain;
use super::write::Writer;

/// An event, who asks, and who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The event; a cancelled one makes a cancellation.
    pub event: Event,
    /// Who asks.
    pub organizer: Party,
    /// Who is asked.
    pub attendee: Party,
}

/// Somebody with a mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
}

impl Invitation {
    /// The method, which the mail's part has to name too: `REQUEST` or `CANCEL`.
    #[must_use]
    pub fn method(&self) -> &'static str {
        if self.event.cancelled { "CANCEL" } else { "REQUEST" }
    }
}

/// The bytes of an invitation, or of a cancellation.
///
/// # Errors
/// Refuses what [`super::write()`] refuses, and addresses that would not stand on a line.
pub fn invite(invitation: &Invitation) -> Result<String, WriteError> {
    let Invitation {
        event,
        organizer,
        attendee,
    } = invitation;
    check(std::slice::from_ref(event))?;
    for Party { address, .. } in [organizer, attendee] {
        if !is_plain(address) || !address.contains('@') || address.contains('"') {
            return Err(WriteError::BadAddress {
                address: address.clone(),
            });
        }
    }
    let mut writer = Writer::with_capacity(2048);
    writer.begin(invitation.method());
    writer.zones(event.zone, &[event])?;
    writer.event(event, |writer| {
        writer.line(&format!("ORGANIZER{}", common_name(&organizer.name)), |line| {
            line.extend(["mailto:", &organizer.address]);
        });
        // The plan has decided: nobody is asked to answer, and calendars show the duty as accepted.
        let role = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
        writer.line(&format!("ATTENDEE;{role}{}", common_name(&attendee.name)), |line| {
            line.extend(["mailto:", &attendee.address]);
        });
    });
    Ok(writer.end())
}

/// A name as a parameter: quoted, with what cannot stand in quotes written as RFC 6868 has it.
fn common_name(name: &str) -> String {
    let mut out = String::from(";CN=\"");
    for c in name.chars() {
        match c {
            '"' => out.push_str("^'"),
            '^' => out.push_str("^^"),
            '\n' | '\u{2028}' | '\u{2029}' => out.push_str("^n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
