//! A contact sheet of designs for the eye: 12 requests in Korean and 12 in English, as people write them, go through
//! the whole studio with `vector-1` and are pasted into one PNG.
//!
//! `cargo run --example contact_sheet -- --out sheet.png [--seed 7] [--candidates 1] [--only 3] [--height 420]`
//!
//! `--only N` shows the candidates of request N alone, so that they can be looked at large.

use std::error::Error;
use std::io::Cursor;

use image::{RgbaImage, imageops};
use jiff::civil::Date;
use vignette::brief::Words;
use vignette::documents::Format;
use vignette::engine::Unwatched;
use vignette::scene::PixelSize;
use vignette::studio::{Design, DesignRequest, Studio};

/// Space between designs, in pixels.
const GAP: u32 = 28;
/// Designs wrap at this width, in pixels.
const WIDTH: u32 = 2400;
/// The day the requests are made, so that the sheet never changes by itself.
const TODAY: Date = Date::constant(2026, 11, 23);

const REQUESTS: [&str; 24] = [
    "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀",
    "‘가을 독서 모임’ 포스터. 일시: 10월 14일 오후 7시, 장소: 3층 라운지, 주최: 인사문화팀",
    "신입사원을 위한 정보보안 교육 포스터 만들어 주세요. 3월 9일 오전 10시, 본관 2층 교육장",
    "제목: 송년의 밤\n일시: 12월 18일 오후 6시 30분\n장소: 그랜드볼룸\n고급스러운 포스터",
    "회의 포스터 만들어줘\n제목: 하반기 경영 전략 회의\n일시: 11월 26일 15:00\n장소: 대회의실\n일정:\n- 15:00 개회 및 인사말\n- 15:10 올해 성과 돌아보기\n- 15:40 내년 전략 발표\n- 16:20 질의응답\n- 16:50 마무리",
    "제목: 봄 산행, 4월 11일. 산뜻한 포스터",
    "‘여름 음악 축제’ 세로 포스터 1080x1920, 7월 25일 오후 5시, 중앙 잔디광장",
    "사내 카페 오픈 인스타그램 게시물, 5월 4일, 1층 로비",
    "배너 만들어줘: ‘디지털 전환 컨퍼런스’ 9월 17일 오전 9시 30분 컨벤션홀",
    "‘지속가능경영 보고서’ 표지 디자인",
    "‘인공지능 해커톤’ 포스터 1920x1080, 8월 21일 오후 1시, 이노베이션 센터",
    "분기 성장에 대한 슬라이드 그림 그려줘",
    "Design a poster: Annual Town Hall, November 26 at 3 pm, Main Auditorium",
    "Poster for “Spring Garden Day”, April 18, 11 am, on the roof terrace",
    "Title: Cloud Security Fundamentals for Engineers\nDate: February 12, 2 pm\nPlace: Room 4.12\nHost: Platform Team\nposter",
    "A dark, elegant poster for the “Winter Concert” on December 10 at 7:30 pm in the Atrium",
    "Design a poster\nTitle: Design Day\nWhen: June 5, 9 am\nWhere: Studio 1\nAgenda:\n- 9:00 Welcome and coffee\n- 9:30 Designing for everyone\n- 11:00 Workshop: from brief to page\n- 13:30 Portfolio reviews\n- 16:00 Closing",
    "Poster “Blood drive” March 3",
    "Poster 1080x1920 for “Summer Party”, July 10 at 6 pm, Riverside Lawn",
    "Instagram post: “We are hiring product designers”",
    "Banner for “Data & AI Summit”, October 8, 9 am, Hall B",
    "Report cover: “Annual Report”, blue",
    "Poster 1600x1200 “Research Colloquium: Oceans in a Warming World”, May 21, 4 pm, Lecture Hall 2",
    "Make an image for my slide about teamwork and growth",
];

