//! A table on its way to a CSV file: UTF-8 with or without a byte order mark, or GB18030.

/// Headers and rows of text.
pub struct Table {
    lines: Vec<String>,
    columns: usize,
}

impl Table {
    /// An empty table with these headers.
    pub fn new(headers: &[&str]) -> Self {
        Self {
            lines: vec![headers.join(",")],
            columns: headers.len(),
        }
    }

    /// Adds a row, one cell for each header.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        assert_eq!(N, self.columns, "a row has a cell for every header");
        self.lines.push(cells.map(|cell| quoted(&cell)).join(","));
    }

    /// The file as UTF-8.
    pub fn utf8(&self) -> Vec<u8> {
        self.text().into_bytes()
    }

    /// The file as UTF-8 with a byte order mark, as Excel's "CSV UTF-8" has it.
    pub fn utf8_with_mark(&self) -> Vec<u8> {
        format!("\u{feff}{}", self.text()).into_bytes()
    }

    /// The file as GB18030, as Excel in China saves a plain CSV.
    pub fn gb18030(&self) -> Vec<u8> {
        encoding_rs::GB18030.encode(&self.text()).0.into_owned()
    }

    fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
