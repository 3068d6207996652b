//! Words that end in a point without ending a sentence, English and Russian.
//! The splitter that asks for them is in `sentences`.

/// Abbreviations before which a sentence goes on even if a capital follows, without their last point, lower case.
const ABBREVIATIONS: &[&str] = &[
    // titles and names
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "st",
    "gen",
    "col",
    "lt",
    "capt",
    "sgt",
    "maj",
    "sen",
    "rep",
    "gov",
    "rev",
    "hon",
    "fr",
    "messrs",
    "mme",
    "jr",
    "sr", // references and measures
    "no",
    "nos",
    "vs",
    "v",
    "vol",
    "vols",
    "ch",
    "sec",
    "art",
    "arts",
    "fig",
    "p",
    "pp",
    "para",
    "paras",
    "ed",
    "eds",
    "trans",
    "cf",
    "e.g",
    "i.e",
    "ca",
    "c",
    "approx",
    "est", // months
    "jan",
    "feb",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec", // Russian
    "ул",
    "пр",
    "пос",
    "обл",
    "респ",
    "р-н",
    "д",
    "кв",
    "корп",
    "стр",
    "с",
    "ст",
    "п",
    "пп",
    "ч",
    "гл",
    "рис",
    "табл",
    "см",
    "ср",
    "напр",
    "ок",
    "т.е",
    "т.н",
    "т",
    "им",
    "проф",
    "акад",
    "ген",
    "полк",
    "подп",
    "майор",
    "капит",
    "гр",
    "тов",
    "зам",
    "пом",
    "нач",
    "и.о",
    "св",
    "о",
    "руб",
    "тыс",
    "млн",
    "млрд",
];

/// Abbreviations that end a sentence when a figure stands before them: `2004 г.`, `XX в.`
const AFTER_FIGURES: &[&str] = &["г", "гг", "в", "вв"];

/// Whether the point after `word` is part of an abbreviation or initial; `before` is the word before it.
pub(crate) fn is_abbreviation(word: &str, before: &str) -> bool {
    let lower = word.to_lowercase();
    if AFTER_FIGURES.contains(&lower.as_str()) {
        return !before.chars().any(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    }
    is_initial(word) || ABBREVIATIONS.contains(&lower.as_str())
}

/// One capital, as in `A. Dzasokhov`, or several with points, as in `А.С`.
fn is_initial(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(|c| c.is_uppercase() && c.is_alphabetic()) && letters.next().is_none()
    })
}
