//! Paths below a partnership.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::files::FileForm;

/// Whose.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PartnershipPath {
    /// Partnership.
    pub partnership: String,
}

/// Whose, and which.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ItemPath {
    /// Partnership.
    pub partnership: String,
    /// Its id.
    pub id: String,
}

/// A file of a partnership.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FilePath {
    /// Partnership.
    pub partnership: String,
    /// `csv` or `xlsx`.
    pub form: FileForm,
}

/// A file of a term.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TermFilePath {
    /// Partnership.
    pub partnership: String,
    /// Term.
    pub term: String,
    /// `csv` or `xlsx`.
    pub form: FileForm,
}

/// A file about one row of a term's table.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RowFilePath {
    /// Partnership.
    pub partnership: String,
    /// Term.
    pub term: String,
    /// Its id.
    pub id: String,
    /// `csv` or `xlsx`.
    pub form: FileForm,
}
