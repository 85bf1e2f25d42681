//! How often things ended, and how long they took, in this process: what an administrator's graphs are drawn from.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the buckets, in seconds: from a cached answer to a picture on a slow CPU.
pub const BUCKETS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0, 120.0];

/// How long things took, by what they are. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Timings(Arc<Mutex<BTreeMap<Vec<String>, Timing>>>);

/// How long one kind of thing took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timing {
    /// How many took at most as long as each bucket's end.
    pub buckets: [u64; BUCKETS.len()],
    /// How many there were.
    pub count: u64,
    /// How long they took together, in seconds.
    pub sum: f64,
}

impl Timings {
    /// Counts one thing of these labels.
    pub fn count(&self, labels: &[&str], took: Duration) {
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        let mut timings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let timing = timings.entry(labels).or_default();
        let seconds = took.as_secs_f64();
        for (count, _) in timing.buckets.iter_mut().zip(BUCKETS).filter(|(_, end)| seconds <= *end) {
            *count += 1;
        }
        timing.count += 1;
        timing.sum += seconds;
    }

    /// What was counted, by labels.
    pub fn all(&self) -> Vec<(Vec<String>, Timing)> {
        let timings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        timings.iter().map(|(labels, timing)| (labels.clone(), timing.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_in_every_bucket_they_fit() {
        let timings = Timings::default();
        timings.count(&["a"], Duration::from_millis(5));
        timings.count(&["a"], Duration::from_millis(700));
        timings.count(&["b"], Duration::from_secs(900));
        let all = timings.all();
        assert_eq!(all.len(), 2);
        let (labels, timing) = &all[0];
        assert_eq!((labels.as_slice(), timing.count), (&["a".to_owned()][..], 2));
        assert_eq!((timing.buckets[0], timing.buckets[6], timing.buckets[7]), (1, 1, 2));
        assert!((timing.sum - 0.705).abs() < 1e-9);
        assert_eq!((all[1].1.buckets, all[1].1.count), ([0; BUCKETS.len()], 1));
    }
}
