//! Small closed vocabularies that are not basis or answers: stance, dependence, finding status and their like.
//! Each knows the word used in tables; wording for readers belongs to the dossier.

/// Declares a closed vocabulary with its table words; `Default` is the first.
#[macro_export]
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every word, in its printed order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// Every word as written in tables, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word as written in tables.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok($name::$variant),)+
                    _ => Err(format!("one of {}", Self::WORDS.join(", "))),
                }
            }
        }
    };
}

vocabulary! {
    /// What of an original is looked at when it is verified; each by itself.
    ExaminedPart {
        /// Who made it and where it comes from.
        Source = "source",
        /// What its file says: times, places, devices, traces of editing.
        Technical = "technical",
        /// What is seen, heard or read in it.
        Content = "content",
    }
}

vocabulary! {
    /// What the speaker does with the claim.
    Stance {
        /// States it.
        Asserts = "asserts",
        /// States that it is not so.
        Denies = "denies",
        /// Replaces an earlier statement of the same speaker: states what is so instead.
        Corrects = "corrects",
        /// Says that it is uncertain or unlikely.
        Doubts = "doubts",
        /// Says that they do not know.
        DoesNotKnow = "does_not_know",
        /// Was asked and would not answer.
        Declines = "declines",
        /// Takes an earlier statement back.
        Retracts = "retracts",
    }
}

impl Stance {
    /// Whether what is said is an answer. What is not known, declined or taken back is none: it is shown beside the answers.
    /// A denial, a doubt and a correction say something.
    pub fn is_answer(self) -> bool {
        match self {
            Stance::Asserts | Stance::Denies | Stance::Doubts | Stance::Corrects => true,
            Stance::DoesNotKnow | Stance::Declines | Stance::Retracts => false,
        }
    }
}

vocabulary! {
    /// How a moment lies to another. An event lasts from its start to its end; other moments do not last.
    OrderRelation {
        /// It ends before the other begins.
        Before = "before",
        /// It begins after the other has ended.
        After = "after",
        /// It lies within the other.
        During = "during",
        /// There is an instant at which both go on.
        While = "while",
        /// Both begin together, and end together.
        At = "at",
        /// It begins after the one has ended and ends before the other begins.
        Between = "between",
    }
}

vocabulary! {
    /// How a population lies within another.
    WithinHow {
        /// Some of it.
        Subset = "subset",
        /// One of the parts of a division: together they are the whole of it, and they have nobody in common.
        Addend = "addend",
    }
}

vocabulary! {
    /// How two statements hang together, by a person's judgment. Absent means unknown.
    DependenceKind {
        /// The first rests on the second.
        DerivedFrom = "derived_from",
        /// Both go back to one utterance, person, report or judgment.
        CommonSource = "common_source",
        /// Both could know from the same surroundings or file.
        SharedExposure = "shared_exposure",
        /// Neither rests on the other nor on anything shared.
        Independent = "independent",
    }
}

vocabulary! {
    /// Where a question stands by an editor's judgment.
    FindingStatus {
        /// Shown as "established, on these sources".
        Established = "established",
        /// Different answers from different sources, none preferred.
        Contested = "contested",
        /// Nothing gathered settles it.
        Open = "open",
    }
}

vocabulary! {
    /// By which rule a finding was reached.
    FindingRule {
        /// The span from the lowest to the highest value of the statements for it.
        Range = "range",
        /// More separate origins speak for it than against it; reports are never counted.
        Majority = "majority",
        /// Kinds of source in the order that the case sets.
        SourceKindRank = "source-kind-rank",
        /// Those who judge talked it over; the text says how.
        Discussion = "discussion",
        /// A reason given in words.
        Reason = "reason",
    }
}

vocabulary! {
    /// How a statement bears on an explanation, as a person judges it.
    Bears {
        /// It is what one would expect if the explanation is so.
        Consistent = "consistent",
        /// It is not what one would expect if the explanation is so.
        Inconsistent = "inconsistent",
        /// It would be said either way.
        Neither = "neither",
    }
}

vocabulary! {
    /// What part the actor had in an act.
    CommandRole {
        /// Did it.
        Direct = "direct",
        /// Ordered it.
        Ordered = "ordered",
        /// Planned or prepared it.
        Planned = "planned",
        /// Helped those who did it.
        Aided = "aided",
        /// Was in command, and did not prevent it.
        FailedToPrevent = "failed_to_prevent",
        /// Was in command, and punished nobody for it.
        FailedToPunish = "failed_to_punish",
        /// Not stated.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// How the victim of an act is named: never by a private name.
    VictimKind {
        /// A group in words.
        Group = "group",
        /// One person, by a code that stands for nobody outside the case.
        Code = "code",
    }
}

vocabulary! {
    /// How much of a source was read.
    ReadExtent {
        /// All of it.
        Whole = "whole",
        /// Several parts.
        Part = "part",
        /// Its opening.
        Opening = "opening",
        /// A passage.
        Excerpt = "excerpt",
        /// Its title only.
        TitleOnly = "title only",
    }
}

vocabulary! {
    /// Whether an answer belongs to a count that still ran.
    Tally {
        /// As of its day, still changing.
        Running = "running",
        /// A later total.
        Final = "final",
    }
}

vocabulary! {
    /// What an inner figure is to the figure it belongs to.
    PartRole {
        /// One of the parts that the source gives as making up the whole.
        Addend = "addend",
        /// A part that is never added.
        Subset = "subset",
    }
}

vocabulary! {
    /// What kind of party a person record is.
    PartyKind {
        /// One human being.
        Person = "person",
        /// An office, court, unit, committee or collective party.
        Body = "body",
        /// A role whose holder is not named.
        Role = "role",
    }
}
