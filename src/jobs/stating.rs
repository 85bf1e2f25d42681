//! What is stated of a delivered picture, and signed: who, when, by which model and weights, from which request and seed, under which
//! licence. The words themselves are not in it, only their hash.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::keeping::works;
use crate::store::key::hex;
use crate::store::{Job, Signer, Statement, StoredFile};
use crate::studio::{Record, Rights};

/// What a statement is made of.
pub(super) struct Facts<'a> {
    /// The job that made it.
    pub job: &'a Job,
    /// The file it is in.
    pub file: &'a StoredFile,
    /// Its number in the file.
    pub position: i64,
    /// Its record.
    pub record: &'a Record,
    /// What is known of the model's weights.
    pub rights: Rights,
}

impl Facts<'_> {
    /// The statement with its signature.
    pub fn signed(&self, signer: &Signer) -> Statement {
        let mark = self.record.mark.map(|number| format!("{number:016x}"));
        let statement = self.statement(mark.as_deref()).to_string();
        Statement {
            file_id: self.file.id.clone(),
            position: self.position,
            made_at: self.file.created_at,
            sha256: self.file.sha256.clone(),
            signature: signer.sign(&statement),
            mark,
            statement,
        }
    }

    fn statement(&self, mark: Option<&str>) -> Value {
        let record = self.record;
        json!({
            "version": 1,
            "made_at": self.file.created_at,
            "account": self.file.account_id.as_str(),
            "job": self.job.id.as_str(),
            "file": self.file.id.as_str(),
            "sha256": self.file.sha256,
            "position": self.position,
            "mark": mark,
            "model": record.model,
            "weights_sha256": self.rights.weights,
            "licence": self.rights.licence,
            "seed": record.seed.to_string(),
            "source_type": record.source_type,
            // The request holds the words; a hash of it shows that a request is the one, and tells nobody what it said.
            "request_sha256": hex(&Sha256::digest(self.job.request.as_bytes())),
            "works": works(&record.works),
        })
    }
}
