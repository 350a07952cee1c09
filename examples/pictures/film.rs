//! A film of a terminal as one SVG that CSS animates, so that it plays wherever a picture is shown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZeroU16;
use std::ops::Range;
use std::time::Duration;

use vt100::Screen;

use crate::svg;

pub(crate) struct Film {
    /// Rows and columns.
    pub(crate) size: (NonZeroU16, NonZeroU16),
    pub(crate) shots: Vec<Shot>,
    pub(crate) length: Duration,
}

/// A screen and the time at which it came up.
pub(crate) struct Shot {
    pub(crate) from: Duration,
    pub(crate) screen: Screen,
}

impl Film {
    /// A row is drawn once for all the intervals in which it looks the same, and the rows of the same intervals are shown
    /// and hidden together. A viewer without animation shows the first shot.
    pub(crate) fn picture(&self, title: &str) -> String {
        let (rows, columns) = (self.size.0.get().into(), self.size.1.get().into());
        let shots: Vec<Vec<String>> = self.shots.iter().map(|shot| svg::rows(&shot.screen).collect()).collect();
        let mut looks: BTreeMap<(usize, &str), Vec<Range<usize>>> = BTreeMap::new();
        for row in 0..rows {
            let mut begin = 0;
            for same in shots.chunk_by(|one, next| one[row] == next[row]) {
                let end = begin + same.len();
                if !same[0][row].is_empty() {
                    looks.entry((row, &same[0][row])).or_default().push(begin..end);
                }
                begin = end;
            }
        }
        let mut together: BTreeMap<Vec<(usize, usize)>, String> = BTreeMap::new();
        for ((_, look), intervals) in looks {
            let intervals = intervals.into_iter().map(|interval| (interval.start, interval.end)).collect();
            together.entry(intervals).or_default().push_str(look);
        }
        let mut style = format!(
            "<style>g{{animation:{:.2}s step-end infinite}}\
             @media(prefers-reduced-motion){{g{{animation:none!important}}}}",
            self.length.as_secs_f64()
        );
        let mut body = String::new();
        for (index, (intervals, rows)) in together.into_iter().enumerate() {
            let hidden = if intervals[0].0 == 0 { "" } else { " visibility=\"hidden\"" };
            // Writing to a string cannot fail.
            let _ = writeln!(body, "<g style=\"animation-name:f{index}\"{hidden}>\n{rows}</g>");
            let _ = write!(style, "@keyframes f{index}{{");
            for (shot, visibility) in intervals.iter().flat_map(|(begin, end)| [(*begin, "visible"), (*end, "hidden")])
            {
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
