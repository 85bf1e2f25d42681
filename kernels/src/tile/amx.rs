//! Tiles of 32 rows and 32 columns on AMX: four tile registers of sums, two of rows, two of the panel.
//!
//! Written with `asm!`, as the intrinsics are not stable. It is chosen only where the processor and the kernel allow it
//! and [`answers`] has compared it with the plain form on this very machine.

use std::arch::asm;
use std::arch::x86_64::__cpuid_count;
use std::cell::Cell;
use std::sync::OnceLock;

use half::bf16;

use super::{Tile, VECTOR};

pub(super) const ROWS: usize = 32;
/// Numbers in a row of a tile register.
pub(super) const GRANULE: usize = 32;

/// Rows of a tile register.
const HALF: usize = 16;
/// `arch_prctl(2)`: ask for a state component, and which one AMX's tile data is.
const ARCH_REQ_XCOMP_PERM: usize = 0x1023;
const XFEATURE_XTILEDATA: usize = 18;

/// What `ldtilecfg` reads.
#[repr(C, align(64))]
struct Shapes {
    palette: u8,
    start: u8,
    reserved: [u8; 14],
    row_bytes: [u16; 16],
    rows: [u8; 16],
}

/// Whether AMX is here, allowed to this process, and gives the plain form's answers.
pub(crate) fn answers() -> bool {
    static ANSWERS: OnceLock<bool> = OnceLock::new();
    *ANSWERS.get_or_init(|| is_there() && is_allowed() && agrees())
}

fn is_there() -> bool {
    let leaf = __cpuid_count(7, 0);
    // EDX: bit 22 AMX-BF16, bit 24 AMX-TILE.
    leaf.edx & (1 << 22) != 0 && leaf.edx & (1 << 24) != 0
}

