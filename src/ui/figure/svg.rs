//! A strip as an SVG, in the colour of the text around it, so that it suits light and dark pages.

use std::fmt::Write as _;

use crate::figure::Figure;
use crate::pose::{Form, Part, Size, Strip};

/// The size at which it is laid out. Its picture has two columns and four rows of dots for each cell.
const SIZE: Size = Size { columns: 60, rows: 18 };

/// The strip as an SVG with a text alternative; mirrored for the left side.
pub fn svg(figure: &Figure, mirrored: bool) -> String {
    let (width, height) = (u32::from(SIZE.columns) * 2, u32::from(SIZE.rows) * 4);
    let name = escaped(figure.name());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         fill=\"currentColor\" stroke=\"none\">\n<title>{name}</title>\n",
    );
    let strip = Strip::new(figure, SIZE, mirrored);
    let shapes = strip.as_ref().map(Strip::shapes).unwrap_or_default();
    // What overlaps within a part must not be darker there.
    for part in shapes.chunk_by(|one, next| opacity(one.part) == opacity(next.part)) {
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "<g opacity=\"{}\">", opacity(part[0].part));
        for shape in part {
            form(&shape.form, &mut svg);
        }
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

fn form(form: &Form, svg: &mut String) {
    // Writing to a string cannot fail.
    let _ = match form {
        Form::Capsule { from, to, radius } => writeln!(
            svg,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"currentColor\" stroke-width=\"{:.1}\" \
             stroke-linecap=\"round\"/>",
            from.x,
            from.y,
            to.x,
            to.y,
            radius * 2.0,
        ),
        Form::Box { low, high } => writeln!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            low.x,
            low.y,
            high.x - low.x,
            high.y - low.y,
        ),
    };
}

/// What works is darkest, what is behind it palest, in percent.
fn opacity(part: Part) -> &'static str {
    match part {
        Part::Leg => "100%",
        Part::Body | Part::Neck | Part::Head => "75%",
        Part::Far | Part::Mark => "40%",
        Part::Prop | Part::Ground => "25%",
    }
}

pub(in crate::ui) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
