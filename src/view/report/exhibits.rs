//! The team's own charts and figures, at the end of the section that each belongs to.

use crate::model::exhibit::{Figure, Image, Place};
use crate::runs::evidence::Evidence;
use crate::view::document::{Block, BlockKind, Picture};
use crate::view::frame::path_in;
use crate::view::report::measured;
use crate::view::writer::{Writer, section};

/// Writes a section and then its charts and figures, which make the section where it would be empty.
pub(super) fn within(
    writer: &mut Writer<'_>,
    evidence: Option<&Evidence>,
    place: Place,
    write: impl FnOnce(&mut Writer<'_>) -> Option<Block>,
) -> Option<Block> {
    let written = write(writer);
    let incident = writer.incident;
    let mut own = Vec::new();
    for chart in incident.charts.iter().filter(|chart| chart.place == place) {
        own.extend(measured::blocks(writer, chart, evidence));
    }
    for figure in incident.figures.iter().filter(|figure| figure.place == place) {
        own.extend(figure.image.as_ref().map(|image| picture(writer, figure, image)));
    }
    match written {
        Some(Block { id, kind: BlockKind::Section { title, mut blocks } }) => {
            blocks.extend(own);
            Some(Block { id, kind: BlockKind::Section { title, blocks } })
        }
        Some(other) => Some(other),
        None => {
            let texts = writer.texts();
            let (id, title) = match place {
                Place::Affected => ("affected", texts.msg("section-affected")),
                Place::Timeline => ("timeline", texts.msg("section-timeline")),
                Place::Why => ("why", texts.msg("section-why")),
                Place::Handled => ("handled", texts.msg("section-handled")),
                Place::Trust => ("trust", texts.msg("section-trust")),
            };
            section(id, title, own)
        }
    }
}

/// Makes a picture; its file lies beside the page under the figure's id, whatever it was called.
fn picture(writer: &mut Writer<'_>, figure: &Figure, image: &Image) -> Block {
    let lang = writer.texts().lang();
    let place = format!("incidents/{}/files/{}.{}", writer.incident.id, figure.id, image.format.ending());
    let caption = writer.statement(&figure.caption, &figure.fact);
    let picture = Picture {
        file: path_in(lang, &place),
        image: image.clone(),
        caption,
        alt: writer.plain(&figure.alt),
        lang: figure.alt.or_borrowed(lang).0.code(),
    };
    Block { id: format!("figures/{}", figure.id), kind: BlockKind::Picture(Box::new(picture)) }
}
