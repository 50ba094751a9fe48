//! Paths below a partnership, and addresses of what was made there.

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
    #[param(inline)]
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
    #[param(inline)]
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
    #[param(inline)]
    pub form: FileForm,
}

/// The address of something below the partnerships: ids are of any script, an address is of ASCII (RFC 3986, 2.1).
#[must_use]
pub fn address(segments: &[&str]) -> String {
    let mut address = "/api/v1/partnerships".to_owned();
    for segment in segments {
        address.push('/');
        for byte in segment.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                address.push(char::from(byte));
            } else {
                address.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    address
}
