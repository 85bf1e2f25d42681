//! `vignette fill --rows`: one template and many rows in, a folder or a zip of documents out.

use std::io::{BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use vignette::documents::DocumentError;
use vignette::engine::Watch;
use vignette::jobs::shelf::{ERRORS, ZipShelf, error_line};
use vignette::studio::{
    BatchRequest, FailedRow, FillRequest, Filled, Rows, RowsError, RowsSource, Shelf, Studio, StudioError,
    Tally, file_name,
};

use super::{Failure, output, progress::Progress};

/// Rows whose problems are also shown on the terminal.
const SHOWN: u64 = 5;

/// Fills the template once for each row. Documents are written whole or not at all; a zip appears when it is done.
pub fn run(studio: &Studio, job: &Job<'_>, fill: FillRequest) -> Result<(), Failure> {
    let rows = open_rows(job.rows)?;
    let request = BatchRequest { fill, name: job.name(), threads: job.threads };
    let is_zip = job.output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let tally = match is_zip {
        true => into_zip(studio, &request, &rows, job.output)?,
        false => into_folder(studio, &request, &rows, job.output)?,
    };
    report(&tally, job.output, is_zip)
}

/// What the command line says of a batch.
pub struct Job<'a> {
    /// The template's path, for the documents' names.
    pub template: &'a Path,
    /// The file with the rows.
    pub rows: &'a Path,
    /// The folder, or the zip.
    pub output: &'a Path,
    /// What each document is called.
    pub name: Option<&'a str>,
    /// How many rows are filled at once.
    pub threads: usize,
}

impl Job<'_> {
    fn name(&self) -> String {
        let stem = self.template.file_stem().unwrap_or_default().to_string_lossy();
        self.name
            .map_or_else(|| format!("{}-{{{{ number }}}}", file_name(&stem).replace('{', "(")), str::to_owned)
    }
}

fn open_rows(path: &Path) -> Result<Rows, Failure> {
    let rows = Rows::open(RowsSource::File(path.to_owned())).map_err(|error| match error {
        RowsError::Unreadable { reason } => {
            Failure::input(format!("{} could not be read: {reason}", path.display()), "check the path")
        }
        error => Failure::input(format!("{}: {error}", path.display()), error.hint()),
    })?;
    if rows.encoding() != "UTF-8" {
        eprintln!("{} is read as {}", path.display(), rows.encoding());
    }
    Ok(rows)
}

fn into_folder(
    studio: &Studio,
    request: &BatchRequest,
    rows: &Rows,
    folder: &Path,
) -> Result<Tally, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, "made", &error))?;
    let errors = folder.join(ERRORS);
    let file = output::temporary(folder).map_err(|error| Failure::file(folder, "written", &error))?;
    let mut shelf = FolderShelf { folder, errors: BufWriter::new(file), shown: Shown::default() };
    let tally = studio.batch(request, rows, &mut shelf, &Interruptible::new())?;
    let keep = || -> std::io::Result<()> {
        let list = shelf.errors.into_inner()?;
        match tally.failed {
            0 if errors.exists() => std::fs::remove_file(&errors), // an older run's
            0 => Ok(()),
            _ => list.persist(&errors).map(drop).map_err(|error| error.error),
        }
    };
    keep().map_err(|error| Failure::file(&errors, "written", &error))?;
    Ok(tally)
}

fn into_zip(studio: &Studio, request: &BatchRequest, rows: &Rows, zip: &Path) -> Result<Tally, Failure> {
    let wrong = |error: std::io::Error| Failure::file(zip, "written", &error);
    let file = output::temporary(output::folder_of(zip)).map_err(wrong)?;
    let mut shelf =
        Showing { inner: ZipShelf::new(BufWriter::with_capacity(1 << 20, file)), shown: Shown::default() };
    let tally = studio.batch(request, rows, &mut shelf, &Interruptible::new())?;
    let file =
        shelf.inner.finish().map_err(wrong)?.into_inner().map_err(|error| wrong(error.into_error()))?;
    file.persist(zip).map_err(|error| wrong(error.error))?;
    Ok(tally)
}

/// One file for each document.
struct FolderShelf<'a> {
    folder: &'a Path,
    errors: BufWriter<tempfile::NamedTempFile>,
    shown: Shown,
}

impl Shelf for FolderShelf<'_> {
    fn put(&mut self, filled: Filled) -> std::io::Result<()> {
        output::write_with(&self.folder.join(&filled.name), |file| filled.file.write_to(file))
    }

    fn note(&mut self, failed: &FailedRow) -> std::io::Result<()> {
        self.shown.show(failed);
        self.errors.write_all(error_line(failed)?.as_bytes())
    }
}

/// A shelf whose failed rows are shown on the terminal too.
struct Showing<S> {
    inner: S,
    shown: Shown,
}

impl<S: Shelf> Shelf for Showing<S> {
    fn put(&mut self, filled: Filled) -> std::io::Result<()> {
        self.inner.put(filled)
    }

    fn note(&mut self, failed: &FailedRow) -> std::io::Result<()> {
        self.shown.show(failed);
        self.inner.note(failed)
    }
}

/// How many failed rows were shown.
#[derive(Default)]
struct Shown(u64);

impl Shown {
    fn show(&mut self, failed: &FailedRow) {
        self.0 += 1;
        if self.0 <= SHOWN {
            eprintln!("row {} (line {}): {}", failed.row, failed.line, failed.error);
            hints(&failed.error).iter().for_each(|hint| eprintln!("  hint: {hint}"));
        }
    }
}

/// What helps: each tag's own hint once, else that for the whole.
fn hints(error: &StudioError) -> Vec<String> {
    let mut hints: Vec<String> = Vec::new();
    if let StudioError::Document(DocumentError::Tags(problems) | DocumentError::Slots(problems)) = error {
        for hint in problems.iter().filter_map(|problem| problem.hint.as_ref()) {
            if !hints.contains(hint) {
                hints.push(hint.clone());
            }
        }
    }
    if hints.is_empty() { error.hint().into_iter().collect() } else { hints }
}

fn report(tally: &Tally, output: &Path, is_zip: bool) -> Result<(), Failure> {
    eprintln!("{} ({} documents)", output.display(), tally.filled);
    if tally.failed == 0 {
        return Ok(());
    }
    let list =
        if is_zip { format!("{ERRORS} in the zip") } else { output.join(ERRORS).display().to_string() };
    Err(Failure::rows(tally.failed, tally.filled + tally.failed, &list))
}

/// Progress in rows, stopped by Ctrl-C: what is written stays whole, and nothing temporary is left behind.
struct Interruptible {
    progress: Progress,
    stop: Arc<AtomicBool>,
}

impl Interruptible {
    fn new() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else {
                return;
            };
            if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
                told.store(true, Ordering::Relaxed);
            }
        });
        Self { progress: Progress::new(), stop }
    }
}

impl Watch for Interruptible {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        let _ = self.progress.step(done, total);
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
