//! A film of a terminal as one animated SVG, of style sheets alone: it plays where a picture may stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZeroU16;
use std::time::Duration;

use vt100::Screen;

use crate::svg;

/// What was seen on a terminal, and for how long.
pub(crate) struct Film {
    /// Rows and columns.
    pub(crate) size: (NonZeroU16, NonZeroU16),
    pub(crate) shots: Vec<Shot>,
    pub(crate) length: Duration,
}

/// What was on the screen, from when on.
pub(crate) struct Shot {
    pub(crate) from: Duration,
    pub(crate) screen: Screen,
}

impl Film {
    /// Each row is there once for each stretch of time in which it stays the same; all the rows of one stretch come
    /// and go together. What does not play it shows the first shot.
    pub(crate) fn picture(&self, title: &str) -> String {
        let (rows, columns) = (self.size.0.get().into(), self.size.1.get().into());
        let shots: Vec<Vec<String>> = self.shots.iter().map(|shot| svg::rows(&shot.screen).collect()).collect();
        let mut stretches: BTreeMap<(usize, usize), String> = BTreeMap::new();
        for row in 0..rows {
            let mut begin = 0;
            for same in shots.chunk_by(|one, next| one[row] == next[row]) {
                let end = begin + same.len();
                if !same[0][row].is_empty() {
                    stretches.entry((begin, end)).or_default().push_str(&same[0][row]);
                }
                begin = end;
            }
        }
        let mut style = format!(
            "<style>g{{animation:{:.2}s step-end infinite}}\
             @media(prefers-reduced-motion){{g{{animation:none!important}}}}",
            self.length.as_secs_f64()
        );
        let mut body = String::new();
        for ((begin, end), rows) in stretches {
            let hidden = if begin == 0 { "" } else { " visibility=\"hidden\"" };
            // A string takes everything.
            let _ = writeln!(body, "<g style=\"animation-name:f{begin}-{end}\"{hidden}>\n{rows}</g>");
            let _ = write!(style, "@keyframes f{begin}-{end}{{");
            for (shot, visibility) in [(begin, "visible"), (end, "hidden")] {
                if let Some(shot) = self.shots.get(shot).filter(|_| shot > 0) {
                    let percent = shot.from.div_duration_f64(self.length) * 100.0;
                    let _ = write!(style, "{percent:.2}%{{visibility:{visibility}}}");
                }
            }
            style.push('}');
        }
        style.push_str("</style>");
        svg::picture(title, columns, 0..rows, &style, &body)
    }
}
