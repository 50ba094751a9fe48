//! Minutes between places, in a dense matrix: narrow where every leg fits in 16 bits, since the search is bound by memory.

use super::{Minutes, PlaceIx};

/// Travel minutes, not necessarily symmetric.
#[derive(Clone, Debug)]
pub struct Travel {
    places: usize,
    legs: Legs,
}

#[derive(Clone, Debug)]
enum Legs {
    Narrow(Vec<u16>),
    Wide(Vec<Minutes>),
}

/// Added before rounding up so that a distance which is whole but for the last bit is not rounded a minute up (format page).
const ROUNDING: f64 = 1e-9;

impl Travel {
    /// From a square matrix, row by row.
    pub fn from_matrix(places: usize, legs: Vec<Minutes>) -> Self {
        let narrow = legs.iter().all(|&leg| u16::try_from(leg).is_ok());
        let legs = if narrow {
            Legs::Narrow(legs.iter().map(|&leg| leg as u16).collect())
        } else {
            Legs::Wide(legs)
        };
        Self { places, legs }
    }

    /// From coordinates: `ceil(overhead + distance / per_minute − 1e-9)` between different places.
    pub fn euclidean(at: &[(f64, f64)], per_minute: f64, overhead: f64) -> Self {
        let mut legs = Vec::with_capacity(at.len() * at.len());
        for (i, a) in at.iter().enumerate() {
            legs.extend(at.iter().enumerate().map(|(j, b)| {
                let minutes = (overhead + (a.0 - b.0).hypot(a.1 - b.1) / per_minute - ROUNDING).ceil();
                if i == j { 0 } else { minutes as Minutes }
            }));
        }
        Self::from_matrix(at.len(), legs)
    }

    /// Minutes from one place to another.
    #[inline]
    pub fn leg(&self, from: PlaceIx, to: PlaceIx) -> Minutes {
        let cell = from as usize * self.places + to as usize;
        match &self.legs {
            Legs::Narrow(legs) => Minutes::from(legs[cell]),
            Legs::Wide(legs) => legs[cell],
        }
    }
}
