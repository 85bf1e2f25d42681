//! Breaks bricks into pages: what belongs together stays together, head rows are repeated, and footnotes stand at the
//! foot of their mark's page, or go on at that of the next.

use std::collections::{HashMap, VecDeque};

use super::brick::Brick;
use super::notes::Note;

/// Space above the footnotes of a page, with the line that parts them from the text.
pub(super) const ABOVE_NOTES: f64 = 14.0;

/// A page: bricks by their numbers and where they stand, in points from the top of its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub bricks: Vec<Placed>,
    /// Lines of footnotes: which note, which of its lines.
    pub notes: Vec<(usize, usize)>,
    /// How high they are, without the space above.
    pub notes_height: f64,
}

/// A brick on its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub brick: usize,
    pub top: f64,
    /// Whether it is a table's head shown once more, which is no part of the text.
    pub repeated: bool,
}

/// The pages of these bricks, each `height` points high.
pub(super) fn break_up(bricks: &[Brick], notes: &HashMap<usize, Note>, height: f64) -> Vec<Sheet> {
    let mut breaker = Breaker::new(bricks, notes, height);
    let mut at = 0;
    while at < bricks.len() {
        let end = breaker.chain(at);
        breaker.place_chain(at, end);
        at = end;
    }
    breaker.finish()
}

struct Breaker<'a> {
    bricks: &'a [Brick],
    notes: &'a HashMap<usize, Note>,
    height: f64,
    pages: Vec<Sheet>,
    page: Sheet,
    /// How far down the page is filled.
    y: f64,
    /// Lines of footnotes that wait for room.
    waiting: VecDeque<(usize, usize)>,
    /// The head rows of each table.
    heads: HashMap<usize, Vec<usize>>,
}

/// A chain that is too high for a page begins on the current one only where at least this share of it is free.
const WORTH: f64 = 0.25;
/// A head that is higher than this share of a page is not repeated, nor do footnotes take more of a page.
const MOST: f64 = 0.6;

