//! Drawings from hand-made rows: what is drawn for each kind of answer, and that nothing in it is a colour or a style.

use firsthand_model::BasisFamily;
use firsthand_publish::Said;
use firsthand_publish::plot::data::Names;
use firsthand_publish::plot::{
    Cell, ColumnPlot, ColumnRow, MeasuredPlot, MeasuredRow, Section, Shape, columns_narrow, columns_wide,
    measured_narrow, measured_wide,
};

fn said(text: &str) -> Said {
    Said { text: text.into(), lang: "en".into(), dir: "ltr", foreign: false, ours: false }
}

fn names() -> Names {
    Names { id: "plot1".into(), title: "How many?".into(), description: "Two answers.".into() }
}

fn measured(shape: Shape) -> MeasuredPlot {
    let row = MeasuredRow {
        family: BasisFamily::FirstHand,
        label: said("A <person> with a name far too long for the column"),
        date: "2004-09-03".into(),
        value: "about 1,500".into(),
        at: 0.5,
        shape,
    };
    MeasuredPlot {
        names: names(),
        ticks: vec![(0.25, "100".into())],
        bands: vec![(0.5, 0.5)],
        hatched: false,
        note: None,
        sections: vec![Section { heading: "Was there".into(), rows: vec![row] }],
    }
}

fn columns() -> ColumnPlot {
    let row = |cells: [Cell; 3]| ColumnRow {
        family: BasisFamily::Official,
        label: said("an official"),
        date: "2004-09-03".into(),
        cells: cells.into(),
    };
    let rows =
        vec![row([Cell::Asserted, Cell::Asserted, Cell::Empty]), row([Cell::Empty, Cell::Empty, Cell::Excluded])];
    ColumnPlot {
        names: names(),
        heads: ["one", "two", "three"].map(said).into(),
        not: "not".into(),
        sections: vec![Section { heading: "Says so in office".into(), rows }],
    }
}

#[track_caller]
fn check_plain(svg: &str) {
    assert!(svg.starts_with("<svg role=\"img\" aria-labelledby=") && svg.ends_with("</svg>"));
    assert!(svg.contains(">How many?</title>") && svg.contains(">Two answers.</desc>"));
    assert!(!svg.contains("style=") && !svg.contains("rgb") && !svg.contains("fill=\"#") && !svg.contains("<person>"));
    assert!(!svg.contains("viewBox"), "it stretches; its letters do not");
}

#[test]
fn about_is_a_thin_bar_a_range_a_thick_one_a_bound_an_arrow() {
    for draw in [measured_wide, measured_narrow] {
        assert!(draw(&measured(Shape::About(0.4, 0.6))).contains("class=\"thin\""));
        assert!(draw(&measured(Shape::Range(0.4, 0.6))).contains("class=\"thick\""));
        let (above, below) = (draw(&measured(Shape::Above)), draw(&measured(Shape::Below)));
        assert!(above.contains("class=\"tip\"") && below.contains("class=\"tip\"") && above != below);
        let exact = draw(&measured(Shape::Exact));
        assert!(
            !exact.contains("class=\"thin\"") && !exact.contains("class=\"thick\"") && !exact.contains("class=\"tip\"")
        );
        check_plain(&exact);
    }
}

#[test]
fn uncertain_times_are_hatched() {
    let plot = MeasuredPlot { hatched: true, ..measured(Shape::Range(0.1, 0.9)) };
    assert!(measured_wide(&plot).contains("class=\"hatch\""));
}

#[test]
fn a_single_value_still_shades_its_column() {
    let svg = measured_wide(&measured(Shape::Exact));
    let width = svg.split("class=\"band\"").nth(1).and_then(|rest| rest.split("width=\"").nth(1)).unwrap();
    assert!(width.split('%').next().unwrap().parse::<f64>().unwrap() >= 1.0);
}

#[test]
fn options_asserted_together_are_joined_and_a_denial_says_not() {
    let wide = columns_wide(&columns());
    check_plain(&wide);
    assert_eq!(wide.matches("class=\"thin\"").count(), 1);
    assert!(wide.contains(">not</text>"));
    assert_eq!(wide.matches("class=\"band\"").count(), 2, "an option that is only excluded is no group");
    let narrow = columns_narrow(&columns());
    check_plain(&narrow);
    assert!(narrow.contains("an official: not"));
}

#[test]
fn a_name_in_another_language_says_which() {
    let mut plot = measured(Shape::Exact);
    plot.sections[0].rows[0].label = Said { foreign: true, lang: "ru".into(), ..said("служащий") };
    assert!(measured_wide(&plot).contains("lang=\"ru\""));
}
