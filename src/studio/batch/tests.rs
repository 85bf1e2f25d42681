use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::documents::Limits;
use crate::documents::package::{Kind, Package, relationship_type};
use crate::documents::template::FillOptions;
use crate::engine::{Engines, Unwatched};
use crate::scene::Fonts;
use crate::studio::{Files, RowsSource};

fn studio() -> Studio {
    Studio {
        fonts: Arc::new(Fonts::system()),
        layouts: None,
        brand: None,
        engines: Engines::default(),
        limits: Limits::DEFAULT,
    }
}

/// A Word document with these paragraphs.
fn letter(paragraphs: &[&str]) -> Vec<u8> {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text: String =
        paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let mut package = Package::new(Kind::Word);
    let document = format!("<w:document xmlns:w=\"{word}\"><w:body>{text}</w:body></w:document>");
    package.set_part("word/document.xml", document.into_bytes());
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    package.set_content_type("word/document.xml", kind);
    package.relate("", &relationship_type("officeDocument"), "word/document.xml").unwrap();
    package.save().unwrap()
}

fn request(paragraphs: &[&str], common: Value, name: &str, threads: usize) -> BatchRequest {
    let fill = FillRequest {
        template: letter(paragraphs),
        data: common,
        files: Files::None,
        seed: 7,
        model: None,
        options: FillOptions::default(),
    };
    BatchRequest { fill, name: name.to_owned(), threads }
}

fn rows(text: &str) -> Rows {
    Rows::open(RowsSource::Bytes(text.as_bytes().into())).unwrap()
}

/// Keeps everything, in order.
#[derive(Default)]
struct Heap {
    filled: Vec<(String, Vec<u8>)>,
    failed: Vec<(u64, u64, String)>,
    room: Option<usize>,
}

impl Shelf for Heap {
    fn put(&mut self, filled: Filled) -> io::Result<()> {
        if self.room == Some(self.filled.len()) {
            return Err(io::Error::other("the disk is full"));
        }
        self.filled.push((filled.name, filled.file.into_vec()));
        Ok(())
    }

    fn note(&mut self, failed: &FailedRow) -> io::Result<()> {
        self.failed.push((failed.row, failed.line, failed.error.to_string()));
        Ok(())
    }
}

fn names(heap: &Heap) -> Vec<&str> {
    heap.filled.iter().map(|(name, _)| name.as_str()).collect()
}

fn text(file: &[u8]) -> String {
    Package::open(file, &Limits::DEFAULT).unwrap().text("word/document.xml").unwrap()
}

#[test]
fn each_row_is_one_document_over_the_common_data() {
    let common = json!({"company": {"name": "한빛", "city": "서울"}, "title": "님"});
    let request =
        request(&["{{ company.name }} {{ company.city }}", "{{ 이름 }}{{ title }}"], common, "{{ 이름 }}", 2);
    let rows = rows("이름,company.city\n김하늘,부산\n../이솔,\n김하늘,대전\n");
    let mut heap = Heap::default();
    let tally = studio().batch(&request, &rows, &mut heap, &Unwatched).unwrap();
    assert_eq!(tally, Tally { filled: 3, failed: 0 });
    assert_eq!(names(&heap), ["김하늘.docx", "이솔.docx", "김하늘 (2).docx"]);
    assert!(text(&heap.filled[0].1).contains("한빛 부산") && text(&heap.filled[0].1).contains("김하늘님"));
    assert!(text(&heap.filled[2].1).contains("한빛 대전"));
}

#[test]
fn a_document_of_a_batch_is_the_one_that_fill_makes() {
    let batch = request(&["{{ a }} {{ b }}"], json!({"b": "B"}), "{{ number }}", 1);
    let mut heap = Heap::default();
    studio().batch(&batch, &rows("a\nA\n"), &mut heap, &Unwatched).unwrap();
    let alone = FillRequest { data: json!({"b": "B", "a": "A"}), ..batch.fill };
    assert_eq!(heap.filled[0].1, studio().fill(&alone, &Unwatched).unwrap().bytes);
}

