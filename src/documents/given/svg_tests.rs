//! SVG files: what of them goes on, and what is refused.

use super::*;

const ROOT: &str = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:i='http://ns.adobe.com/i' width='40' height='20'>";

fn svg(inner: &str) -> Vec<u8> {
    format!("{ROOT}{inner}</svg>").into_bytes()
}

fn read(file: Vec<u8>) -> Result<(Picture, String, image::RgbaImage), String> {
    let picture = read_picture(file, "logo", "", &Limits::DEFAULT).map_err(|error| error.to_string())?;
    let Content::Svg { svg, png } = &picture.content else { panic!("{picture:?}") };
    let text = String::from_utf8(svg.to_vec()).unwrap();
    let pixels = image::load_from_memory(png).unwrap().into_rgba8();
    Ok((picture, text, pixels))
}

fn refuse(inner: &str, expected: &str) {
    let error = read(svg(inner)).unwrap_err();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn what_is_drawn_goes_on_and_what_editors_remember_stays_behind() {
    let inner = "<!-- by --><metadata><x/></metadata><i:pgf>secret</i:pgf><title>A &amp; B</title>\
        <style>.a{fill:url(#g)}</style><defs><linearGradient id='g'><stop stop-color='red'/></linearGradient>\
        <clipPath id='c'><use xlink:href='#r'/></clipPath><rect id='r' width='20' height='20'/></defs>\
        <switch><foreignObject>x</foreignObject><g i:extraneous='self'>\
        <a href='https://example.com/'><g clip-path='url(#c)'><rect class='a' width='40' height='20' i:knows='x'/></g></a>\
        </g></switch>";
    let doctype = b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
    for file in [svg(inner), [&doctype[..], &svg(inner)].concat()] {
        let (picture, text, pixels) = read(file).unwrap();
        assert_eq!(picture.size, PixelSize::new(2048, 1024));
        assert_eq!(pixels.get_pixel(500, 500).0, [255, 0, 0, 255]);
        assert_eq!(pixels.get_pixel(1500, 500).0[3], 0);
        for gone in ["secret", "example.com", "metadata", "<!", "adobe", "foreignObject", "knows"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
        assert!(text.contains("<title>A &amp; B</title>") && text.contains("xlink:href=\"#r\""), "{text}");
        assert_eq!(clean::clean(text.as_bytes()).unwrap(), text, "cleaning what is clean changes nothing");
    }
}

#[test]
fn what_acts_or_names_something_outside_is_refused() {
    refuse("<script>alert(1)</script>", "a script");
    refuse("<rect width='9' height='9' onclick='alert(1)'/>", "a script");
    refuse("<rect width='9' height='9' OnLoad='alert(1)'/>", "a script");
    refuse("<foreignObject/>", "HTML");
    refuse("<text>words</text>", "text as outlines");
    refuse("<image href='file:///etc/hostname' width='40' height='20'/>", "picture of pixels");
    refuse("<filter id='f'/>", "filters");
    refuse("<rect width='9' height='9' style='filter:blur(9px)'/>", "filters");
    for outside in [
        "<use href='other.svg#a'/>",
        "<use xlink:href='https://example.com/a.svg#a'/>",
        "<rect fill='url(https://example.com/a#b)'/>",
        "<rect style='fill:URL( \"a.svg#b\")'/>",
        "<rect fill='url(&#104;ttp:a#b)'/>",
        "<style>@import 'a.css';</style>",
        "<style>.a{fill:\\75rl(a.svg#b)}</style>",
        "<style><![CDATA[.a{fill:url(a.svg#b)}]]></style>",
    ] {
        refuse(outside, "outside of itself");
    }
    refuse("<g>", "not well-formed");
    let entities = b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
    assert!(read(entities).unwrap_err().contains("DOCTYPE"));
}

#[test]
fn drawings_that_could_go_on_for_ever_are_refused() {
    let laughs = |count: usize| -> String {
        let level =
            |level| format!("<g id='a{}'><use href='#a{level}'/><use href='#a{level}'/></g>", level + 1);
        (0..count).map(level).collect()
    };
    let masks: String = (0..9)
        .map(|level| {
            let shape = format!("<rect width='9' height='9' mask='url(#m{})'/>", level + 1);
            format!("<mask id='m{level}'>{}</mask>", shape.repeat(9))
        })
        .collect();
    let path = format!("<path id='p' d='M0 0{}'/>", "L1 1".repeat(50_000));
    for inner in [
        laughs(40) + "<rect id='a0' width='1' height='1'/>",
        laughs(6_000),
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>".to_owned(),
        path + &"<use href='#p'/>".repeat(200),
        masks + "<rect width='9' height='9' mask='url(#m0)'/>",
    ] {
        refuse(&inner, "repeats parts of itself");
    }
    let shapes = "<rect class='a' width='9' height='9'/>";
    refuse(&shapes.repeat(20_001), "elements");
    refuse(&("<g>".repeat(70) + &"</g>".repeat(70)), "nests");
    refuse(&(shapes.repeat(5_000) + "<style>" + &".a{}".repeat(5_000) + "</style>"), "style rules");
    refuse(&("<style>.a{mask:url(#m)}</style><mask id='m'/>".to_owned() + shapes), "masks in a style sheet");
    let layer = "<g opacity='.5'><rect width='4000' height='2000'/><rect width='1' height='1'/>";
    refuse(&(layer.repeat(60) + &"</g>".repeat(60)), "too long to draw");
    refuse(&"<rect width='40' height='20' fill-opacity='.5'/>".repeat(19_000), "too long to draw");
    let star = |corners: usize| format!("M0 0{}", "L9 9L0 9".repeat(corners / 2));
    refuse(&format!("<path d='{}'/>", star(40_000)), "too many corners");
    refuse(&format!("<path d='{}'/>", star(19_000)).repeat(9), "too many corners");
    let line = "fill='none' stroke='red' stroke-width='50' stroke-linejoin='round'";
    refuse(&format!("<path d='{}' {line}/>", star(19_000)), "too many corners");
    refuse("<path d='M0 0H40' stroke='red' stroke-dasharray='.000001'/>", "too many corners");
}

#[test]
fn much_to_paint_gets_fewer_pixels_and_odd_sizes_some() {
    let check = |file: Vec<u8>, expected: (u32, u32)| {
        let (picture, ..) = read(file).unwrap();
        assert_eq!((picture.size.width, picture.size.height), expected);
    };
    check(svg(&"<rect width='40' height='20' fill-opacity='.5'/>".repeat(800)), (560, 280));
    check(b"<svg viewBox='0 0 1e9 1'><rect width='1e9' height='1'/></svg>".to_vec(), (2048, 1));
    check(b"<svg viewBox='0 0 1e-9 1e-9'><path d='M0 0L1e30 1e30'/></svg>".to_vec(), (2048, 2048));
}
