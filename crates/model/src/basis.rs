//! How a speaker knows: the sixteen words of basis and the nine families that share a glyph.
//! How a family is drawn is in `publish`.

use crate::vocabulary;

vocabulary! {
    /// How the speaker knows.
    Basis {
        /// Own act, or what befell the speaker.
        Experienced = "experienced",
        /// Seen or heard with own senses.
        Saw = "saw",
        /// Counted.
        Counted = "counted",
        /// Estimated; being there is not counting.
        Estimated = "estimated",
        /// Told by somebody.
        Told = "told",
        /// Common talk.
        CommonTalk = "common_talk",
        /// Read or watched in a named document or film.
        Document = "document",
        /// Speaks in an office or for a body, own source not given.
        Official = "official",
        /// Finding of a court, commission or investigation.
        Inquiry = "inquiry",
        /// A specialist's conclusion in the field.
        Expert = "expert",
        /// Concluded from something else.
        Deduced = "deduced",
        /// Believes.
        Believes = "believes",
        /// Speculates.
        Speculates = "speculates",
        /// An opinion.
        Opinion = "opinion",
        /// The words read do not say how the speaker knows.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Bases that share one glyph.
    BasisFamily {
        /// Experienced, saw, counted, estimated.
        FirstHand = "first_hand",
        /// Told, common talk, document.
        Told = "told",
        /// Official.
        Official = "official",
        /// Inquiry, expert.
        Inquiry = "inquiry",
        /// Deduced.
        Deduced = "deduced",
        /// Believes.
        Believes = "believes",
        /// Speculates.
        Speculates = "speculates",
        /// Opinion.
        Opinion = "opinion",
        /// Unknown.
        Unknown = "unknown",
    }
}

impl Basis {
    /// The family whose glyph this basis carries.
    pub fn family(self) -> BasisFamily {
        match self {
            Basis::Experienced | Basis::Saw | Basis::Counted | Basis::Estimated => BasisFamily::FirstHand,
            Basis::Told | Basis::CommonTalk | Basis::Document => BasisFamily::Told,
            Basis::Official => BasisFamily::Official,
            Basis::Inquiry | Basis::Expert => BasisFamily::Inquiry,
            Basis::Deduced => BasisFamily::Deduced,
            Basis::Believes => BasisFamily::Believes,
            Basis::Speculates => BasisFamily::Speculates,
            Basis::Opinion => BasisFamily::Opinion,
            Basis::Unknown => BasisFamily::Unknown,
        }
    }

    /// Whether the speaker was there: such a statement has its speaker as root.
    pub fn is_first_hand(self) -> bool {
        self.family() == BasisFamily::FirstHand
    }
}