#[test]
fn failing_rows_are_noted_and_the_others_filled() {
    let request = request(&["{{ a.b }} {{ c }}"], json!({}), "x-{{ number }}", 3);
    let lines = "{\"a\": {\"b\": 1}, \"c\": 2}\n{\"d\": 1}\n{broken\n\n{\"a\": {\"b\": 3}, \"c\": 4, \"number\": \"N\"}\n";
    let mut heap = Heap::default();
    let tally = studio().batch(&request, &rows(lines), &mut heap, &Unwatched).unwrap();
    assert_eq!(tally, Tally { filled: 2, failed: 2 });
    assert_eq!(names(&heap), ["x-1.docx", "x-N.docx"]);
    let places: Vec<_> = heap.failed.iter().map(|(row, line, _)| (*row, *line)).collect();
    assert_eq!(places, [(2, 2), (3, 3)]);
    assert!(heap.failed[0].2.starts_with("2 of the template's tags"), "{}", heap.failed[0].2);
    assert!(heap.failed[1].2.starts_with("line 3, column 2"), "{}", heap.failed[1].2);
}

#[test]
fn any_number_of_threads_gives_the_same_files_in_the_same_order() {
    let table: String = (0..200).map(|number| format!("{},{number}\n", number % 7)).collect();
    let rows = rows(&format!("a,b\n{table}"));
    let make = |threads| {
        let mut heap = Heap::default();
        let request = request(
            &["{{ a }} {{ b }}", "{% if b > 150 %}{{ missing }}{% endif %}"],
            json!({}),
            "{{ a }}",
            threads,
        );
        let tally = studio().batch(&request, &rows, &mut heap, &Unwatched).unwrap();
        assert_eq!(tally, Tally { filled: 151, failed: 49 });
        (heap.filled, heap.failed)
    };
    let alone = make(1);
    assert_eq!(alone.0[149].0, "2 (22).docx");
    assert!(alone == make(2) && alone == make(9));
}

#[test]
fn a_batch_stops_in_the_middle_and_what_it_gave_is_whole() {
    struct StopAt(u32);
    impl Watch for StopAt {
        fn step(&self, done: u32, total: u32) -> ControlFlow<()> {
            assert_eq!(total, 1_000);
            if done >= self.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
    let rows = rows(&format!("a\n{}", "x\n".repeat(1_000)));
    let request = request(&["{{ a }}"], json!({}), "n", 4);
    let mut heap = Heap::default();
    let error = studio().batch(&request, &rows, &mut heap, &StopAt(5)).unwrap_err();
    assert!(matches!(error, StudioError::Engine(EngineError::Cancelled)), "{error}");
    assert_eq!(heap.filled.len(), 5);
    heap = Heap { room: Some(3), ..Heap::default() };
    let error = studio().batch(&request, &rows, &mut heap, &Unwatched).unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), heap.filled.len()),
        ("the documents could not be written: the disk is full", 3)
    );
}

#[test]
fn what_fails_for_every_row_fails_at_once() {
    let rows = rows("a\n1\n");
    let mut heap = Heap::default();
    let mut request = request(&["{{ a }}"], json!({}), "{{ a", 1);
    let error = studio().batch(&request, &rows, &mut heap, &Unwatched).unwrap_err();
    assert!(matches!(error, StudioError::Document(DocumentError::Tags(_))), "{error}");
    request.name = "a".to_owned();
    request.fill.template = b"no document".to_vec();
    let error = studio().batch(&request, &rows, &mut heap, &Unwatched).unwrap_err();
    assert!(matches!(error, StudioError::Document(DocumentError::NotADocument)), "{error}");
    assert!(heap.filled.is_empty() && heap.failed.is_empty());
}
