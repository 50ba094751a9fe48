//! A row as it is sent. Each field is read for itself, so that whoever sends a row hears of all that is wrong in it at once.

use serde_json::{Map, Value as Json};

use crate::domain::records::{Kind, Record};
use crate::http::problem::{FieldError, Problem};
use crate::planning::import::RowFault;

/// What is sent.
pub type Fields = Map<String, Json>;

/// A row, with something harmless in place of every field that does not read, and why those do not.
#[derive(Clone, Debug)]
pub struct Draft<R> {
    /// The row.
    pub record: R,
    wrong: Vec<FieldError>,
}

impl<R: Record> Draft<R> {
    /// Reads every field.
    ///
    /// # Errors
    /// A fault of ours alone; what is wrong with the fields comes with [`Draft::judged`].
    pub fn read(mut sent: Fields) -> Result<Self, Problem> {
        let id = if R::NAMED { Kind::Text } else { Kind::MaybeText };
        let mut fields = Fields::new();
        let mut wrong = Vec::new();
        for (name, kind) in [("id", id)].iter().chain(R::COLUMNS) {
            let value = sent.remove(*name).unwrap_or_default();
            let fine = fits(*kind, &value);
            if !fine {
                wrong.push(misfit(name, *kind, &value));
            }
            let value = Some(value).filter(|value| fine && !value.is_null());
            fields.insert((*name).to_owned(), value.unwrap_or_else(|| harmless(*kind)));
        }
        if !R::NAMED {
            // The service gives it.
            fields.remove("id");
        }
        wrong.extend(sent.keys().map(|name| {
            let remedy = "Rename or remove it.";
            FieldError::new(name, "unknown-field", "a row of this table has no such field", remedy)
        }));
        let record = serde_json::from_value(Json::Object(fields)).map_err(Problem::internal)?;
        Ok(Self { record, wrong })
    }

    /// A field that says whose the row is.
    ///
    /// # Errors
    /// 422 if it does not read.
    pub fn text(&self, field: &str) -> Result<String, Problem> {
        if self.wrong.iter().any(|error| error.field == field) {
            return Err(Problem::invalid(self.wrong.clone()));
        }
        let json = serde_json::to_value(&self.record).map_err(Problem::internal)?;
        Ok(json[field].as_str().unwrap_or_default().to_owned())
    }

    /// The row, if neither a field does not read nor its content has faults.
    ///
    /// # Errors
    /// 422 with all of them.
    pub fn judged(self, faults: Vec<RowFault>) -> Result<R, Problem> {
        let mut wrong = self.wrong;
        // Of a field that does not read, the content says nothing.
        let told: Vec<String> = wrong.iter().map(|error| error.field.clone()).collect();
        wrong.extend(
            faults
                .into_iter()
                .filter(|fault| !told.contains(&fault.field))
                .map(FieldError::from),
        );
        if wrong.is_empty() {
            Ok(self.record)
        } else {
            Err(Problem::invalid(wrong))
        }
    }
}

fn fits(kind: Kind, value: &Json) -> bool {
    match kind {
        Kind::Text => value.is_string(),
        Kind::MaybeText => value.is_string() || value.is_null(),
        Kind::Whole => value.is_i64(),
        Kind::MaybeWhole => value.is_i64() || value.is_null(),
        Kind::Metres => value.is_number(),
        Kind::List => match value {
            Json::Null => true,
            Json::Array(entries) => entries.iter().all(Json::is_string),
            _ => false,
        },
    }
}

/// What stands in place of a value that does not read, or is absent.
fn harmless(kind: Kind) -> Json {
    match kind {
        Kind::Text => "".into(),
        Kind::MaybeText | Kind::MaybeWhole => Json::Null,
        Kind::Whole | Kind::Metres => 0.into(),
        Kind::List => Json::Array(Vec::new()),
    }
}

fn misfit(name: &str, kind: Kind, value: &Json) -> FieldError {
    if value.is_null() {
        return FieldError::new(name, "missing-value", "the field is missing", "Fill it in.");
    }
    let wanted = match kind {
        Kind::Text | Kind::MaybeText => "a text",
        Kind::Whole | Kind::MaybeWhole => "a whole number",
        Kind::Metres => "a number",
        Kind::List => "a list of texts",
    };
    let remedy = "Send the field as the API's description has it.";
    FieldError::new(name, "does-not-read", format!("it is not {wanted}"), remedy)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Draft, Fields};
    use crate::domain::records::{Absence, Need, Place};
    use crate::planning::import::RowFault;

    fn fields(json: serde_json::Value) -> Fields {
        serde_json::from_value(json).expect("an object")
    }

    #[test]
    fn every_field_that_does_not_read_is_told() {
        let sent = fields(
            json!({"id": 7, "kind": null, "place": "p", "minutes": "45", "from": "x", "skills": [1], "mintues": 4}),
        );
        let draft = Draft::<Need>::read(sent).expect("a draft");
        let fault = |field: &str| RowFault {
            file: "needs".into(),
            at: String::new(),
            field: field.into(),
            code: "c".into(),
            cause: "c".into(),
            remedy: "r".into(),
        };
        let problem = draft.judged(vec![fault("minutes"), fault("from")]).expect_err("faults");
        let told: Vec<String> = problem
            .errors
            .iter()
            .map(|e| format!("{} {}", e.field, e.code))
            .collect();
        let wanted = [
            "id does-not-read",
            "kind missing-value",
            "minutes does-not-read",
            "to missing-value",
            "skills does-not-read",
            "unserved missing-value",
            "mintues unknown-field",
            "from c",
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn what_may_be_absent_may() {
        let draft = Draft::<Place>::read(fields(json!({"id": "p", "name": "P", "x": 0, "y": 1.5}))).expect("a draft");
        let place = draft.judged(Vec::new()).expect("a place");
        assert_eq!((place.y, place.grid), (1.5, None));
        let away = fields(json!({"team": "t", "start": "2026-09-07 08:00", "end": "2026-09-07 09:00"}));
        assert!(
            Draft::<Absence>::read(away)
                .expect("a draft")
                .judged(Vec::new())
                .is_ok()
        );
    }
}
