//! A document whose fields are read one after another, so that a bad one does not hide the next.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::message;
use crate::format::Fault;

/// A JSON object, and what is wrong with it.
pub struct Document {
    file: String,
    /// Path of the object in the file, with a full stop at the end unless it is the whole file.
    path: String,
    fields: Map<String, Value>,
    faults: Vec<Fault>,
}

impl Document {
    pub fn new(file: &str, value: Value) -> Self {
        let mut document = Self {
            file: file.into(),
            path: String::new(),
            fields: Map::new(),
            faults: Vec::new(),
        };
        match value {
            Value::Object(fields) => document.fields = fields,
            _ => document.faults.push(message::not_an("object", file, "")),
        }
        document
    }

    pub fn faults(self) -> Vec<Fault> {
        self.faults
    }

    /// A field that must be there.
    pub fn required<T: DeserializeOwned>(&mut self, field: &str) {
        if self.fields.contains_key(field) {
            self.optional::<T>(field);
        } else {
            self.missing(field);
        }
    }

    /// A field that may be absent.
    pub fn optional<T: DeserializeOwned>(&mut self, field: &str) {
        if let Some(value) = self.fields.remove(field) {
            let at = format!("{}{field}", self.path);
            self.entry::<T>(&at, value);
        }
    }

    /// A list that must be there, row by row.
    pub fn required_list<T: DeserializeOwned>(&mut self, field: &str) {
        if !self.fields.contains_key(field) {
            self.missing(field);
        }
        self.list::<T>(field);
    }

    /// A list, row by row.
    pub fn list<T: DeserializeOwned>(&mut self, field: &str) {
        match self.fields.remove(field) {
            None => {}
            Some(Value::Array(rows)) => {
                for (index, row) in rows.into_iter().enumerate() {
                    let at = format!("{}{field}[{index}]", self.path);
                    self.entry::<T>(&at, row);
                }
            }
            Some(_) => {
                let at = format!("{}{field}", self.path);
                self.faults.push(message::not_an("list", &self.file, &at));
            }
        }
    }

    /// An object with lists of its own, which may be absent or null.
    pub fn within(&mut self, field: &str, read: impl FnOnce(&mut Self)) {
        let at = format!("{}{field}", self.path);
        match self.fields.remove(field) {
            None | Some(Value::Null) => {}
            Some(Value::Object(fields)) => {
                let mut inner = Self {
                    file: self.file.clone(),
                    path: format!("{at}."),
                    fields,
                    faults: Vec::new(),
                };
                read(&mut inner);
                self.faults.append(&mut inner.faults);
            }
            Some(_) => self.faults.push(message::not_an("object", &self.file, &at)),
        }
    }

    fn missing(&mut self, field: &str) {
        self.faults.push(message::missing(&self.file, &self.path, field));
    }

    fn entry<T: DeserializeOwned>(&mut self, at: &str, value: Value) {
        if let Err(error) = serde_path_to_error::deserialize::<_, T>(value) {
            let field = error.path().to_string();
            let field = if field == "." { "" } else { &field };
            self.faults
                .push(message::misfit(&self.file, at, field, &error.inner().to_string()));
        }
    }
}
