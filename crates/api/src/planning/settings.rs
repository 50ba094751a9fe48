//! A term's settings as somebody sends them, judged by the reader of `term.toml`.

use serde_json::{Map, Value as Json};
use yuandi_scheduler::term::Settings;

use super::folder::{BridgeError, OWN, term_row};
use super::import::RowFault;
use crate::db::terms;

/// Where the settings stand that are no columns of their own.
const REST: &str = "settings";

/// Why settings are not taken.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Every mistake, by the field it stands in.
    #[error("the settings have mistakes")]
    Faulty(Vec<RowFault>),
    /// A fault of ours.
    #[error(transparent)]
    Bridge(#[from] BridgeError),
}

/// A term of its fields: `name`, `zone`, `first_day`, `weeks`, and in `settings` the rest of `term.toml`.
///
/// # Errors
/// Every mistake at once.
pub fn read(mut fields: Map<String, Json>) -> Result<terms::Term, SettingsError> {
    let mut faults = Vec::new();
    let rest = match fields.remove(REST) {
        None | Some(Json::Null) => Map::new(),
        Some(Json::Object(rest)) => rest,
        Some(_) => {
            faults.push(fault(
                REST,
                "wrong-type",
                "it is no object",
                "Send what term.toml holds, as an object.",
            ));
            Map::new()
        }
    };
    for name in OWN.iter().filter(|name| rest.contains_key(**name)) {
        let field = format!("{REST}.{name}");
        faults.push(fault(
            &field,
            "unknown-key",
            "it stands beside the settings",
            "Send it once, outside.",
        ));
    }
    for name in fields.keys().filter(|name| !OWN.contains(&name.as_str())) {
        faults.push(fault(
            name,
            "unknown-key",
            "a term has no such field",
            "Rename or remove it.",
        ));
    }
    fields.retain(|name, _| OWN.contains(&name.as_str()));
    fields.extend(rest.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str())));
    // TOML has no word for nothing: what is null is absent.
    let table = toml(Json::Object(fields)).unwrap_or_else(|| toml::Table::new().into());
    let text = toml::to_string(&table).map_err(|error| BridgeError::Form(error.to_string()))?;
    match Settings::read(text.as_bytes()) {
        Ok(settings) if faults.is_empty() => Ok(term_row(&settings)?),
        Ok(_) => Err(SettingsError::Faulty(faults)),
        Err(found) => {
            faults.extend(found.into_iter().map(|fault| placed(fault.into())));
            Err(SettingsError::Faulty(faults))
        }
    }
}

/// A fault of `term.toml`, at the field that was sent.
fn placed(fault: RowFault) -> RowFault {
    let path: Vec<&str> = [fault.at.as_str(), fault.field.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let path = path.join(".");
    let own = OWN.contains(&path.as_str());
    RowFault {
        field: if own { path } else { format!("{REST}.{path}") },
        at: String::new(),
        ..fault
    }
}

fn fault(field: &str, code: &str, cause: &str, remedy: &str) -> RowFault {
    RowFault {
        file: "term.toml".to_owned(),
        at: String::new(),
        field: field.to_owned(),
        code: code.to_owned(),
        cause: cause.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// JSON as TOML, without what is null.
fn toml(json: Json) -> Option<toml::Value> {
    Some(match json {
        Json::Null => return None,
        Json::Bool(truth) => truth.into(),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64()?.into(),
        },
        Json::String(text) => text.into(),
        Json::Array(list) => list.into_iter().filter_map(toml).collect::<Vec<_>>().into(),
        Json::Object(fields) => {
            let fields = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name, toml(value)?)));
            fields.collect::<toml::Table>().into()
        }
    })
}
