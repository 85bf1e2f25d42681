//! The verb `batch`: one template and many rows in, one document for each row out.
//!
//! The template is opened once. One thread reads rows, several fill them, and the calling thread hands documents on in
//! the rows' order. None runs further ahead than [`WINDOW`] rows for each thread, so memory does not grow with the rows.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::cache::PictureCache;
use super::fill::{Press, Printed};
use super::names::{Names, file_name};
use super::rows::{Row, Rows, Values};
use super::{FillRequest, Studio, StudioError};
use crate::documents::package::Pieces;
use crate::documents::{DocumentError, template};
use crate::engine::{EngineError, Watch};
use crate::safety::Record;

/// Rows on their way for each thread: enough that none waits while a large one is written.
const WINDOW: usize = 4;

/// Bytes of pictures that are kept because later rows may show them again.
const KEPT_PICTURES: usize = 64 << 20;

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct BatchRequest {
    /// The template, and how it is filled. Its data lies under every row's own.
    pub fill: FillRequest,
    /// What each document is called, a text with tags as in `{{ name }}-{{ number }}`; `number` is the row's number
    /// unless the data says otherwise.
    pub name: String,
    /// How many rows are filled at once.
    pub threads: usize,
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its file name: safe on every system, different from all others of the batch.
    pub name: String,
    /// The file.
    pub file: Pieces,
    /// One record for each picture in it.
    pub records: Vec<Record>,
}

/// Where documents go, in the rows' order.
pub trait Shelf {
    /// Takes a document.
    ///
    /// # Errors
    /// The system's; the batch ends then.
    fn put(&mut self, filled: Filled) -> io::Result<()>;

    /// Notes a row that cannot be filled.
    ///
    /// # Errors
    /// As for [`Shelf::put`].
    fn note(&mut self, failed: &FailedRow) -> io::Result<()>;
}

/// A row that cannot be filled.
#[derive(Debug)]
pub struct FailedRow {
    /// Which row, counted from 1.
    pub row: u64,
    /// The line it stands at in the file, counted from 1.
    pub line: u64,
    /// Why.
    pub error: StudioError,
}

/// What came of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents made.
    pub filled: u64,
    /// Rows that could not be filled.
    pub failed: u64,
}

impl Studio {
    /// Fills a template once for each row. A row that cannot be filled is noted, and the others are filled.
    ///
    /// The same request gives the same files in the same order, however many threads work on it.
    ///
    /// # Errors
    /// [`StudioError`] when nothing can be filled, when `watch` asks to stop, or when `shelf` takes no more; what it
    /// took before is whole.
    pub fn batch(
        &self,
        request: &BatchRequest,
        rows: &Rows,
        shelf: &mut dyn Shelf,
        watch: &dyn Watch,
    ) -> Result<Tally, StudioError> {
        template::check_line(&request.name)?;
        let press = Press::open(self, &request.fill, PictureCache::new(KEPT_PICTURES))?;
        let batch =
            Batch { request, press, watch, total: rows.count() as u32, done: 0.into(), stop: false.into() };
        std::thread::scope(|threads| {
            let (count, batch) = (request.threads.max(1), &batch);
            let (permit, permits) = sync_channel(count * WINDOW);
            let (feed, fed) = sync_channel(count);
            let (finish, finished) = sync_channel(count);
            let reader = threads.spawn(move || batch.read(rows, &permit, &feed));
            let fed = Arc::new(Mutex::new(fed));
            for _ in 0..count {
                let (fed, finish) = (Arc::clone(&fed), finish.clone());
                threads.spawn(move || batch.work(&fed, &finish));
            }
            drop((fed, finish));
            let shelved = batch.shelve(&finished, &permits, shelf);
            batch.stop.store(true, Ordering::Relaxed);
            drop((finished, permits)); // whoever waits for room is let go
            let read = reader.join().unwrap_or(Ok(()));
            let tally = shelved?;
            read.map(|()| tally)
        })
    }
}

/// A batch on its way, as all its threads see it.
struct Batch<'b> {
    request: &'b BatchRequest,
    press: Press<'b>,
    watch: &'b dyn Watch,
    total: u32,
    done: AtomicU32,
    stop: AtomicBool,
}

/// A row with its number from 1.
type Numbered = (u64, Row);

