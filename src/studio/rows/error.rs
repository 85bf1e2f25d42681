//! What is wrong with rows, or with one of them.

use std::io;

/// What is wrong with rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowsError {
    /// There are none.
    #[error("there are no rows")]
    None,
    /// The file cannot be read.
    #[error("the rows cannot be read: {reason}")]
    Unreadable {
        /// The system's words.
        reason: String,
    },
    /// The bytes are no text.
    #[error("the rows are no text in UTF-8, UTF-16 or CP949 (byte {at})")]
    Encoding {
        /// The first byte that is no UTF-8, counted from 1.
        at: u64,
    },
    /// The header of a table cannot be used: all of it at once.
    #[error("the header cannot be used: {}", .0.join("; "))]
    Header(Vec<String>),
    /// The JSON breaks off or is none.
    #[error("line {line}, column {column}: {reason}")]
    Syntax {
        /// The line, counted from 1.
        line: u64,
        /// The column, counted from 1.
        column: u64,
        /// What is wrong there.
        reason: String,
    },
    /// One row cannot be used.
    #[error("line {line}: {reason}")]
    Row {
        /// The line it stands at, counted from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// Their documents take more room than allowed.
    #[error("the documents take more than {mebibytes} MiB together")]
    TooLarge {
        /// How much they may take.
        mebibytes: usize,
    },
    /// There are more rows than allowed.
    #[error("there are {count} rows, more than {limit}")]
    TooMany {
        /// How many there are.
        count: u64,
        /// How many there may be.
        limit: u64,
    },
}

impl From<io::Error> for RowsError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

impl RowsError {
    /// What can be done about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::None => {
                "pass a CSV table with a header and at least one row, JSON lines, or a JSON array of objects"
            }
            Self::Unreadable { .. } => "check the path and who may read the file",
            Self::Encoding { .. } => "save the table as “CSV UTF-8”",
            Self::Header(_) => {
                "the first line names each column once, as in `name,amount`; a dot nests, as in `customer.name`"
            }
            Self::Syntax { .. } => "JSON rows are one object a line, or one array of objects",
            Self::Row { .. } => {
                "mend the row; texts with commas, quotes or line ends stand in double quotes in a CSV table"
            }
            Self::TooMany { .. } | Self::TooLarge { .. } => {
                "send them in several requests, or run `vignette fill --rows` on the server"
            }
        }
    }
}
