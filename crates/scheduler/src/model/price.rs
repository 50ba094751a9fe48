//! What a change costs: money, and hard violations, which no money buys.

use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use super::Cost;

/// A cost and a number of hard violations (units over a hard limit, pairs broken).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Cost.
    pub soft: Cost,
    /// Hard violations.
    pub hard: i64,
}

impl Price {
    /// Nothing.
    pub const ZERO: Self = Self { soft: 0, hard: 0 };

    /// A cost alone.
    pub const fn soft(soft: Cost) -> Self {
        Self { soft, hard: 0 }
    }

    /// Violations alone.
    pub const fn hard(hard: i64) -> Self {
        Self { soft: 0, hard }
    }

    /// `units` at a weight, or as violations where there is none.
    #[inline]
    pub fn of(units: i64, weight: Option<Cost>) -> Self {
        match weight {
            Some(weight) => Self::soft(weight * units),
            None => Self::hard(units),
        }
    }

    /// One number to compare by, a violation weighing as much as `penalty` of cost.
    #[inline]
    pub fn at(self, penalty: Cost) -> Cost {
        self.soft + penalty * self.hard
    }

    /// Key by which plans are ranked: fewer violations first, then less cost.
    pub fn rank(self) -> (i64, Cost) {
        (self.hard, self.soft)
    }
}

impl Add for Price {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self {
            soft: self.soft + other.soft,
            hard: self.hard + other.hard,
        }
    }
}

impl Sub for Price {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self {
            soft: self.soft - other.soft,
            hard: self.hard - other.hard,
        }
    }
}

impl Neg for Price {
    type Output = Self;
    fn neg(self) -> Self {
        Self::ZERO - self
    }
}

impl AddAssign for Price {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Price {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