struct Options {
    out: String,
    seed: u64,
    candidates: u32,
    only: Option<usize>,
    height: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let studio = vignette::app::open_studio(&vignette::config::Config::default());
    let mut tiles = Vec::new();
    for (index, prompt) in REQUESTS.iter().enumerate() {
        if options.only.is_none_or(|only| only == index) {
            tiles.extend(designs(&studio, prompt, options.seed + index as u64, &options)?);
        }
    }
    let mut file = Cursor::new(Vec::new());
    paste(&tiles).write_to(&mut file, image::ImageFormat::Png)?;
    std::fs::write(options.out, file.into_inner())?;
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options =
        Options { out: "sheet.png".to_owned(), seed: 7, candidates: 1, only: None, height: 420 };
    let mut words = std::env::args().skip(1);
    while let Some(name) = words.next() {
        let value = words.next().ok_or("every option takes a value")?;
        match name.as_str() {
            "--out" => options.out = value,
            "--seed" => options.seed = value.parse()?,
            "--candidates" => options.candidates = value.parse()?,
            "--only" => options.only = Some(value.parse()?),
            "--height" => options.height = value.parse()?,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    Ok(options)
}

/// The designs of one request as pixels.
fn designs(
    studio: &Studio,
    prompt: &str,
    seed: u64,
    options: &Options,
) -> Result<Vec<RgbaImage>, Box<dyn Error>> {
    let request = DesignRequest {
        words: Words { prompt: prompt.to_owned(), ..Words::default() },
        today: TODAY,
        candidates: options.candidates,
        seed,
        model: None,
        negative: None,
        steps: None,
        guidance: None,
        sampling: vignette::studio::Sampling::default(),
        print: vignette::documents::pdf::Print::default(),
    };
    let set = studio.design(&request, &Unwatched)?;
    set.designs.into_iter().map(|design| tile(studio, design, options.height)).collect()
}

/// A design as pixels, `height` high.
fn tile(studio: &Studio, mut design: Design, height: u32) -> Result<RgbaImage, Box<dyn Error>> {
    let page = &mut design.scene.page;
    let share = f64::from(height) / f64::from(page.pixels.height);
    page.pixels = PixelSize::new((f64::from(page.pixels.width) * share).round() as u32, height);
    let delivery = studio.deliver(&design, Format::Png)?;
    Ok(image::load_from_memory(&delivery.bytes)?.to_rgba8())
}

/// Tiles from left to right in rows on grey, each row as wide as the sheet.
fn paste(tiles: &[RgbaImage]) -> RgbaImage {
    let mut rows: Vec<Vec<&RgbaImage>> = vec![Vec::new()];
    let long = |row: &[&RgbaImage]| row.iter().map(|tile| tile.width() + GAP).sum::<u32>() + GAP;
    for tile in tiles {
        let last = rows.len() - 1;
        // A row takes one more as long as it comes nearer to the sheet's width by it.
        let (now, then) = (long(&rows[last]), long(&rows[last]) + tile.width() + GAP);
        if now > GAP && then > WIDTH && then - WIDTH > WIDTH.saturating_sub(now) {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(tile);
        }
    }
    let mut placed = Vec::new();
    let mut y = GAP;
    for row in &rows {
        let gaps = GAP * (row.len() as u32 + 1);
        let share = f64::from(WIDTH - gaps) / f64::from(long(row) - gaps);
        let scaled = |length: u32| (f64::from(length) * share.min(1.5)).round() as u32;
        let (mut x, mut low) = (GAP, y);
        for tile in row {
            let size = (scaled(tile.width()), scaled(tile.height()));
            placed.push((imageops::resize(*tile, size.0, size.1, imageops::FilterType::CatmullRom), x, y));
            x += size.0 + GAP;
            low = low.max(y + size.1);
        }
        y = low + GAP;
    }
    let mut sheet = RgbaImage::from_pixel(WIDTH, y, image::Rgba([222, 222, 222, 255]));
    for (tile, x, y) in &placed {
        imageops::overlay(&mut sheet, tile, (*x).into(), (*y).into());
    }
    sheet
}
