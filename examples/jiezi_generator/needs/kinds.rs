//! What residents ask for: shares, skills, lengths and costs.

use fastrand::Rng;

/// A kind of request.
pub(super) struct Kind {
    share: u32,
    /// As the office calls it; the tag.
    pub(super) name: &'static str,
    /// The skill it asks for.
    pub(super) skill: &'static str,
    /// The level of it.
    pub(super) level: u8,
    /// Shortest and longest visit.
    pub(super) minutes: (u32, u32),
    /// Cost of leaving it.
    pub(super) unserved: u32,
    /// Cost of every hour too late; such a request has no due time when it is 0.
    pub(super) late: u32,
    /// Whether something is fetched and carried.
    pub(super) carries: bool,
}

const fn kind(
    share: u32,
    name: &'static str,
    skill: (&'static str, u8),
    minutes: (u32, u32),
    cost: (u32, u32),
) -> Kind {
    Kind {
        share,
        name,
        skill: skill.0,
        level: skill.1,
        minutes,
        unserved: cost.0,
        late: cost.1,
        carries: false,
    }
}

/// What is asked for, by share.
static KINDS: [Kind; 10] = [
    kind(22, "水管维修", ("水管", 1), (40, 75), (500, 3)),
    kind(12, "电路维修", ("电工", 1), (30, 60), (450, 3)),
    kind(5, "线路改造", ("电工", 2), (60, 90), (700, 5)),
    kind(14, "家电维修", ("家电", 1), (30, 75), (300, 1)),
    kind(12, "上门法律咨询", ("法律咨询", 1), (45, 60), (350, 1)),
    kind(5, "上门调解", ("调解", 2), (60, 90), (600, 2)),
    kind(12, "健康随访", ("体检", 1), (30, 45), (350, 1)),
    kind(7, "陪伴聊天", ("陪伴", 1), (60, 90), (200, 0)),
    Kind {
        carries: true,
        ..kind(3, "代购送药", ("陪伴", 1), (30, 45), (260, 1))
    },
    kind(8, "上门推拿", ("推拿", 1), (45, 60), (260, 0)),
];

/// Somebody goes along: as long as the visit takes.
pub(super) static COMPANY: Kind = kind(0, "陪同入户", ("陪伴", 1), (0, 0), (150, 0));
/// One visit of a course.
pub(super) static THERAPY: Kind = kind(0, "居家康复", ("推拿", 1), (45, 60), (280, 0));

/// A kind of request, as often as its share has it.
pub(super) fn draw(rng: &mut Rng) -> &'static Kind {
    let mut drawn = rng.u32(0..KINDS.iter().map(|kind| kind.share).sum());
    for kind in &KINDS {
        if drawn < kind.share {
            return kind;
        }
        drawn -= kind.share;
    }
    unreachable!("the shares add up to what is drawn from")
}
