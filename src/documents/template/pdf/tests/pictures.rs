//! Pictures in push buttons.

use super::*;

/// The image of the picture button, its own bytes, and the operators that place it.
fn placed(look: Dictionary, picture: Picture) -> (Document, Stream, String) {
    let document = fill_all(&form(vec![button(look, 0)]), &json!({}), &[("picture", picture)]).unwrap();
    let stream = appearance(&document, "picture");
    let resources = stream.dict.get(b"Resources").unwrap().as_dict().unwrap().get(b"XObject").unwrap();
    let image =
        resources.as_dict().unwrap().get_deref(b"Im", &document).unwrap().as_stream().unwrap().clone();
    let operators = String::from_utf8(stream.content).unwrap();
    (document, image, operators)
}

#[test]
fn pictures_keep_their_shape_and_their_bytes() {
    let square = image::DynamicImage::new_rgb8(10, 10);
    let check = |look: Dictionary, expected: &str| {
        let (document, _, operators) = placed(look, encoded(Encoding::Png, &square));
        assert!(operators.contains(expected), "{operators}");
        let alt = lopdf::decode_text_string(field(&document, "picture").get(b"TU").unwrap()).unwrap();
        assert_eq!(alt, "성장 그래프");
    };
    let fit = |name: &str| dictionary! { "IF" => dictionary! { "S" => name } };
    check(Dictionary::new(), "0 0 200.000 40.000 re W n 200.000 0 0 200.000 0.000 -80.000 cm");
    check(fit("P"), "40.000 0 0 40.000 80.000 0.000 cm");
    check(fit("A"), "200.000 0 0 40.000 0.000 0.000 cm");

    let photograph = encoded(Encoding::Jpeg, &square);
    let Content::Encoded { bytes, .. } = photograph.content.clone() else { panic!() };
    let (document, image, _) = placed(Dictionary::new(), photograph);
    assert!(
        image.content[..] == bytes[..] && image.dict.get(b"Filter").unwrap() == &Object::from("DCTDecode")
    );
    let mark = image.dict.get_deref(b"Metadata", &document).unwrap().as_stream().unwrap();
    assert!(String::from_utf8_lossy(&mark.content).contains("trainedAlgorithmicMedia"));

    let colours = image::RgbImage::from_fn(9, 5, |x, y| image::Rgb([x as u8 * 20, y as u8 * 40, 7]));
    let (_, image, _) = placed(Dictionary::new(), encoded(Encoding::Png, &colours.clone().into()));
    assert_eq!(image.decompressed_content().unwrap(), colours.into_raw());
}

#[test]
fn transparency_and_drawings_become_images() {
    let glass =
        image::RgbaImage::from_fn(4, 4, |x, _| image::Rgba([200, 10, 10, if x < 2 { 255 } else { 40 }]));
    let (document, image, _) = placed(Dictionary::new(), encoded(Encoding::Png, &glass.into()));
    assert_eq!(&image.decompressed_content().unwrap()[..3], [200, 10, 10]);
    let mask = image.dict.get_deref(b"SMask", &document).unwrap().as_stream().unwrap();
    assert_eq!(&mask.decompressed_content().unwrap()[..4], [255, 255, 40, 40]);

    let shape = Shape::filled(
        kurbo::Rect::new(0.0, 0.0, 10.0, 10.0),
        Paint::Solid(crate::scene::Colour::hex(0x10_20_30)),
    );
    let drawing = Drawing { size: Size::new(10.0, 10.0), shapes: vec![shape] };
    let content = Content::Drawn(drawing);
    let size = PixelSize::new(6, 6);
    let (model, alt) = (String::new(), String::new());
    let picture = Picture {
        content,
        size,
        seed: 0,
        model,
        alt,
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    };
    let (_, image, _) = placed(Dictionary::new(), picture);
    assert_eq!(image.decompressed_content().unwrap(), [0x10, 0x20, 0x30].repeat(36));
}

#[test]
fn the_places_for_pictures_are_named() {
    let with_action =
        dictionary! { "FT" => "Btn", "Ff" => 1 << 16, "A" => Dictionary::new(), "T" => text_string("send") };
    let file = form(vec![button(Dictionary::new(), 0), with_action, text_field("x", Dictionary::new())]);
    let places = PdfTemplate::open(&file, &Limits::for_testing()).unwrap().pictures();
    assert_eq!(places.len(), 1);
    let place = &places[0];
    assert_eq!((place.name.as_str(), place.size, place.fit), ("picture", Size::new(200.0, 40.0), Fit::Cover));
    assert_eq!(place.alt.as_deref(), Some("A chart of growth"));
}
