//! Paths below a partnership.

use serde::Deserialize;
use utoipa::IntoParams;

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