/// What came of a row: its document with the name it wishes for.
type Outcome = Result<(String, Printed), StudioError>;

impl Batch<'_> {
    /// Reads rows and feeds them to the workers; waits when they are too far ahead of what is written.
    fn read(
        &self,
        rows: &Rows,
        permit: &SyncSender<()>,
        feed: &SyncSender<Numbered>,
    ) -> Result<(), StudioError> {
        let mut number = 0;
        rows.each(|row| {
            number += 1;
            let goes_on = permit.send(()).is_ok() && feed.send((number, row)).is_ok();
            if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(())
    }

    /// Fills rows until there are none.
    fn work(&self, fed: &Mutex<Receiver<Numbered>>, finish: &SyncSender<(u64, u64, Outcome)>) {
        loop {
            let next = fed.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((number, row)) = next else { return };
            let line = row.line;
            // A defect that one row brings to light is that row's failure.
            let outcome = catch_unwind(AssertUnwindSafe(|| self.fill(number, row)));
            let outcome = outcome.unwrap_or_else(|_| {
                let reason = "filling it panicked".to_owned();
                Err(DocumentError::Writer { format: "document", reason }.into())
            });
            if finish.send((number, line, outcome)).is_err() {
                return;
            }
        }
    }

    /// Fills one row.
    fn fill(&self, number: u64, row: Row) -> Outcome {
        let mut data = over(&self.request.fill.data, row.values?);
        let printed = self.press.print(&data, &RowWatch(self))?;
        if let Value::Object(values) = &mut data {
            values.entry("number").or_insert(number.into());
        }
        let name = template::fill_line(&self.request.name, &data, &self.request.fill.options)?;
        let name = file_name(&name);
        Ok((if name.is_empty() { number.to_string() } else { name }, printed))
    }

    /// Hands outcomes to the shelf in the rows' order.
    fn shelve(
        &self,
        finished: &Receiver<(u64, u64, Outcome)>,
        permits: &Receiver<()>,
        shelf: &mut dyn Shelf,
    ) -> Result<Tally, StudioError> {
        let (mut early, mut next) = (BTreeMap::new(), 1);
        let (mut tally, mut names) = (Tally::default(), Names::default());
        for (number, line, outcome) in finished {
            early.insert(number, (line, outcome));
            while let Some((line, outcome)) = early.remove(&next) {
                if let Err(StudioError::Engine(EngineError::Cancelled)) = outcome {
                    return Err(EngineError::Cancelled.into());
                }
                shelve_one(next, line, outcome, &mut names, shelf, &mut tally).map_err(StudioError::Shelf)?;
                next += 1;
                let _ = permits.recv();
                let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
                if self.watch.step(done, self.total).is_break() {
                    return Err(EngineError::Cancelled.into());
                }
            }
        }
        Ok(tally)
    }
}

fn shelve_one(
    row: u64,
    line: u64,
    outcome: Outcome,
    names: &mut Names,
    shelf: &mut dyn Shelf,
    tally: &mut Tally,
) -> io::Result<()> {
    match outcome {
        Ok((stem, printed)) => {
            tally.filled += 1;
            let name = names.unique(&stem, printed.extension);
            shelf.put(Filled { name, file: printed.pieces, records: printed.records })
        }
        Err(error) => {
            tally.failed += 1;
            shelf.note(&FailedRow { row, line, error })
        }
    }
}

/// Lets a row's pictures go on until the whole batch is stopped; progress is counted in rows.
struct RowWatch<'b>(&'b Batch<'b>);

impl Watch for RowWatch<'_> {
    fn step(&self, _done: u32, _total: u32) -> ControlFlow<()> {
        match self.0.stop.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => self.0.watch.step(self.0.done.load(Ordering::Relaxed), self.0.total),
        }
    }
}

/// A row's values over those that all rows share; objects are merged.
fn over(common: &Value, values: Values) -> Value {
    let Value::Object(mut merged) = common.clone() else { return Value::Object(values) };
    for (key, value) in values {
        match (merged.get(&key), value) {
            (Some(below @ Value::Object(_)), Value::Object(value)) => {
                let value = over(below, value);
                merged.insert(key, value);
            }
            (_, value) => drop(merged.insert(key, value)),
        }
    }
    Value::Object(merged)
}

#[cfg(test)]
mod tests;
