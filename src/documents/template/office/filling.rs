//! One filling: the texts of every part first, then the pictures.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::deck::{Deck, jumps, lists};
use super::part::PartKind;
use super::pictures::Gallery;
use super::sheets::{Sheet, Show};
use super::sweep::{self, sweep};
use super::{OfficeTemplate, blocks, charts, fields, links, numbers, outside, places, shapes};
use crate::documents::markup::tree;
use crate::documents::package::ids::Ids;
use crate::documents::package::{Package, Pieces};
use crate::documents::template::FillOptions;
use crate::documents::template::filler::Filler;
use crate::documents::template::values::{Scope, Values};
use crate::documents::template::wall::{Wall, WantedPicture};
use crate::documents::{DocumentError, TagProblem};
use crate::scene::Picture;

/// A template that is filled but for its pictures.
pub(in crate::documents::template) struct Begun<'t> {
    pub(super) template: &'t OfficeTemplate,
    pub(super) filling: Filling,
    pub(super) sheets: Vec<Sheet<'t>>,
    pub(super) is_changed: bool,
    /// Whether what leads outside is to be taken out, and there is some.
    pub(super) leads_out: bool,
    /// Whether the template is signed; the document is not.
    pub(super) is_signed: bool,
}

impl Begun<'_> {
    /// The pictures that are needed.
    pub fn wanted(&self) -> Vec<WantedPicture> {
        self.filling.wall.wanted()
    }

    /// The document, with a picture for each name that is wanted.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] and [`DocumentError::Writer`] for pictures that are none.
    pub fn finish(self, pictures: &BTreeMap<String, Picture>) -> Result<Pieces, DocumentError> {
        let Self { template, filling, sheets, is_changed, leads_out, is_signed } = self;
        if !is_changed {
            return Ok(template.package.source().clone().into());
        }
        let mut gallery = Gallery::new(pictures, &filling.wall);
        let mut ids = Ids::default();
        let mut package = filling.package;
        let is_plain = filling.show.is_plain(&template.deck);
        let mut left = Vec::new();
        for Sheet { part, name, mut nodes, is_changed, round, .. } in sheets {
            let replaced = gallery.hang(&mut nodes, &name, &mut package)?;
            let led = match round.filter(|_| !is_plain) {
                Some(round) => jumps::lead(&mut package, &template.deck, &filling.show, round, &mut nodes)?,
                None => false,
            };
            if is_changed || led {
                numbers::drawings(&mut nodes, &mut ids);
                numbers::shapes(&mut nodes);
                let mut text = String::with_capacity(part.text.len());
                tree::write(&nodes, &mut text);
                left.extend(unused(&mut package, &name, &replaced, &text)?);
                package.set_part(&name, text.into_bytes());
            }
        }
        if !is_plain {
            left.extend(list_slides(&mut package, &template.deck, &filling.show)?);
        }
        sweep(&mut package, left)?;
        if leads_out {
            outside::strip(&mut package)?;
        }
        if is_signed {
            package.remove_signatures()?;
        }
        package.save_in_pieces()
    }
}

/// One filling on its way.
pub(super) struct Filling {
    pub package: Package,
    pub values: Values,
    pub scope: Scope,
    pub budget: u64,
    pub wall: Wall,
    pub problems: Vec<TagProblem>,
    pub show: Show,
}

impl Filling {
    pub fn new(
        template: &OfficeTemplate,
        data: &Value,
        options: &FillOptions,
        at_hand: Option<BTreeSet<String>>,
    ) -> Self {
        Self {
            package: template.package.clone(),
            values: Values::new(options.language.unwrap_or(template.language)),
            scope: Scope::new(data),
            budget: template.budget,
            wall: Wall::new(at_hand),
            problems: Vec::new(),
            show: Show::default(),
        }
    }

    /// Fills every part, slides as often as they come.
    pub fn fill<'t>(&mut self, template: &'t OfficeTemplate) -> Result<Vec<Sheet<'t>>, DocumentError> {
        let mut sheets = self.sheets(template)?;
        for sheet in &mut sheets {
            sheet.nodes = tree::parse(&sheet.name, &sheet.part.text)?;
            sheet.prepare();
            self.fill_sheet(sheet)?;
        }
        match self.problems.is_empty() {
            true => Ok(sheets),
            false => Err(DocumentError::Tags(std::mem::take(&mut self.problems))),
        }
    }

    /// Fills a part's texts and its links.
    fn fill_sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        let Sheet { part, nodes, scope, .. } = sheet;
        let mut filler = Filler::new(&self.values, &part.name, self.budget);
        if part.kind != PartKind::Fields {
            filler.wall = std::mem::take(&mut self.wall);
            filler.is_strict = part.text.contains("http://purl.oclc.org/ooxml/");
            filler.links = links::beside(&self.package, &sheet.name)?;
            let aside = part.set_aside(nodes);
            places::mark(nodes, &mut filler.wall, &mut part.described.clone(), &part.around);
            blocks::fill(nodes, &mut filler, scope);
            if part.kind == PartKind::Chart {
                charts::fill_caches(nodes, &mut filler, scope);
            }
            shapes::put_back(nodes, aside);
            self.wall = std::mem::take(&mut filler.wall);
        } else {
            fields::fill(nodes, &mut filler, scope);
        }
        filler.problems.sort_by_key(|problem| problem.position);
        let mut link_filler = Filler::new(&self.values, &links::part_name(&part.name), filler.budget());
        links::fill(&mut self.package, &sheet.name, &mut link_filler, &sheet.scope)?;
        links::add(&mut self.package, &sheet.name, &filler)?;
        self.budget = link_filler.budget();
        self.problems.append(&mut filler.problems);
        self.problems.append(&mut link_filler.problems);
        sheet.is_changed |= filler.filled + link_filler.filled > 0;
        Ok(())
    }
}

/// The placeholder pictures of a part that it does not show any more: their relationships go, their parts are returned.
fn unused(
    package: &mut Package,
    part: &str,
    replaced: &[String],
    text: &str,
) -> Result<Vec<String>, DocumentError> {
    let is_unused = |id: &String| !text.contains(&format!("\"{id}\"")) && !text.contains(&format!("'{id}'"));
    let unused: Vec<&String> = replaced.iter().filter(|id| is_unused(id)).collect();
    if unused.is_empty() {
        return Ok(Vec::new());
    }
    let (gone, kept): (Vec<_>, Vec<_>) =
        package.relationships(part)?.into_iter().partition(|link| unused.contains(&&link.id));
    package.set_relationships(part, &kept);
    Ok(gone.iter().filter_map(|link| package.target(part, link)).collect())
}

/// Writes where slides are listed, and takes out those that are left out.
fn list_slides(package: &mut Package, deck: &Deck, show: &Show) -> Result<Vec<String>, DocumentError> {
    lists::write(package, deck, &show.rounds, &show.parts)?;
    let is_shown = |at: usize| show.rounds.iter().any(|round| round.slide == at);
    let (kept, gone): (Vec<_>, Vec<_>) = deck.slides.iter().enumerate().partition(|(at, _)| is_shown(*at));
    let kept: BTreeSet<&String> = kept.iter().flat_map(|(_, slide)| &slide.own).collect();
    let gone: Vec<&String> =
        gone.iter().flat_map(|(_, slide)| &slide.own).filter(|part| !kept.contains(part)).collect();
    jumps::forget(package, &deck.main, &gone)?;
    let mut left = Vec::new();
    for part in gone {
        left.extend(sweep::cut(package, part)?);
    }
    Ok(left)
}
