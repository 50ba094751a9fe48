//! The figures of a plan as tables: one a question.

use super::{Phrase, PlanReport, Service, Staffed};
use crate::domain::account::Language;
use crate::tables::{Cell, Table, Title};

/// What can be asked of a plan, in the order of its workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How far hours are staffed, by kind and week.
    Coverage,
    /// How needs are served, by grid.
    Needs,
    /// Hours of each team.
    Teams,
    /// Hours of each student.
    Students,
    /// Needs that nobody serves.
    OpenNeeds,
    /// Sessions short of teams.
    OpenSessions,
    /// Where the cost is.
    Costs,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Coverage,
        Self::Needs,
        Self::Teams,
        Self::Students,
        Self::OpenNeeds,
        Self::OpenSessions,
        Self::Costs,
    ];
}

impl PlanReport {
    /// A part as a table.
    #[must_use]
    pub fn table(&self, part: Part, language: Language) -> Table {
        let (name, columns, rows) = match part {
            Part::Coverage => self.coverage(),
            Part::Needs => self.needs(),
            Part::Teams => hours(
                Title::new("服务队工时", "hours of teams"),
                Title::new("服务队", "team"),
                &self.teams,
            ),
            Part::Students => hours(
                Title::new("学生工时", "hours of students"),
                Title::new("学号", "student"),
                &self.students,
            ),
            Part::OpenNeeds => self.open_needs(language),
            Part::OpenSessions => self.open_sessions(language),
            Part::Costs => self.costs(language),
        };
        Table { name, columns, rows }
    }

    fn coverage(&self) -> Parts {
        let weeks = self.coverage.iter().map(|kind| kind.weeks.len()).max().unwrap_or(0);
        let week = |k: usize| {
            let staffed = Title::of(format!("第{k}周到位"), format!("week {k} staffed"));
            let target = Title::of(format!("第{k}周目标"), format!("week {k} target"));
            [staffed, target]
        };
        let mut columns = vec![
            Title::new("类别", "kind"),
            Title::new("到位", "staffed"),
            Title::new("目标", "target"),
        ];
        columns.extend((1..=weeks).flat_map(week));
        let cells = |of: &Staffed| [Cell::Whole(of.staffed), Cell::Whole(of.target)];
        let row = |kind: &super::KindCoverage| {
            let mut row = vec![Cell::from(kind.kind.as_str())];
            row.extend(cells(&kind.total));
            row.extend(kind.weeks.iter().flat_map(cells));
            row
        };
        let rows = self.coverage.iter().map(row).collect();
        (Title::new("到位情况", "coverage"), columns, rows)
    }

    fn needs(&self) -> Parts {
        let columns = vec![
            Title::new("网格", "grid"),
            Title::new("需求", "needs"),
            Title::new("已服务", "served"),
            Title::new("其中迟到", "of these late"),
        ];
        let row = |grid: &super::GridNeeds| {
            vec![
                Cell::from(grid.grid.as_str()),
                count(grid.needs),
                count(grid.served),
                count(grid.late),
            ]
        };
        (
            Title::new("居民需求", "needs"),
            columns,
            self.needs.iter().map(row).collect(),
        )
    }

    fn open_needs(&self, language: Language) -> Parts {
        let columns = vec![
            Title::new("需求", "need"),
            Title::new("类别", "kind"),
            Title::new("场所", "place"),
            Title::new("原因", "why"),
        ];
        let row = |open: &super::OpenNeed| {
            let reasons: Vec<&str> = open.reasons.iter().map(|reason| reason.text(language)).collect();
            let texts = [&open.need, &open.kind, &open.place].map(|text| Cell::from(text.as_str()));
            let mut row = Vec::from(texts);
            row.push(Cell::Text(reasons.join("; ")));
            row
        };
        let rows = self.open_needs.iter().map(row).collect();
        (Title::new("未服务的需求", "needs not served"), columns, rows)
    }

    fn open_sessions(&self, language: Language) -> Parts {
        let columns = vec![
            Title::new("场次", "session"),
            Title::new("类别", "kind"),
            Title::new("时间", "when"),
            Title::new("到位", "staffed"),
            Title::new("目标", "target"),
            Title::new("原因", "why"),
        ];
        let row = |open: &super::OpenSession| {
            let texts = [&open.session, &open.kind, &open.start].map(|text| Cell::from(text.as_str()));
            let mut row = Vec::from(texts);
            row.extend([
                count(open.staffed),
                Cell::Whole(open.target),
                Cell::from(open.reason.text(language)),
            ]);
            row
        };
        let rows = self.open_sessions.iter().map(row).collect();
        (Title::new("缺队的场次", "sessions short of teams"), columns, rows)
    }

    fn costs(&self, language: Language) -> Parts {
        let columns = vec![
            Title::new("部分", "part"),
            Title::new("说明", "in words"),
            Title::new("代价", "cost"),
        ];
        let row = |part: &super::PartCost| {
            vec![
                Cell::from(part.part.as_str()),
                Cell::from(part.label.text(language)),
                Cell::Whole(part.cost),
            ]
        };
        (
            Title::new("代价", "costs"),
            columns,
            self.costs.iter().map(row).collect(),
        )
    }
}

/// Name, columns and rows.
type Parts = (Title, Vec<Title>, Vec<Vec<Cell>>);

fn hours(name: Title, who: Title, of: &[Service]) -> Parts {
    let columns = vec![
        who,
        Title::new("名称", "name"),
        Title::new("学院", "college"),
        Title::new("分钟", "minutes"),
        Title::new("目标分钟", "target minutes"),
    ];
    let row = |service: &Service| {
        let texts = [&service.id, &service.name, &service.college].map(|text| Cell::from(text.as_str()));
        let mut row = Vec::from(texts);
        row.extend([Cell::Whole(service.minutes), Cell::from(service.target)]);
        row
    };
    (name, columns, of.iter().map(row).collect())
}

fn count(of: usize) -> Cell {
    Cell::Whole(i64::try_from(of).unwrap_or(i64::MAX))
}

impl Phrase {
    fn text(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}
