//! Each of a term's tables as a file: the rows that its list shows the caller, under the columns of the term folder, so that an import
//! takes them again.

use crate::domain::records::{
    Absence, Choice, Exclusion, Formation, Hour, Lesson, Need, Person, Pin, Place, Placement, Position, Ranking, Team,
    Wish,
};

/// A route for each table: its module, record, name in the description, and path.
macro_rules! table_files {
    ($($module:ident: $record:ty, $name:literal, $path:literal;)*) => {
        $(mod $module {
            use actix_web::{HttpRequest, HttpResponse, get, web};

            use super::*;
            use crate::app::App;
            use crate::domain::caller::Caller;
            use crate::domain::permission::Permission;
            use crate::domain::records::Record;
            use crate::http::files::{FileOf, LanguageQuery, language};
            use crate::http::json::paths::TermFilePath;
            use crate::http::json::records::{self, TermPath};
            use crate::http::problem::Problem;
            use crate::planning::columns;

            /// The table as a file.
            #[utoipa::path(tag = "files", operation_id = concat!($name, ".file"),
                extensions(("x-permission" = json!(Permission::Read(<$record as Record>::AREA).to_string()))),
                params(TermFilePath, LanguageQuery), responses(
                (status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
                (status = "4XX", body = Problem, content_type = "application/problem+json"),
            ))]
            #[get($path)]
            pub(super) async fn file(
                app: web::Data<App>,
                caller: Caller,
                request: HttpRequest,
                path: web::Path<TermFilePath>,
                query: web::Query<LanguageQuery>,
            ) -> Result<HttpResponse, Problem> {
                let TermFilePath { partnership, term, form } = path.into_inner();
                let (title, columns) = columns::of::<$record>();
                let file = FileOf {
                    name: format!("{term}-{}", <$record as Record>::SHEET),
                    form,
                    language: language(query.lang, &request),
                };
                let path = TermPath { partnership, term };
                file.paged(title, columns, move |query| {
                    let (app, caller, path) = (app.clone(), caller.clone(), path.clone());
                    async move { records::list::<$record>(&app, &caller, path, &query).await }
                })
                .await
            }
        })*

        /// Adds the routes.
        pub(super) fn routes(config: &mut utoipa_actix_web::service_config::ServiceConfig<'_>) {
            $(config.service($module::file);)*
        }
    };
}

table_files! {
    places: Place, "place", "/partnerships/{partnership}/terms/{term}/places.{form}";
    people: Person, "person", "/partnerships/{partnership}/terms/{term}/people.{form}";
    teams: Team, "team", "/partnerships/{partnership}/terms/{term}/teams.{form}";
    timetables: Lesson, "timetable", "/partnerships/{partnership}/terms/{term}/timetables.{form}";
    hours: Hour, "hour", "/partnerships/{partnership}/terms/{term}/hours.{form}";
    needs: Need, "need", "/partnerships/{partnership}/terms/{term}/needs.{form}";
    wishes: Wish, "wish", "/partnerships/{partnership}/terms/{term}/wishes.{form}";
    fixed: Pin, "pin", "/partnerships/{partnership}/terms/{term}/fixed.{form}";
    excluded: Exclusion, "exclusion", "/partnerships/{partnership}/terms/{term}/excluded.{form}";
    absences: Absence, "absence", "/partnerships/{partnership}/terms/{term}/absences.{form}";
    formation: Formation, "formation", "/partnerships/{partnership}/terms/{term}/formation.{form}";
    positions: Position, "position", "/partnerships/{partnership}/terms/{term}/positions.{form}";
    choices: Choice, "choice", "/partnerships/{partnership}/terms/{term}/choices.{form}";
    rankings: Ranking, "ranking", "/partnerships/{partnership}/terms/{term}/rankings.{form}";
    placements: Placement, "placement", "/partnerships/{partnership}/terms/{term}/placements.{form}";
}
