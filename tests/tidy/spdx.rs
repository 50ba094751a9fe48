//! Licence expressions: `(MIT OR Apache-2.0) AND Unicode-3.0`, and the older `MIT/Apache-2.0`.

/// Whether an expression can be satisfied by licences that `allows` says yes to. An error says where it does not read.
pub fn satisfied(expression: &str, allows: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let words = words(expression);
    let mut parser = Parser { words: &words, allows };
    let answer = parser.either()?;
    match parser.words {
        [] => Ok(answer),
        [extra, ..] => Err(format!("`{extra}` is one word too many")),
    }
}

fn words(expression: &str) -> Vec<String> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

struct Parser<'w> {
    words: &'w [String],
    allows: &'w dyn Fn(&str) -> bool,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<&str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first().is_some_and(|first| first == word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }

    fn either(&mut self) -> Result<bool, String> {
        let mut answer = self.both()?;
        while self.take("OR") {
            answer |= self.both()?;
        }
        Ok(answer)
    }

    fn both(&mut self) -> Result<bool, String> {
        let mut answer = self.one()?;
        while self.take("AND") {
            answer &= self.one()?;
        }
        Ok(answer)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let answer = self.either()?;
            return if self.take(")") {
                Ok(answer)
            } else {
                Err("a bracket is not closed".to_owned())
            };
        }
        let mut licence = match self.next() {
            None | Some("OR" | "AND" | "WITH" | ")") => return Err("a licence is missing".to_owned()),
            Some(licence) => licence.to_owned(),
        };
        if self.take("WITH") {
            let exception = self.next().ok_or("an exception is missing")?;
            licence = format!("{licence} WITH {exception}");
        }
        Ok((self.allows)(&licence))
    }
}

#[test]
fn one_of_two_or_both() {
    let ask = |expression| {
        satisfied(expression, &|licence| {
            ["MIT", "Zlib", "GPL-2.0 WITH exception"].contains(&licence)
        })
    };
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("GPL-3.0/MIT", true),
        ("(MIT OR GPL-3.0) AND Zlib", true),
        ("MIT OR GPL-3.0 AND GPL-2.0", true),
        ("(MIT OR GPL-3.0) AND (GPL-3.0 OR GPL-2.0)", false),
        ("GPL-2.0 WITH exception", true),
        ("MIT WITH exception", false),
    ] {
        assert_eq!(ask(expression), Ok(expected), "{expression}");
    }
}

#[test]
fn what_does_not_read_is_an_error() {
    for expression in ["", "MIT OR", "AND MIT", "(MIT", "MIT)", "MIT Zlib", "MIT WITH"] {
        assert!(satisfied(expression, &|_| true).is_err(), "{expression:?}");
    }
}
