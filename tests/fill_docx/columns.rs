//! Columns of tables that repeat.

use serde_json::{Value, json};

use super::docx::{self, Docx, paragraph};
use super::{filled, problems};

fn cell(span: usize, text: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"1000\" w:type=\"dxa\"/>{span}</w:tcPr>{}</w:tc>", paragraph(text))
}

fn row(cells: &[&str]) -> String {
    format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(1, text)).collect::<String>())
}

fn table(rows: &[String]) -> Docx {
    let grid = "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"1000\"/>";
    Docx::new(&format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", rows.concat()))
}

/// The texts of the cells and the widths of the grid.
fn check(docx: &Docx, data: &Value, texts: &[&str], widths: &[u32]) -> String {
    let xml = filled(docx, data, "word/document.xml");
    assert_eq!(docx::texts(&xml), texts);
    let grid =
        xml.split("<w:gridCol w:w=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap());
    assert_eq!(grid.collect::<Vec<u32>>(), widths);
    xml
}

#[test]
fn columns_repeat_and_the_table_keeps_its_width() {
    let head = row(&["h", "{% for m in months %}", "{{ m }}", "{% endfor %}"]);
    let body = row(&["{{ r.name }}", "{%tc for m in months %}", "{{ r[m] }}", "{%tc endfor %}"]);
    let loops = [row(&["{% for r in rows %}", "", "", ""]), body, row(&["{% endfor %}", "", "", ""])];
    let docx = table(&[&[head][..], &loops].concat());
    let rows = json!([{"name": "A", "x": 1, "y": 2}, {"name": "B", "x": 3, "y": 4}]);
    let data = |months: Value| json!({"months": months, "rows": rows});
    let xml = check(
        &docx,
        &data(json!(["x", "y"])),
        &["h", "x", "y", "A", "1", "2", "B", "3", "4"],
        &[2000, 1500, 1500],
    );
    assert_eq!(xml.matches("<w:tcW w:w=\"1500\" w:type=\"dxa\"/>").count(), 6, "{xml}");
    check(&docx, &data(json!(["x"])), &["h", "x", "A", "1", "B", "3"], &[2000, 3000]);
    check(&docx, &data(json!([])), &["h", "A", "B"], &[2000]);
}

#[test]
fn a_cell_over_the_columns_follows_them() {
    let title = format!("<w:tr>{}{}</w:tr>", cell(1, "a"), cell(3, "months"));
    let docx = table(&[title, row(&["b", "{% for m in l %}", "{{ m }}", "{% endfor %}"])]);
    let xml = check(&docx, &json!({"l": [1, 2]}), &["a", "months", "b", "1", "2"], &[2000, 1500, 1500]);
    assert!(xml.contains("<w:gridSpan w:val=\"2\"/>"), "{xml}");
    check(&docx, &json!({"l": []}), &["a", "b"], &[2000]);
}

#[test]
fn columns_that_other_rows_do_not_have_are_a_problem() {
    let docx =
        table(&[row(&["a", "b", "c", "d"]), row(&["e", "{% for m in l %}", "{{ m }}", "{% endfor %}"])]);
    let found = problems(&docx.file(), &json!({"l": [1, 2]}));
    assert!(
        found[0].contains("{% for m in l %}: another row of the table has cells of its own"),
        "{found:?}"
    );
}

#[test]
fn a_row_whose_tags_share_cells_with_text_repeats_as_a_row() {
    let docx = table(&[row(&["{% for m in l %}{{ m }}", "x", "y", "{% endfor %}"])]);
    check(&docx, &json!({"l": [1, 2]}), &["1", "x", "y", "2", "x", "y"], &[2000, 1000, 1000, 1000]);
}
