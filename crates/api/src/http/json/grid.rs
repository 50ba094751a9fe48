//! The tree of districts, streets, communities, grids and buildings.

use super::structure::part_routes;
use crate::domain::structure::Grid;

part_routes!(
    Grid,
    "grid",
    "/partnerships/{partnership}/grids",
    "/partnerships/{partnership}/grids/{id}"
);
