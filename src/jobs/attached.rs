//! Files that a request's data names by their ids, as in `{"file": "file_…"}`: the account's own, nobody else's.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::Request;
use crate::store::{FileId, Job, Store, StoreError};
use crate::studio::Files;

/// How many bytes of files one job may name together; what is named beyond it is not there for it.
const MOST_BYTES: i64 = 256 << 20;

/// Reads what the request's data names. An id that is not the account's is not there, as if nobody had it.
pub(super) async fn read(store: &Store, job: &Job, request: &Request) -> Result<Files, StoreError> {
    let mut names = Vec::new();
    if let Some(data) = request.data() {
        collect(data, &mut names);
    }
    let mut left = MOST_BYTES;
    let mut files = BTreeMap::new();
    for name in names {
        if files.contains_key(name) {
            continue;
        }
        let found = store.file_of(&job.account_id, &FileId::from_text(name)).await?;
        if let Some(file) = found.filter(|file| file.bytes <= left) {
            left -= file.bytes;
            files.insert(name.to_owned(), store.read_file(&file).await?);
        }
    }
    Ok(Files::Given(Arc::new(files)))
}

/// The ids in the data, wherever they stand.
fn collect<'d>(value: &'d Value, names: &mut Vec<&'d str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(fields) => {
            let name = fields.get("file").and_then(Value::as_str);
            names.extend(name.filter(|name| name.starts_with("file_")));
            fields.values().for_each(|field| collect(field, names));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let data = json!({"a": {"file": "file_1"}, "b": [{"c": {"file": "file_2", "alt": "x"}}], "file": "report.txt"});
        let mut names = Vec::new();
        collect(&data, &mut names);
        assert_eq!(names, ["file_1", "file_2"]);
    }
}