/// Asks the kernel for the tile registers, once for the whole process.
fn is_allowed() -> bool {
    // SAFETY: a system call with two numbers; it changes nothing but what this process may use.
    unsafe { libc::syscall(libc::SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0 }
}

/// One tile of every kind of edge, by AMX and by the plain form.
fn agrees() -> bool {
    let number = |seed: usize| ((seed * 2_654_435_761) % 1021) as f32 / 510.0 - 1.0;
    [(64, 64), (40, 48), (32, 16), (102, 64)].into_iter().all(|(length, columns): (usize, usize)| {
        let padded = length.next_multiple_of(GRANULE);
        let rows: Vec<bf16> = (0..ROWS * length).map(|place| bf16::from_f32(number(place))).collect();
        let used = length * columns;
        let panel: Vec<bf16> = (0..padded * columns)
            .map(|place| if place < used { bf16::from_f32(number(place + 7)) } else { bf16::ZERO })
            .collect();
        let pointers: Vec<_> = (0..ROWS).map(|row| rows[row * length..].as_ptr()).collect();
        let mut sums = vec![0.5_f32; ROWS * columns];
        let expected = expected(&rows, &panel, length, columns);
        let tile = Tile {
            rows: pointers.as_ptr(),
            segments: 1,
            length,
            panel: panel.as_ptr(),
            panel_step: 0,
            columns,
            sums: sums.as_mut_ptr(),
            stride: columns,
            add: true,
        };
        // SAFETY: the instructions are there and allowed; all buffers are as large as the tile says.
        unsafe { bf16_tile(&tile) };
        sums.iter().zip(expected).all(|(sum, expected)| (sum - expected - 0.5).abs() < 1e-3)
    })
}

fn expected(rows: &[bf16], panel: &[bf16], length: usize, columns: usize) -> Vec<f32> {
    let cell = |row: usize, column: usize| {
        (0..length)
            .map(|k| {
                rows[row * length + k].to_f32() * panel[k / 2 * columns * 2 + column * 2 + k % 2].to_f32()
            })
            .sum()
    };
    (0..ROWS * columns).map(|place| cell(place / columns, place % columns)).collect()
}

/// Sets this thread's tile registers to 16 rows of 64 bytes, once.
fn configure() {
    thread_local! { static READY: Cell<bool> = const { Cell::new(false) }; }
    READY.with(|ready| {
        if ready.get() {
            return;
        }
        let mut shapes =
            Shapes { palette: 1, start: 0, reserved: [0; 14], row_bytes: [0; 16], rows: [0; 16] };
        shapes.row_bytes[..8].fill(64);
        shapes.rows[..8].fill(16);
        // SAFETY: the configuration is a valid one of palette 1, and lives through the instruction.
        unsafe { asm!("ldtilecfg [{}]", in(reg) &raw const shapes, options(nostack, readonly)) };
        ready.set(true);
    });
}

/// # Safety
/// That of [`super::TileKernel::run`]; the panel's segments are filled up to [`GRANULE`].
pub(super) unsafe fn bf16_tile(tile: &Tile<bf16>) {
    configure();
    for first in (0..tile.columns).step_by(2 * VECTOR) {
        // The last 16 columns of 16 or 48 are computed into a spare place beside them.
        let both = first + 2 * VECTOR <= tile.columns;
        // SAFETY: the caller's promise.
        unsafe { columns(tile, first, both) };
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], `first` being a multiple of 32 below `columns`; `both` tells whether 32 columns
/// or 16 are left.
unsafe fn columns(tile: &Tile<bf16>, first: usize, both: bool) {
    let sums = tile.sums.wrapping_add(first);
    let beside = if both { VECTOR } else { 0 };
    let stride = tile.stride * size_of::<f32>();
    // SAFETY: rows and columns are the tile's own. With `both` false the second register of sums and of the panel is
    // the first one again, loaded and computed twice and stored once.
    unsafe {
        if tile.add {
            load_sums(sums, beside, stride);
        } else {
            asm!("tilezero tmm0", "tilezero tmm1", "tilezero tmm2", "tilezero tmm3", options(nostack));
        }
        for segment in 0..tile.segments {
            add_segment(tile, segment, first, beside);
        }
        store_sums(sums, beside, stride);
    }
}

/// # Safety
/// `sums` leads to 32 rows of 16 numbers and of 16 more `beside` them.
unsafe fn load_sums(sums: *const f32, beside: usize, stride: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let below = sums.byte_add(HALF * stride);
        asm!("tileloadd tmm0, [{a} + {s}*1]", "tileloadd tmm1, [{b} + {s}*1]",
            "tileloadd tmm2, [{c} + {s}*1]", "tileloadd tmm3, [{d} + {s}*1]",
            a = in(reg) sums, b = in(reg) sums.add(beside), c = in(reg) below, d = in(reg) below.add(beside),
            s = in(reg) stride, options(nostack, readonly));
    }
}

/// # Safety
/// That of [`load_sums`], for writing.
unsafe fn store_sums(sums: *mut f32, beside: usize, stride: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let below = sums.byte_add(HALF * stride);
        asm!("tilestored [{a} + {s}*1], tmm0", "tilestored [{b} + {s}*1], tmm1",
            "tilestored [{c} + {s}*1], tmm2", "tilestored [{d} + {s}*1], tmm3",
            a = in(reg) sums, b = in(reg) sums.add(beside), c = in(reg) below, d = in(reg) below.add(beside),
            s = in(reg) stride, options(nostack));
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], for one segment.
unsafe fn add_segment(tile: &Tile<bf16>, segment: usize, first: usize, beside: usize) {
    // SAFETY: the caller's promise; rows are read in place where 32 numbers of equally distant rows are there, else
    // from a copy that is filled up with zeros.
    unsafe {
        let rows = std::slice::from_raw_parts(tile.rows.add(segment * ROWS), ROWS);
        let panel = tile.panel.add(segment * tile.panel_step + first * 2);
        let distance = (rows[1] as usize).wrapping_sub(rows[0] as usize);
        let even = rows.windows(2).all(|pair| (pair[1] as usize).wrapping_sub(pair[0] as usize) == distance);
        let mut copy = Copy([[bf16::ZERO; GRANULE]; ROWS]);
        for start in (0..tile.length).step_by(GRANULE) {
            let panel = panel.add(start * tile.columns);
            let left = (tile.length - start).min(GRANULE);
            if even && left == GRANULE {
                step(rows[0].add(start), distance, panel, tile.columns, beside);
                continue;
            }
            for (copy, row) in copy.0.iter_mut().zip(rows) {
                *copy = [bf16::ZERO; GRANULE];
                std::ptr::copy_nonoverlapping(row.add(start), copy.as_mut_ptr(), left);
            }
            step(copy.0.as_ptr().cast(), GRANULE * 2, panel, tile.columns, beside);
        }
    }
}

#[repr(align(64))]
struct Copy([[bf16; GRANULE]; ROWS]);

/// # Safety
/// `rows` leads to 32 rows of 32 numbers, `distance` bytes apart; `panel` to 16 rows of pairs, `columns` pairs apart.
#[inline(always)]
unsafe fn step(rows: *const bf16, distance: usize, panel: *const bf16, columns: usize, beside: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        asm!("tileloadd tmm4, [{a} + {d}*1]", "tileloadd tmm6, [{p} + {s}*1]", "tdpbf16ps tmm0, tmm4, tmm6",
            "tileloadd tmm7, [{q} + {s}*1]", "tdpbf16ps tmm1, tmm4, tmm7",
            "tileloadd tmm5, [{b} + {d}*1]", "tdpbf16ps tmm2, tmm5, tmm6", "tdpbf16ps tmm3, tmm5, tmm7",
            a = in(reg) rows, b = in(reg) rows.byte_add(HALF * distance), d = in(reg) distance,
            p = in(reg) panel, q = in(reg) panel.add(beside * 2), s = in(reg) columns * 4,
            options(nostack, readonly));
    }
}
