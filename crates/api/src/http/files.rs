//! Tables as files to download: which form and language, and rows as they come, so that no table has to fit into memory at once.

use std::future::Future;

use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_LANGUAGE, ContentDisposition, DispositionParam, DispositionType, Header as _, VARY,
};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http};
use futures_util::stream::{self, StreamExt as _};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::page::{Page, PageQuery};
use super::problem::{FieldError, Problem};
use crate::domain::account::Language;
use crate::tables::{Column, Csv, MOST_ROWS, Table, Title, WorkbookError, workbook};

/// Rows that are read at once: the most of a page.
const AT_ONCE: u16 = 1000;
/// What a workbook is.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The form of a file: the ending of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FileForm {
    /// Texts with commas, UTF-8 with a byte order mark.
    Csv,
    /// A workbook.
    Xlsx,
}

impl FileForm {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => XLSX,
        }
    }
}

/// In which language titles are.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LanguageQuery {
    /// `zh` or `en`; what `Accept-Language` prefers when absent, and else Chinese.
    #[serde(default)]
    pub lang: Option<Lang>,
}

/// A language of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// The language of a file that somebody asks for.
#[must_use]
pub fn language(lang: Option<Lang>, request: &HttpRequest) -> Language {
    match lang {
        Some(Lang::Zh) => return Language::Chinese,
        Some(Lang::En) => return Language::English,
        None => {}
    }
    let accepted = http::header::AcceptLanguage::parse(request).map(|accepted| accepted.ranked());
    let known = accepted.into_iter().flatten().find_map(|tag| {
        let tag = tag.to_string().to_ascii_lowercase();
        match tag.split('-').next() {
            Some("zh") => Some(Language::Chinese),
            Some("en") => Some(Language::English),
            _ => None,
        }
    });
    known.unwrap_or_default()
}

/// A file that is asked for.
#[derive(Clone, Debug)]
pub struct FileOf {
    /// What it is called, without its ending.
    pub name: String,
    /// Its form.
    pub form: FileForm,
    /// In which language.
    pub language: Language,
}

impl FileOf {
    fn response(&self) -> HttpResponseBuilder {
        let disposition = ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(format!(
                "{}.{}",
                self.name,
                self.form.ending()
            ))],
        };
        let mut response = HttpResponse::Ok();
        response
            .content_type(self.form.content_type())
            .insert_header((CONTENT_DISPOSITION, disposition))
            .insert_header((CONTENT_LANGUAGE, self.language.tag()))
            .insert_header((VARY, "Accept-Language"));
        response
    }

    /// The rows of a list of the interface, page after page.
    ///
    /// # Errors
    /// Those of the first page; of a workbook those of every page, and 422 where it would have too many rows. A CSV file that
    /// cannot be read to its end breaks off.
    pub async fn paged<T, F, Fut>(self, title: Title, columns: Vec<Column>, pages: F) -> Result<HttpResponse, Problem>
    where
        T: Serialize + 'static,
        F: Fn(PageQuery) -> Fut + 'static,
        Fut: Future<Output = Result<Page<T>, Problem>>,
    {
        let first = pages(after(None)).await?;
        if self.form == FileForm::Xlsx {
            return self.sheet(title, &columns, first, pages).await;
        }
        let csv = Csv(self.language);
        let titles: Vec<Title> = columns.iter().map(|column| column.title().clone()).collect();
        let head = stream::iter([Ok::<_, Problem>(Bytes::from(csv.head(&titles)))]);
        let rows = stream::try_unfold((Some(Step::Page(first)), pages), move |(step, pages)| {
            let columns = columns.clone();
            async move {
                let page = match step {
                    None => return Ok(None),
                    Some(Step::Page(page)) => page,
                    Some(Step::After(cursor)) => pages(after(Some(cursor))).await?,
                };
                let bytes = Bytes::from(csv.rows(&Column::cells(&columns, &page.items)));
                Ok(Some((bytes, (page.next.map(Step::After), pages))))
            }
        });
        Ok(self.response().streaming(head.chain(rows)))
    }

    async fn sheet<T, F, Fut>(
        self,
        title: Title,
        columns: &[Column],
        first: Page<T>,
        pages: F,
    ) -> Result<HttpResponse, Problem>
    where
        T: Serialize,
        F: Fn(PageQuery) -> Fut,
        Fut: Future<Output = Result<Page<T>, Problem>>,
    {
        let mut rows = Column::cells(columns, &first.items);
        let mut next = first.next;
        while let Some(cursor) = next {
            let page = pages(after(Some(cursor))).await?;
            rows.extend(Column::cells(columns, &page.items));
            next = page.next;
            if rows.len() > MOST_ROWS {
                return Err(WorkbookError::TooManyRows.into());
            }
        }
        let table = Table {
            name: title,
            columns: columns.iter().map(|column| column.title().clone()).collect(),
            rows,
        };
        self.book(vec![table]).await
    }

    /// Tables as sheets of one workbook.
    ///
    /// # Errors
    /// 422 of what does not fit into one.
    pub async fn book(self, tables: Vec<Table>) -> Result<HttpResponse, Problem> {
        let language = self.language;
        let written = tokio::task::spawn_blocking(move || workbook(&tables, language));
        let bytes = written.await.map_err(Problem::internal)??;
        Ok(self.response().body(bytes))
    }

    /// One table in either form.
    ///
    /// # Errors
    /// 422 of what does not fit into a workbook.
    pub async fn table(self, table: Table) -> Result<HttpResponse, Problem> {
        match self.form {
            FileForm::Csv => Ok(self.response().body(table.csv(self.language))),
            FileForm::Xlsx => self.book(vec![table]).await,
        }
    }
}

/// What a file comes to next.
enum Step<T> {
    /// A page that was read.
    Page(Page<T>),
    /// The page after a cursor.
    After(String),
}

fn after(cursor: Option<String>) -> PageQuery {
    PageQuery {
        limit: Some(AT_ONCE),
        cursor,
    }
}

impl From<WorkbookError> for Problem {
    fn from(error: WorkbookError) -> Self {
        let code = match error {
            WorkbookError::TooManyRows => "too-many-rows",
            WorkbookError::TooLong => "too-long",
            WorkbookError::Writer(error) => return Self::internal(error),
        };
        let remedy = "Ask for the file as CSV.";
        Self::invalid(vec![FieldError::new("", code, error.to_string(), remedy)])
    }
}
