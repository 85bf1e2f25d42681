//! The words the engine knows. Korean and English side by side, one line of meaning each.

use crate::engine::vector::motif::Motif;

/// Words that name a scene.
pub const SCENES: &[(Motif, &[&str])] = &[
    (
        Motif::Landscape,
        &[
            "landscape",
            "mountain",
            "hill",
            "hiking",
            "climbing",
            "forest",
            "valley",
            "summit",
            "산",
            "산맥",
            "산행",
            "등산",
            "풍경",
            "숲",
            "트레킹",
            "정상",
            "자연 풍경",
        ],
    ),
    (Motif::Botanical, &["botanical", "nature", "leaf", "plant", "식물", "자연"]),
    (Motif::City, &["city", "도시"]),
    (Motif::Growth, &["growth", "성장"]),
    (
        Motif::Sea,
        &[
            "sea",
            "ocean",
            "beach",
            "wave",
            "summer",
            "sailing",
            "boat",
            "ship",
            "island",
            "coast",
            "water",
            "바다",
            "해변",
            "여름",
            "파도",
            "섬",
            "해양",
            "휴가",
            "항해",
            "요트",
            "바캉스",
            "해운",
        ],
    ),
];

/// Words that name a way of drawing which is a motif of its own.
pub const STYLES: &[(Motif, &[&str])] = &[
    (
        Motif::Geometry,
        &["geometry", "geometric", "bauhaus", "pattern", "기하학", "기하", "바우하우스", "패턴", "도형"],
    ),
    (Motif::Layers, &["layers", "paper cut", "papercut", "페이퍼 컷", "종이"]),
    (Motif::Ribbons, &["ribbons", "ribbon", "flow", "리본", "흐름"]),
];
