//! Accounts: people who sign in. They are deactivated, never deleted: what they did stays theirs.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::instant::Instant;
use super::role::Roles;

/// A language of messages and pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[sqlx(type_name = "text")]
pub enum Language {
    /// Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    #[sqlx(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    #[sqlx(rename = "en")]
    English,
}

impl Language {
    /// Its tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// An account as the office sees it; nothing of its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow, ToSchema)]
pub struct Account {
    /// Id.
    pub id: String,
    /// What its owner types in.
    pub login: String,
    /// Name.
    pub name: String,
    /// Roles.
    #[sqlx(try_from = "String")]
    pub roles: Roles,
    /// The person of the terms' tables that it is.
    pub person: Option<String>,
    /// What a grid worker or building leader answers for.
    pub grid: Option<String>,
    /// Address for messages.
    pub email: Option<String>,
    /// Of messages and pages.
    pub language: Language,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether its owner has set a password.
    pub has_password: bool,
    /// When it was opened.
    pub created: Instant,
    /// Rises with every change: the ETag.
    pub version: i64,
}

/// A login as it is kept and compared: nobody remembers capitals.
#[must_use]
pub fn normal_login(login: &str) -> String {
    login.trim().to_lowercase()
}
