//! Lists of a partnership as files: accounts, subscriptions and how they are read, messages, the trail. They show what the lists show:
//! no secret is in any of them.

use super::{account, audit, feed, message};
use crate::tables::{Column, Title};

/// A route for each list: its module, what its caller must be allowed, its name in the description, its path, whose pages it has, and
/// its columns.
macro_rules! list_files {
    ($($module:ident: $permission:literal, $name:literal, $path:literal, $page:path, $title:expr, $columns:expr;)*) => {
        $(mod $module {
            use actix_web::{HttpRequest, HttpResponse, get, web};

            use super::*;
            use crate::app::App;
            use crate::domain::caller::Caller;
            use crate::http::files::{FileOf, LanguageQuery, language};
            use crate::http::json::paths::FilePath;
            use crate::http::problem::Problem;

            /// The list as a file.
            #[utoipa::path(tag = "files", operation_id = concat!($name, ".file"), extensions(("x-permission" = json!($permission))),
                params(FilePath, LanguageQuery), responses(
                (status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
                (status = "4XX", body = Problem, content_type = "application/problem+json"),
            ))]
            #[get($path)]
            pub(super) async fn file(
                app: web::Data<App>,
                caller: Caller,
                request: HttpRequest,
                path: web::Path<FilePath>,
                query: web::Query<LanguageQuery>,
            ) -> Result<HttpResponse, Problem> {
                let FilePath { partnership, form } = path.into_inner();
                let file = FileOf {
                    name: format!("{partnership}-{}", stringify!($module)),
                    form,
                    language: language(query.lang, &request),
                };
                file.paged($title, $columns.to_vec(), move |query| {
                    let (app, caller, partnership) = (app.clone(), caller.clone(), partnership.clone());
                    async move { $page(&app, &caller, &partnership, &query).await }
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

list_files! {
    accounts: "accounts.read", "account", "/partnerships/{partnership}/accounts.{form}", account::page,
        Title::new("账号", "accounts"), ACCOUNTS;
    feeds: "feeds.read", "feed", "/partnerships/{partnership}/feeds.{form}", feed::page, Title::new("日历订阅", "feeds"), FEEDS;
    messages: "messages.read", "message", "/partnerships/{partnership}/messages.{form}", message::page,
        Title::new("消息", "messages"), MESSAGES;
    audit_trail: "audit.read", "audit", "/partnerships/{partnership}/audit.{form}", audit::page,
        Title::new("操作记录", "audit trail"), TRAIL;
}

const ACCOUNTS: &[Column] = &[
    Column::new("id", "编号", "id"),
    Column::new("login", "登录名", "login"),
    Column::new("name", "姓名", "name"),
    Column::new("roles", "角色", "roles"),
    Column::new("person", "人员", "person"),
    Column::new("grid", "网格", "grid"),
    Column::new("email", "邮箱", "email"),
    Column::new("language", "语言", "language"),
    Column::new("active", "可登录", "active"),
    Column::new("has_password", "已设密码", "has password"),
    Column::instant("created", "开通时间", "opened"),
];

const FEEDS: &[Column] = &[
    Column::new("id", "编号", "id"),
    Column::new("kind", "类别", "kind"),
    Column::new("subject", "对象", "subject"),
    Column::new("omit_cancelled", "略去已取消", "omits what is called off"),
    Column::instant("created", "开通时间", "made"),
    Column::instant("revoked", "撤销时间", "withdrawn"),
    Column::instant("fetched", "最近读取", "last read"),
    Column::new("client", "读取程序", "by which program"),
    Column::new("fetches", "读取次数", "times read"),
    Column::new("silent", "久未读取", "silent"),
];

const MESSAGES: &[Column] = &[
    Column::new("id", "编号", "id"),
    Column::new("channel", "渠道", "channel"),
    Column::new("recipient", "收件人", "recipient"),
    Column::new("cause", "起因", "cause"),
    Column::new("state", "状态", "state"),
    Column::new("attempts", "尝试次数", "attempts"),
    Column::instant("next", "下次尝试", "next attempt"),
    Column::new("error", "失败原因", "error"),
    Column::instant("created", "产生时间", "made"),
    Column::instant("sent", "发出时间", "sent"),
];

const TRAIL: &[Column] = &[
    Column::new("number", "序号", "number"),
    Column::instant("at", "时间", "when"),
    Column::new("actor", "操作人", "who"),
    Column::new("action", "操作", "what"),
    Column::new("subject", "对象", "to what"),
    Column::new("detail", "内容", "detail"),
];
