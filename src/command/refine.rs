//! `vignette refine`: a design changed in words.

use clap::Args;
use vignette::studio::{History, Step};

use super::{Failure, design, output, progress::Progress, studio, today};

/// `vignette refine "회의 포스터 …" --seed 7 --say "더 밝게" --say "장소를 3층으로 바꿔줘" -o poster.pdf`
#[derive(Args)]
#[group(id = "refinement")]
pub struct Arguments {
    #[command(flatten)]
    design: design::Arguments,
    /// What should change, in order; may be given several times: "더 밝게", "make the title bigger", "undo".
    #[arg(long, required = true)]
    say: Vec<String>,
    /// Which of the candidates.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10))]
    pick: u32,
}

/// Remakes the design of the same words and seed, changes it, and writes it; nothing is written when a sentence is not
/// understood.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let formats = design::formats(&arguments.design)?;
    let Some(seed) = arguments.design.seed else {
        return Err(Failure::input(
            "a design is changed from what it was, and its seed says what that is",
            "pass the --seed that `vignette design` printed",
        ));
    };
    let day = today(arguments.design.today);
    let outputs = arguments.design.output.clone();
    let studio = studio(&arguments.design.models);
    let mut request = design::request(arguments.design, seed)?;
    request.candidates = request.candidates.max(arguments.pick);
    let mut history = History::of(request, arguments.pick - 1);
    for words in arguments.say {
        history = history.say(Step { words, today: day })?;
    }
    let refined = studio.refine(&history, &Progress::new())?;
    for (path, format) in outputs.iter().zip(&formats) {
        let bytes = studio.deliver(&refined.design, *format)?.bytes;
        output::write(path, &bytes)?;
        eprintln!("{} ({} bytes)", path.display(), bytes.len());
    }
    refined.notices.iter().for_each(|notice| eprintln!("note: {notice}"));
    Ok(())
}