impl<'a> Breaker<'a> {
    fn new(bricks: &'a [Brick], notes: &'a HashMap<usize, Note>, height: f64) -> Self {
        let mut heads: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, brick) in bricks.iter().enumerate() {
            if let Some(row) = brick.table.filter(|row| row.is_head) {
                heads.entry(row.table).or_default().push(number);
            }
        }
        heads.retain(|_, head| {
            head.iter().map(|number| bricks[*number].height).sum::<f64>() < height * MOST / 2.0
        });
        let (pages, waiting) = (Vec::new(), VecDeque::new());
        Self { bricks, notes, height, pages, page: Sheet::default(), y: 0.0, waiting, heads }
    }

    /// The end of the bricks that belong to this one.
    fn chain(&self, start: usize) -> usize {
        let mut end = start + 1;
        while end < self.bricks.len() && self.bricks[end - 1].keep && !self.bricks[end].new_page {
            end += 1;
        }
        end
    }

    fn place_chain(&mut self, start: usize, end: usize) {
        if self.bricks[start].new_page {
            self.turn();
        }
        if !self.fits(start, end) && !self.is_empty() && (self.fits_alone(start, end) || self.room() < WORTH)
        {
            self.turn();
        }
        let whole = self.fits(start, end);
        for number in start..end {
            if !whole && !self.is_empty() && !self.fits(number, number + 1) {
                self.turn();
            }
            self.place(number);
        }
    }

    /// Whether these bricks and their footnotes have room on the current page.
    fn fits(&self, start: usize, end: usize) -> bool {
        let head = self.head_before(start).iter().map(|number| self.bricks[*number].height).sum::<f64>();
        let first_space = if self.is_empty() { self.bricks[start].before } else { 0.0 };
        self.y + head - first_space + self.need(start, end) <= self.height - self.foot(start, end) + 0.01
    }

    /// Whether they would have room on an empty page.
    fn fits_alone(&self, start: usize, end: usize) -> bool {
        let notes = self.notes_of(start, end);
        let foot = if notes > 0.0 { notes + ABOVE_NOTES } else { 0.0 };
        self.need(start, end) - self.bricks[start].before + foot <= self.height
    }

    /// How high they are, counted up to a little more than a page.
    fn need(&self, start: usize, end: usize) -> f64 {
        let mut need = 0.0;
        for brick in &self.bricks[start..end] {
            need += brick.before + brick.height;
            if need > 2.0 * self.height {
                break;
            }
        }
        need
    }

    /// The share of the page that is free.
    fn room(&self) -> f64 {
        (self.height - self.y - self.page.notes_height) / self.height
    }

    fn is_empty(&self) -> bool {
        self.page.bricks.is_empty()
    }

    /// How high the page's foot is with the footnotes of these bricks: never so high that no text has room.
    fn foot(&self, start: usize, end: usize) -> f64 {
        let notes = self.page.notes_height + self.notes_of(start, end);
        if notes > 0.0 { (notes + ABOVE_NOTES).min(self.height * MOST) } else { 0.0 }
    }

    fn notes_of(&self, start: usize, end: usize) -> f64 {
        let lines = self.bricks[start..end].iter().take(200).flat_map(Brick::notes);
        lines.filter_map(|note| self.notes.get(&note)).flatten().map(|line| line.height).sum()
    }

    /// The head rows to repeat above a brick that begins a page.
    fn head_before(&self, number: usize) -> &[usize] {
        let row = self.bricks[number].table.filter(|row| !row.is_head);
        let is_within =
            number.checked_sub(1).and_then(|before| self.bricks[before].table).map(|row| row.table);
        match row.filter(|row| self.is_empty() && is_within == Some(row.table)) {
            Some(row) => self.heads.get(&row.table).map_or(&[], Vec::as_slice),
            None => &[],
        }
    }

    fn place(&mut self, number: usize) {
        let head = self.head_before(number).to_vec();
        for brick in head {
            self.page.bricks.push(Placed { brick, top: self.y, repeated: true });
            self.y += self.bricks[brick].height;
        }
        let brick = &self.bricks[number];
        if !self.is_empty() && !self.page.bricks.last().is_some_and(|last| last.repeated) {
            self.y += brick.before;
        }
        self.page.bricks.push(Placed { brick: number, top: self.y, repeated: false });
        self.y += brick.height;
        for note in brick.notes() {
            let lines = self.notes.get(&note).map_or(0, Vec::len);
            self.waiting.extend((0..lines).map(|line| (note, line)));
        }
        self.set_notes();
    }

    /// Takes as many waiting lines as have room below the text.
    fn set_notes(&mut self) {
        while let Some((note, line)) = self.waiting.front().copied() {
            let height =
                self.notes.get(&note).and_then(|lines| lines.get(line)).map_or(0.0, |line| line.height);
            let foot = self.page.notes_height + height + ABOVE_NOTES;
            // A page that is filled to its end takes none; one without text takes some, whatever they are.
            let most = if self.is_empty() { self.height * MOST } else { self.height - self.y };
            if foot > most + 0.01 && !(self.is_empty() && self.page.notes.is_empty()) {
                break;
            }
            self.page.notes.push((note, line));
            self.page.notes_height += height;
            self.waiting.pop_front();
        }
    }

    fn turn(&mut self) {
        self.pages.push(std::mem::take(&mut self.page));
        self.y = 0.0;
        self.set_notes();
    }

    fn finish(mut self) -> Vec<Sheet> {
        loop {
            let is_last = self.waiting.is_empty();
            if is_last && self.is_empty() && self.page.notes.is_empty() && !self.pages.is_empty() {
                return self.pages;
            }
            self.turn();
            if is_last {
                return self.pages;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use kurbo::{Point, Rect};

    use super::super::brick::{Mark, TableRow};
    use super::super::text::Line;
    use super::*;
    use crate::scene::PlacedLine;

    /// Bricks by a letter each: `a` of 10 points, `k` kept with the next, `p` that begins a page, `h` a head and `r` a
    /// row of a table, `n` with a footnote of three lines, `B` of 35 points.
    fn bricks(kinds: &str) -> Vec<Brick> {
        let brick = |kind: char| {
            let table = |is_head| Some(TableRow { table: 1, is_head });
            let plain = Brick::gap(10.0);
            match kind {
                'k' => Brick { keep: true, ..plain },
                'p' => Brick { new_page: true, ..plain },
                'h' => Brick { table: table(true), keep: true, ..plain },
                'r' => Brick { table: table(false), ..plain },
                'n' => Brick { marks: vec![Mark::Line(Point::ZERO, Rc::new(noted()))], ..plain },
                'B' => Brick::gap(35.0),
                _ => plain,
            }
        };
        kinds.chars().map(brick).collect()
    }

    fn noted() -> Line {
        let placed =
            PlacedLine { paragraph: 0, text: String::new(), bounds: Rect::ZERO, baseline: 0.0, runs: vec![] };
        Line { placed, looks: Rc::new([]), notes: vec![0] }
    }

    /// The pages as the letters on them; a repeated head is `H`, a line of a footnote `.`.
    fn check(kinds: &str, height: f64, expected: &str) {
        let (bricks, letters) = (bricks(kinds), kinds.as_bytes());
        let notes = HashMap::from([(0, vec![Brick::gap(4.0); 3])]);
        let show = |page: &Sheet| {
            let letter =
                |placed: &Placed| if placed.repeated { 'H' } else { char::from(letters[placed.brick]) };
            page.bricks.iter().map(letter).chain(page.notes.iter().map(|_| '.')).collect::<String>()
        };
        let pages = break_up(&bricks, &notes, height);
        assert_eq!(pages.iter().map(show).collect::<Vec<_>>().join(" "), expected, "{kinds}");
        for page in &pages {
            let end = page.bricks.last().map_or(0.0, |last| last.top + bricks[last.brick].height);
            let foot = if page.notes.is_empty() { 0.0 } else { page.notes_height + ABOVE_NOTES };
            assert!(end + foot <= height.max(35.0) + 0.1, "{kinds}: {page:?}");
        }
    }

    #[test]
    fn what_belongs_together_stays_together() {
        check("", 30.0, "");
        check("aaaa", 30.0, "aaa a");
        check("aaka", 30.0, "aa ka");
        check("akkka", 30.0, "akk ka");
        check("apaa", 30.0, "a paa");
        check("aBa", 30.0, "a B a");
    }

    #[test]
    fn a_head_is_repeated_above_the_rows_that_go_on() {
        check("hrrrrr", 40.0, "hrrr Hrr");
        check("aahrrr", 40.0, "aahr Hrr");
        check("aaahr", 40.0, "aaa hr");
    }

    #[test]
    fn footnotes_stand_on_the_page_of_their_mark_or_go_on() {
        check("ana", 80.0, "ana...");
        check("aaan", 60.0, "aaa n...");
        check("n", 30.0, "n. . .");
        check("nn", 40.0, "n... n...");
    }
}
