//! Words for ways of drawing.

use crate::engine::vector::motif::Motif;

/// Words that ask for an icon.
pub const ICON: &[&str] = &[
    "icon",
    "pictogram",
    "sticker",
    "emoji",
    "symbol",
    "emblem",
    "badge",
    "아이콘",
    "픽토그램",
    "스티커",
    "이모지",
    "심볼",
    "엠블럼",
    "배지",
    "뱃지",
];

/// Words that name a way of drawing which is a motif of its own, parted by commas.
pub const STYLES: &[(Motif, &str)] = &[
    (
        Motif::Geometry,
        "geometry, geometric, bauhaus, pattern, mosaic, tile, 기하학, 기하, 바우하우스, 패턴, \
         도형, 모자이크, 타일",
    ),
    (
        Motif::Layers,
        "layers, layered, paper cut, papercut, paper-cut, paper, origami, 페이퍼 컷, 페이퍼컷, \
         종이, 컷아웃, 입체",
    ),
    (
        Motif::Ribbons,
        "ribbons, ribbon, flow, fluid, gradient, dynamic, modern, wavy, 리본, 흐름, 유려, \
         그라데이션, 그라디언트, 역동, 모던, 물결",
    ),
    (
        Motif::Arches,
        "arches, arch, minimal, minimalist, minimalism, simple, clean, calm, boho, 아치, 미니멀, \
         심플, 단순, 깔끔, 차분",
    ),
    (
        Motif::Contours,
        "contours, contour, line art, lineart, line drawing, linear, map, topographic, \
         라인 아트, 라인아트, 선화, 등고선, 지도, 라인 드로잉",
    ),
    (Motif::Blocks, "blocks, isometric, 3d, cube, block, 아이소메트릭, 등각, 큐브, 블록, 입체 도형"),
];
