//! Inflectional endings of Russian and English, for the page's fallback: an unknown form is a known stem plus an ending.
//! The endings are those that the Snowball stemmers take off (Source: snowballstem.org, Russian and English algorithms).

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Endings of Russian nouns.
const NOUN: &str =
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я";
/// Endings of Russian adjectives.
const ADJECTIVE: &str = "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею";
/// What stands before an adjective's ending in participles and superlatives.
const PARTICIPLE: &str = "ем нн вш ющ щ ивш ывш ующ енн ейш н";
/// Endings of Russian verbs.
const VERB: &str = "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило \
                    ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю в вши вшись ив ивши ившись ыв ывши ывшись";
/// Reflexive endings, after any other or alone.
const REFLEXIVE: &str = "ся сь";
/// Endings of nouns in -ость.
const QUALITY: &str = "ость ости остью остей остям остями остях ост";
/// What stands before them where the stemmer goes on (известность is извест and ность).
const BEFORE_QUALITY: &str = "н нн енн";
/// Endings of English words. Where the English stemmer changes a letter (happy, happi) no ending helps.
const ENGLISH: &str = "s es ed ing ings ly e er ers est 's y ies ied ingly edly ion ions ment ments ement ements ness able ably ible ibly \
    ance ances ence ences ant ants ent ents ive ives ize izes ized izing al als ally ous ously ate ates ated ating ator ators ation ations ative ism ity ities or ors";

static ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(build);

/// Every ending, longest first (in letters), then in alphabetical order; no ending is empty and none occurs twice.
pub fn endings() -> &'static [&'static str] {
    &ENDINGS
}

fn build() -> Vec<&'static str> {
    let plain = [NOUN, ADJECTIVE, VERB, REFLEXIVE, QUALITY, ENGLISH].iter().flat_map(|list| words(list));
    let mut all: BTreeSet<&'static str> = plain.collect();
    let before_reflexive = [NOUN, ADJECTIVE, VERB].iter().flat_map(|list| words(list));
    all.extend(joined(before_reflexive, REFLEXIVE));
    let participles: Vec<_> = joined(words(PARTICIPLE), ADJECTIVE).collect();
    all.extend(joined(participles.iter().copied(), REFLEXIVE));
    all.extend(participles);
    all.extend(joined(words(BEFORE_QUALITY), QUALITY));
    let mut sorted: Vec<_> = all.into_iter().collect();
    sorted.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
    sorted
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split_whitespace()
}

/// Each head with each tail; the table is built once in a process and kept for good.
fn joined(heads: impl Iterator<Item = &'static str>, tails: &'static str) -> impl Iterator<Item = &'static str> {
    heads.flat_map(move |head| words(tails).map(move |tail| &*Box::leak(format!("{head}{tail}").into_boxed_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem;

    const SAMPLES: &str = "заложник заложника заложнику заложником заложнике заложники заложников заложникам заложниками заложниках \
        школа школы школе школу школой школах школами список списка списку списки списком требование требования требованию \
        требованиями переговоры переговоров переговорам переговорами погибший погибшего погибшие погибших погибшим раненый раненые \
        раненых спортивный спортивного спортивном спортзал спортзале взрыв взрыва взрывы взрывов взрывами захват захвата захватили \
        захватил захваченных захваченные захваченными освободить освободили освобожденных сообщил сообщила сообщили сообщает \
        говорила говорили говорит вернулся вернулась вернулись находился находились находящихся численность численности известный \
        известная неизвестно правительство правительства правительством ребенок ребенка матери следствие следствия президент \
        президента республика республики республике \
        hostage hostages school schools list lists demand demands demanded demanding explosion explosions negotiator negotiators \
        negotiation negotiations report reports reported reporting figure figures officials official spokesman building buildings \
        survived survivors storming stormed told seized seizing child children court courts judgment judgments";

    #[test]
    fn a_sample_word_is_its_stem_and_an_ending() {
        for word in SAMPLES.split_whitespace() {
            let stem = stem(word);
            let rest = word.strip_prefix(&stem).unwrap_or_else(|| panic!("{stem} does not begin {word}"));
            assert!(rest.is_empty() || endings().contains(&rest), "{word} = {stem} + {rest}");
        }
    }

    #[test]
    fn endings_are_distinct_and_longest_come_first() {
        let all = endings();
        assert!(all.windows(2).all(|pair| pair[0].chars().count() >= pair[1].chars().count()));
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|ending| !ending.is_empty()));
    }
}
