//! One shape for each family of bases, never a colour; the word always stands near it.
//! Drawn at 14 px and legible at 10, in print and in forced colours, because it is `currentColor` throughout.

use firsthand_model::BasisFamily;

/// Half the width of a glyph's own drawing area, in its units.
const HALF: i32 = 7;

/// The glyph of a family, by its table word, as an element of a line of text. It is hidden from readers by ear: the word is read.
pub fn inline(family: &str) -> String {
    let family = family.parse().unwrap_or(BasisFamily::Unknown);
    format!(
        r#"<svg class="glyph" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" focusable="false">{}</svg>"#,
        shape(family)
    )
}

/// The glyph as a group at a place of a drawing, `size` pixels wide.
pub fn at(family: BasisFamily, x: f64, y: f64, size: f64) -> String {
    let scale = size / f64::from(2 * HALF);
    format!(r#"<g class="glyph" transform="translate({x:.1} {y:.1}) scale({scale:.3})">{}</g>"#, shape(family))
}

/// The shape around the origin, within 7 units each way.
fn shape(family: BasisFamily) -> &'static str {
    match family {
        BasisFamily::FirstHand => r#"<circle r="5.2" fill="currentColor"/>"#,
        BasisFamily::Told => {
            r#"<circle class="hollow" r="4.8" stroke="currentColor" stroke-width="1.4"/><path d="M0-4.8a4.8 4.8 0 0 0 0 9.6z" fill="currentColor"/>"#
        }
        BasisFamily::Official => r#"<rect x="-4.8" y="-4.8" width="9.6" height="9.6" fill="currentColor"/>"#,
        BasisFamily::Inquiry => r#"<path d="M0-6.2 6.2 0 0 6.2-6.2 0z" fill="currentColor"/>"#,
        BasisFamily::Deduced => {
            r#"<path class="hollow" d="M0-5.8 5.8 0 0 5.8-5.8 0z" stroke="currentColor" stroke-width="1.4"/>"#
        }
        BasisFamily::Believes => r#"<circle class="hollow" r="4.8" stroke="currentColor" stroke-width="1.6"/>"#,
        BasisFamily::Speculates => {
            r#"<circle class="hollow" r="4.8" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.6 2.17"/>"#
        }
        BasisFamily::Opinion => {
            r#"<path class="hollow" d="M0-5.6 5.7 4.6H-5.7z" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>"#
        }
        BasisFamily::Unknown => {
            r#"<rect class="hollow" x="-3.6" y="-3.6" width="7.2" height="7.2" stroke="currentColor" stroke-width="1.4"/>"#
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_family_has_a_shape_of_its_own() {
        let shapes: BTreeSet<&str> = BasisFamily::ALL.iter().map(|family| shape(*family)).collect();
        assert_eq!(shapes.len(), BasisFamily::ALL.len());
    }

    #[test]
    fn no_glyph_is_told_apart_by_colour_or_styled_inline() {
        for family in BasisFamily::ALL {
            let drawn = inline(family.word());
            assert!(!drawn.contains('#') && !drawn.contains("style="), "{drawn}");
            assert!(drawn.contains("currentColor"));
        }
    }
}
