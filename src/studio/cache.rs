//! Pictures that several documents show, made once.

use std::collections::{HashMap, VecDeque};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::StudioError;
use crate::scene::{Content, Picture, PixelSize};

/// What a picture is made from: the same key, the same pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The words, the file's name, or the data: URL.
    pub from: String,
    /// The pixels asked for; none for a picture that is given.
    pub size: Option<PixelSize>,
    /// The seed.
    pub seed: u64,
}

impl Hash for Key {
    /// data: URLs are megabytes long; a checksum reads them ten times faster than the standard hasher.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(crc32fast::hash(self.from.as_bytes()));
        state.write_u64(self.seed);
    }
}

/// Pictures by what they were made from. The oldest go when there are more bytes than allowed; two threads that want
/// the same picture wait for one making of it.
#[derive(Debug, Default)]
pub(super) struct PictureCache {
    limit: usize,
    shelf: Mutex<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    slots: HashMap<Key, Arc<Slot>>,
    /// What is kept with its weight, the oldest first.
    order: VecDeque<(Key, usize)>,
    bytes: usize,
}

type Slot = Mutex<Option<Picture>>;

impl PictureCache {
    /// A cache of at most so many bytes; 0 keeps nothing.
    pub fn new(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    /// The picture of that key, made now unless it is there.
    ///
    /// # Errors
    /// Those of `make`; then nothing is kept.
    pub fn get(
        &self,
        key: impl FnOnce() -> Key,
        make: impl FnOnce() -> Result<Picture, StudioError>,
    ) -> Result<Picture, StudioError> {
        if self.limit == 0 {
            return make();
        }
        let key = key();
        let slot = Arc::clone(locked(&self.shelf).slots.entry(key.clone()).or_default());
        let mut picture = locked(&slot);
        if let Some(picture) = &*picture {
            return Ok(picture.clone());
        }
        let made = make().inspect_err(|_| drop(locked(&self.shelf).slots.remove(&key)))?;
        *picture = Some(made.clone());
        drop(picture);
        self.keep(key, &slot, &made);
        Ok(made)
    }

    fn keep(&self, key: Key, slot: &Arc<Slot>, made: &Picture) {
        let mut shelf = locked(&self.shelf);
        let weight = weight(&key, made);
        shelf.slots.insert(key.clone(), Arc::clone(slot));
        shelf.order.push_back((key, weight));
        shelf.bytes += weight;
        while shelf.bytes > self.limit {
            let Some((oldest, weight)) = shelf.order.pop_front() else { break };
            shelf.slots.remove(&oldest);
            shelf.bytes = shelf.bytes.saturating_sub(weight);
        }
    }
}

fn weight(key: &Key, picture: &Picture) -> usize {
    let bytes = match &picture.content {
        Content::Encoded { bytes, .. } => bytes.len(),
        Content::Svg { svg, png } => svg.len() + png.len(),
        Content::Drawn(drawing) => drawing.shapes.len() * 512, // a shape of some twenty points
    };
    bytes + 2 * key.from.len() + 256
}

/// A thread that panicked left the shelf as it was.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::scene::{Encoding, Origin};

    fn picture(bytes: usize) -> Picture {
        Picture {
            content: Content::Encoded { encoding: Encoding::Png, bytes: vec![0; bytes].into() },
            size: PixelSize::new(1, 1),
            seed: 0,
            model: String::new(),
            alt: String::new(),
            origin: Origin::Given,
            shows: Vec::new(),
            mark: None,
        }
    }

    fn key(name: &str) -> Key {
        Key { from: name.to_owned(), size: None, seed: 1 }
    }

    #[test]
    fn each_picture_is_made_once_however_many_ask() {
        let (cache, made) = (PictureCache::new(1 << 20), AtomicUsize::new(0));
        let make = || {
            made.fetch_add(1, Ordering::Relaxed);
            Ok(picture(10))
        };
        std::thread::scope(|threads| {
            (0..8).for_each(|_| drop(threads.spawn(|| cache.get(|| key("a"), make).unwrap())));
        });
        assert_eq!(made.load(Ordering::Relaxed), 1);
        let failed = || Err(StudioError::Engine(crate::engine::EngineError::Cancelled));
        assert!(cache.get(|| key("b"), failed).is_err());
        assert_eq!(locked(&cache.shelf).slots.len(), 1);
        cache.get(|| key("b"), make).unwrap();
        assert_eq!(made.load(Ordering::Relaxed), 2, "a failure is not kept");
    }

    #[test]
    fn the_oldest_go_when_there_is_no_room() {
        let cache = PictureCache::new(3_000);
        let is_kept = |name: &str| {
            let mut made = false;
            let make = || {
                made = true;
                Ok(picture(1_000))
            };
            cache.get(|| key(name), make).unwrap();
            !made
        };
        assert_eq!(["a", "b", "a", "c", "b", "a"].map(is_kept), [false, false, true, false, true, false]);
        assert!(locked(&cache.shelf).bytes <= 3_000 && locked(&cache.shelf).slots.len() == 2);
    }
}
