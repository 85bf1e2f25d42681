//! A model's own thread, reached by messages.
//!
//! The thread starts with the first request and loads the checkpoint; requests wait in a queue and are made in order.
//! Whoever asked watches from its own thread: when its watch says stop, it leaves at once, a waiting request is
//! dropped before it reaches the device, and a running one stops at its next denoising step. A checkpoint that cannot
//! be loaded fails every request that waits for it; the next request tries again.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::error::DiffusionError;
use super::pipeline::Pipeline;
use super::schedule::USUAL_STEPS;
use crate::engine::{EngineError, PaintRequest, Precision, Preview, Watch};
use crate::scene::Picture;

/// How often a waiting caller's watch is asked whether to go on.
const PATIENCE: Duration = Duration::from_millis(250);

/// A model and its queue. Dropping it ends the thread after the picture it is making.
#[derive(Debug)]
pub(super) struct Worker {
    name: String,
    folder: PathBuf,
    precision: Precision,
    queue: Mutex<Option<Sender<Message>>>,
}

/// One request on its way to the thread.
struct Message {
    request: PaintRequest,
    events: Sender<Event>,
    abandoned: Arc<AtomicBool>,
    /// Whether the caller would look at a preview.
    curious: Arc<AtomicBool>,
}

/// What the thread tells whoever asked.
enum Event {
    Step { done: u32, total: u32 },
    Preview(Preview),
    Finished(Result<Box<Picture>, DiffusionError>),
}

impl Worker {
    /// The worker of the checkpoint in `folder`. Starts nothing yet.
    pub fn new(name: &str, folder: &Path, precision: Precision) -> Self {
        Self { name: name.to_owned(), folder: folder.to_owned(), precision, queue: Mutex::new(None) }
    }

    /// The model's name.
    pub fn model(&self) -> &str {
        &self.name
    }

    /// Asks for one picture and waits for it.
    ///
    /// # Errors
    /// The engine's, or [`EngineError::Cancelled`] as soon as `watch` asks to stop.
    pub fn paint(&self, request: &PaintRequest, watch: &dyn Watch) -> Result<Picture, EngineError> {
        let (events, answers) = mpsc::channel();
        let abandoned = Arc::new(AtomicBool::new(false));
        let curious = Arc::new(AtomicBool::new(watch.wants_preview()));
        self.send(Message {
            request: request.clone(),
            events,
            abandoned: abandoned.clone(),
            curious: curious.clone(),
        })?;
        let result = wait(&answers, request.steps.unwrap_or(USUAL_STEPS), watch, &curious);
        abandoned.store(true, Ordering::Relaxed);
        result.map_err(|error| error.of(&self.name))
    }

    /// Puts a message in the queue, starting the thread when there is none.
    fn send(&self, message: Message) -> Result<(), EngineError> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let message = match queue.as_ref() {
            Some(sender) => match sender.send(message) {
                Ok(()) => return Ok(()),
                Err(mpsc::SendError(message)) => message,
            },
            None => message,
        };
        self.start(&mut queue, message)
    }

    fn start(&self, queue: &mut Option<Sender<Message>>, message: Message) -> Result<(), EngineError> {
        let failed = |reason: String| EngineError::Failed { model: self.name.clone(), reason };
        let (sender, messages) = mpsc::channel();
        let (name, folder, precision) = (self.name.clone(), self.folder.clone(), self.precision);
        std::thread::Builder::new()
            .name(format!("model {name}"))
            .spawn(move || serve((&name, &folder, precision), &messages))
            .map_err(|error| failed(format!("its thread does not start: {error}")))?;
        sender.send(message).map_err(|_| failed("its thread ended".to_owned()))?;
        *queue = Some(sender);
        Ok(())
    }
}

/// Passes progress on to the watch until the picture is there or the watch asks to stop.
fn wait(
    answers: &Receiver<Event>,
    steps: u32,
    watch: &dyn Watch,
    curious: &AtomicBool,
) -> Result<Picture, DiffusionError> {
    let mut progress = (0, steps);
    loop {
        match answers.recv_timeout(PATIENCE) {
            Ok(Event::Finished(result)) => return result.map(|picture| *picture),
            Ok(Event::Step { done, total }) => progress = (done, total),
            Ok(Event::Preview(preview)) => watch.preview(preview),
            // Nothing new: only ask whether anybody still waits.
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(DiffusionError::Compute("its thread ended".to_owned()));
            }
        }
        curious.store(watch.wants_preview(), Ordering::Relaxed);
        if watch.step(progress.0, progress.1).is_break() {
            return Err(DiffusionError::Cancelled);
        }
    }
}

/// The thread: loads when first asked, then makes one picture after the other until nobody can ask any more.
fn serve((name, folder, precision): (&str, &Path, Precision), messages: &Receiver<Message>) {
    let mut loaded = None;
    while let Ok(message) = messages.recv() {
        if message.is_abandoned() {
            continue;
        }
        let pipeline = match loaded.take() {
            Some(pipeline) => pipeline,
            None => match guarded(|| Pipeline::load(name, folder, precision)) {
                Ok(pipeline) => pipeline,
                Err(error) => {
                    tracing::error!(model = name, %error, "the checkpoint cannot be loaded");
                    refuse(&error, message, messages);
                    continue;
                }
            },
        };
        let result = guarded(|| pipeline.paint(&message.request, &message));
        message.finish(result.map(Box::new));
        loaded = Some(pipeline);
    }
}

/// Fails a request and all that wait behind it.
fn refuse(error: &DiffusionError, first: Message, waiting: &Receiver<Message>) {
    for message in std::iter::once(first).chain(waiting.try_iter()) {
        message.finish(Err(error.clone()));
    }
}

/// Turns a panic in a dependency, which a hostile file might cause, into an error.
fn guarded<T>(work: impl FnOnce() -> Result<T, DiffusionError>) -> Result<T, DiffusionError> {
    // Nothing that `work` touches is used again after a panic but weights, which it only reads.
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(DiffusionError::Compute("the computation broke off".to_owned())))
}

impl Message {
    fn is_abandoned(&self) -> bool {
        self.abandoned.load(Ordering::Relaxed)
    }

    fn finish(self, result: Result<Box<Picture>, DiffusionError>) {
        // Whoever asked may be gone; then nobody needs the answer.
        let _ = self.events.send(Event::Finished(result));
    }
}

/// The thread's view of its caller: steps go out, and it stops when nobody waits any more.
impl Watch for Message {
    fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
        if self.is_abandoned() || self.events.send(Event::Step { done, total }).is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn wants_preview(&self) -> bool {
        self.curious.load(Ordering::Relaxed)
    }

    fn preview(&self, preview: Preview) {
        // One is enough until the caller has looked.
        self.curious.store(false, Ordering::Relaxed);
        let _ = self.events.send(Event::Preview(preview));
    }
}
