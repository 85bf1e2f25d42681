#![no_main]

#[path = "../doors.rs"]
#[allow(dead_code)] // each target uses one door
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::text(bytes));
