//! Scales of calibrated words: how likely, and apart from it with what confidence. One scale for each case.
//! Words are never turned into numbers here; their ranges are printed, not computed with.

use crate::vocabulary;

vocabulary! {
    /// A scale of likelihood words.
    LikelihoodScale {
        /// The analytic standard ICD 203 of the United States intelligence community (2015), both of its rows.
        Icd203 = "icd203",
        /// The guidance note of the Intergovernmental Panel on Climate Change (2010), with its additional terms.
        Ipcc = "ipcc",
    }
}

/// The two rows of ICD 203, from least to most likely. Source: ICD 203 (2015), D.6.e.(2)(a).
const ICD203_ROWS: [&[&str]; 2] = [
    &[
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
    ],
    &[
        "remote",
        "highly improbable",
        "improbable",
        "roughly even odds",
        "probable",
        "highly probable",
        "nearly certain",
    ],
];

/// Source: Mastrandrea et al., Guidance Note for Lead Authors of the IPCC Fifth Assessment Report (2010), table 1.
const IPCC: &[&str] = &[
    "exceptionally unlikely",
    "extremely unlikely",
    "very unlikely",
    "unlikely",
    "about as likely as not",
    "more likely than not",
    "likely",
    "very likely",
    "extremely likely",
    "virtually certain",
];

/// How much evidence there is, on either scale.
pub const EVIDENCE: &[&str] = &["limited", "medium", "robust"];
/// How far it agrees, on either scale.
pub const AGREEMENT: &[&str] = &["low", "medium", "high"];

impl LikelihoodScale {
    /// The scale that a case names; the first one where it names none, none where it names another.
    pub fn named(setting: Option<&str>) -> Option<LikelihoodScale> {
        setting.map_or(Some(LikelihoodScale::Icd203), |word| word.parse().ok())
    }

    /// Rows of words that mean the same bands. Words of two rows are not to be mixed in one case.
    pub fn rows(self) -> &'static [&'static [&'static str]] {
        match self {
            LikelihoodScale::Icd203 => &ICD203_ROWS,
            LikelihoodScale::Ipcc => &[IPCC],
        }
    }

    /// The row that a word belongs to, or none if it is no word of the scale.
    pub fn row_of(self, word: &str) -> Option<usize> {
        self.rows().iter().position(|row| row.contains(&word))
    }

    /// Words of confidence, kept apart from words of likelihood.
    pub fn confidence(self) -> &'static [&'static str] {
        match self {
            LikelihoodScale::Icd203 => &["low", "moderate", "high"],
            LikelihoodScale::Ipcc => &["very low", "low", "medium", "high", "very high"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_one_row_of_its_own_scale() {
        let (icd, ipcc) = (LikelihoodScale::Icd203, LikelihoodScale::Ipcc);
        assert_eq!((icd.row_of("likely"), icd.row_of("probable"), ipcc.row_of("likely")), (Some(0), Some(1), Some(0)));
        assert_eq!((icd.row_of("virtually certain"), ipcc.row_of("almost certain")), (None, None));
    }

    #[test]
    fn words_of_likelihood_are_no_words_of_confidence() {
        for scale in LikelihoodScale::ALL {
            assert!(scale.confidence().iter().all(|word| scale.row_of(word).is_none()));
        }
    }

    #[test]
    fn a_case_that_names_no_scale_has_the_first() {
        assert_eq!(LikelihoodScale::named(None), Some(LikelihoodScale::Icd203));
        assert_eq!(LikelihoodScale::named(Some("kent")), None);
    }
}
