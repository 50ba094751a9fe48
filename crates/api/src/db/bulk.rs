//! Many rows in one statement.

/// Values bound to one statement, at most. SQLite looks each `$n` up among all those before it, so that the time a statement takes
/// to prepare grows with the square of them; and it takes no more than 32,766.
const MOST_VALUES: usize = 1_000;

/// How many rows go into one statement if each binds so many values.
#[must_use]
pub const fn rows(width: usize) -> usize {
    if width == 0 || width > MOST_VALUES {
        1
    } else {
        MOST_VALUES / width
    }
}

/// The rows of a `VALUES` list: this one so many times, each `?` of it the next parameter, from `$first` on.
#[must_use]
pub fn values(row: &str, rows: usize, first: usize) -> String {
    let mut parameter = first;
    let mut sql = String::with_capacity(rows * (row.len() + 2 * row.matches('?').count() + 2));
    for k in 0..rows {
        sql.push_str(if k == 0 { "" } else { ", " });
        for part in row.split_inclusive('?') {
            match part.strip_suffix('?') {
                Some(before) => {
                    sql.push_str(&format!("{before}${parameter}"));
                    parameter += 1;
                }
                None => sql.push_str(part),
            }
        }
    }
    sql
}

/// A row that binds so many values, and nothing else.
#[must_use]
pub fn row(width: usize) -> String {
    format!("({})", vec!["?"; width].join(", "))
}

#[cfg(test)]
mod tests {
    use super::{row, rows, values};

    #[test]
    fn parameters_are_counted_through_all_rows() {
        assert_eq!(values("($1, ?, 'x', ?)", 2, 2), "($1, $2, 'x', $3), ($1, $4, 'x', $5)");
        assert_eq!(values(&row(2), 2, 1), "($1, $2), ($3, $4)");
        assert_eq!(values("(?)", 0, 1), "");
    }

    #[test]
    fn a_statement_binds_what_it_may() {
        assert_eq!(rows(1), 1_000);
        assert_eq!(rows(19), 52);
        assert_eq!(rows(5_000), 1);
    }
}
