//! Which zone a TZID means.

use std::collections::HashMap;

use chrono_tz::Tz;

/// What one VTIMEZONE of the file says of itself.
#[derive(Debug, Default)]
pub(super) struct Definition {
    pub(super) id: Option<String>,
    /// X-LIC-LOCATION: the name in the tz database.
    pub(super) location: Option<String>,
    /// TZOFFSETTO of its blocks, as long as they agree.
    offset: Option<String>,
    varies: bool,
}

impl Definition {
    /// Notes the TZOFFSETTO of a STANDARD or DAYLIGHT block.
    pub(super) fn add_offset(&mut self, offset: &str) {
        self.varies |= self.offset.as_ref().is_some_and(|known| known != offset);
        self.offset.get_or_insert_with(|| offset.to_owned());
    }
}

/// The zones a file defines.
#[derive(Debug, Default)]
pub(super) struct Zones {
    defined: HashMap<String, Definition>,
}

impl Zones {
    pub(super) fn define(&mut self, mut definition: Definition) {
        if let Some(id) = definition.id.take() {
            self.defined.insert(id, definition);
        }
    }

    /// The zone that `id` names: in the tz database, at the end of a path (`/mozilla.org/20050126_1/Asia/Shanghai`),
    /// in Windows, or by what the file's own definition says.
    pub(super) fn resolve(&self, id: &str) -> Option<Tz> {
        known(id).or_else(|| {
            let definition = self.defined.get(id)?;
            definition
                .location
                .as_deref()
                .and_then(known)
                .or_else(|| match &definition.offset {
                    Some(offset) if !definition.varies => fixed(offset),
                    _ => None,
                })
        })
    }
}

fn known(id: &str) -> Option<Tz> {
    let id = id.trim();
    let tails = id.match_indices('/').map(|(slash, _)| &id[slash + 1..]);
    let found = std::iter::once(id).chain(tails).find_map(|name| name.parse().ok());
    found.or_else(|| {
        WINDOWS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(id))
            .map(|&(_, zone)| zone)
    })
}

/// A zone of whole hours from UTC for `+0800`. The tz database counts these westward.
fn fixed(offset: &str) -> Option<Tz> {
    let (sign, digits) = offset.split_at_checked(1)?;
    let hours: u8 = digits
        .strip_suffix("00")
        .filter(|hours| hours.len() == 2)?
        .parse()
        .ok()?;
    let sign = match sign {
        "+" => '-',
        "-" => '+',
        _ => return None,
    };
    format!("Etc/GMT{sign}{hours}").parse().ok()
}

/// Names used by Windows, Exchange and phones for zones that guests of the university come from.
const WINDOWS: &[(&str, Tz)] = &[
    ("China Standard Time", Tz::Asia__Shanghai),
    ("(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", Tz::Asia__Shanghai),
    ("(GMT+08:00) Beijing, Chongqing, Hong Kong, Urumqi", Tz::Asia__Shanghai),
    ("中国标准时间", Tz::Asia__Shanghai),
    ("Asia/Beijing", Tz::Asia__Shanghai),
    ("GMT+8", Tz::Asia__Shanghai),
    ("UTC+8", Tz::Asia__Shanghai),
    ("GMT+0800", Tz::Asia__Shanghai),
    ("GMT+08:00", Tz::Asia__Shanghai),
    ("UTC+08:00", Tz::Asia__Shanghai),
    ("Taipei Standard Time", Tz::Asia__Taipei),
    ("Singapore Standard Time", Tz::Asia__Singapore),
    ("Tokyo Standard Time", Tz::Asia__Tokyo),
    ("Korea Standard Time", Tz::Asia__Seoul),
    ("SE Asia Standard Time", Tz::Asia__Bangkok),
    ("Ulaanbaatar Standard Time", Tz::Asia__Ulaanbaatar),
    ("Central Asia Standard Time", Tz::Asia__Bishkek),
    ("India Standard Time", Tz::Asia__Kolkata),
    ("Pakistan Standard Time", Tz::Asia__Karachi),
    ("Arabian Standard Time", Tz::Asia__Dubai),
    ("Arab Standard Time", Tz::Asia__Riyadh),
    ("AUS Eastern Standard Time", Tz::Australia__Sydney),
    ("New Zealand Standard Time", Tz::Pacific__Auckland),
    ("Russian Standard Time", Tz::Europe__Moscow),
    ("GTB Standard Time", Tz::Europe__Bucharest),
    ("FLE Standard Time", Tz::Europe__Kyiv),
    ("W. Europe Standard Time", Tz::Europe__Berlin),
    ("Central Europe Standard Time", Tz::Europe__Budapest),
    ("Central European Standard Time", Tz::Europe__Warsaw),
    ("Romance Standard Time", Tz::Europe__Paris),
    ("GMT Standard Time", Tz::Europe__London),
    ("Greenwich Standard Time", Tz::Atlantic__Reykjavik),
    ("E. South America Standard Time", Tz::America__Sao_Paulo),
    ("Atlantic Standard Time", Tz::America__Halifax),
    ("Eastern Standard Time", Tz::America__New_York),
    ("Central Standard Time", Tz::America__Chicago),
    ("Mountain Standard Time", Tz::America__Denver),
    ("Pacific Standard Time", Tz::America__Los_Angeles),
    ("Hawaiian Standard Time", Tz::Pacific__Honolulu),
    ("Coordinated Universal Time", Tz::UTC),
    ("tzone://Microsoft/Utc", Tz::UTC),
];
