//! Cuts the index by the beginnings of words into files of a bounded size. One file answers for one token: it holds every
//! form that begins so, and every shorter stem that such a word may have.

use super::format::{Shard, ShardFile};
use super::index::Index;
use std::collections::{BTreeMap, BTreeSet};

/// The longest beginning by which words are parted; words that share more stay in one file, however large.
const PREFIX_MOST: usize = 6;
/// The shortest stem that may be found through an ending.
const STEM_LEAST: usize = 2;

/// One beginning of words, and the forms and stems it needs.
struct Bucket<'a> {
    prefix: String,
    forms: BTreeMap<&'a str, &'a str>,
    stems: BTreeSet<&'a str>,
}

/// The shards in order of their first prefix.
pub fn cut(index: &Index, limit_bytes: usize) -> Vec<(ShardFile, Shard)> {
    let forms: Vec<(&str, &str)> = index.forms.iter().map(|(form, stem)| (form.as_str(), stem.as_str())).collect();
    let mut buckets = Vec::new();
    for part in parts(&forms, 0) {
        split(index, part, 1, limit_bytes, &mut buckets);
    }
    let groups = packed(index, buckets, limit_bytes);
    groups.into_iter().enumerate().map(|(number, group)| shard(index, number, &group)).collect()
}

/// Runs of forms that share their character at `depth`; a form that ends there is a run of its own.
fn parts<'a, 'b>(forms: &'b [(&'a str, &'a str)], depth: usize) -> impl Iterator<Item = &'b [(&'a str, &'a str)]> {
    forms.chunk_by(move |a, b| a.0.chars().nth(depth) == b.0.chars().nth(depth))
}

fn split<'a>(index: &'a Index, forms: &[(&'a str, &'a str)], depth: usize, limit: usize, out: &mut Vec<Bucket<'a>>) {
    let bucket = bucket(index, forms, depth);
    let all_end_here = forms.iter().all(|(form, _)| form.chars().count() <= depth);
    if depth >= PREFIX_MOST || all_end_here || weight(index, &bucket) <= limit {
        out.push(bucket);
        return;
    }
    for part in parts(forms, depth) {
        let ends_here = part.iter().all(|(form, _)| form.chars().count() <= depth);
        split(index, part, if ends_here { depth } else { depth + 1 }, limit, out);
    }
}

fn bucket<'a>(index: &'a Index, forms: &[(&'a str, &'a str)], depth: usize) -> Bucket<'a> {
    let prefix: String = forms.first().map(|(form, _)| form.chars().take(depth).collect()).unwrap_or_default();
    let shorter = (STEM_LEAST..depth).map(|length| prefix.chars().take(length).collect::<String>());
    let own = forms.iter().map(|(_, stem)| *stem);
    let beginning = index.posts.range(prefix.clone()..).map(|(stem, _)| stem.as_str());
    let beginning = beginning.take_while(|stem| stem.starts_with(&prefix));
    let shorter = shorter.filter_map(|stem| index.posts.get_key_value(&stem)).map(|(stem, _)| stem.as_str());
    Bucket { stems: own.chain(beginning).chain(shorter).collect(), forms: forms.iter().copied().collect(), prefix }
}

/// About how many bytes the bucket's JSON takes.
fn weight(index: &Index, bucket: &Bucket) -> usize {
    let forms: usize = bucket.forms.keys().map(|form| form.len() + 8).sum();
    let stems: usize = bucket.stems.iter().map(|stem| stem.len() + 5 + index.posts[*stem].len() * 5).sum();
    forms + stems
}

/// Neighbouring buckets together, as long as they stay below the limit.
fn packed<'a>(index: &Index, buckets: Vec<Bucket<'a>>, limit: usize) -> Vec<Vec<Bucket<'a>>> {
    let mut groups: Vec<Vec<Bucket>> = Vec::new();
    let mut filled = 0;
    for bucket in buckets {
        let bytes = weight(index, &bucket);
        filled += bytes;
        match groups.last_mut() {
            Some(group) if filled <= limit => group.push(bucket),
            _ => {
                filled = bytes;
                groups.push(vec![bucket]);
            }
        }
    }
    groups
}

fn shard(index: &Index, number: usize, group: &[Bucket]) -> (ShardFile, Shard) {
    let forms: BTreeMap<&str, &str> = group.iter().flat_map(|bucket| &bucket.forms).map(|(f, s)| (*f, *s)).collect();
    let stems: BTreeSet<&str> = group.iter().flat_map(|bucket| &bucket.stems).copied().collect();
    let places: BTreeMap<&str, usize> = stems.iter().enumerate().map(|(place, stem)| (*stem, place)).collect();
    let shard = Shard {
        forms: forms.keys().map(|form| (*form).to_owned()).collect(),
        of: forms.values().map(|stem| places[stem]).collect(),
        posts: stems.iter().map(|stem| index.coded(stem)).collect(),
        stems: stems.into_iter().map(str::to_owned).collect(),
    };
    let prefixes = group.iter().map(|bucket| bucket.prefix.clone()).collect();
    (ShardFile { name: format!("s-{number:03}"), prefixes }, shard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Entry;
    use crate::search::format::Doc;
    use proptest::prelude::*;

    fn index(words: &[String]) -> Index {
        let entry = |word: &String| Entry { doc: Doc { title: word.clone(), ..Doc::default() }, ..Entry::default() };
        Index::build(&words.iter().map(entry).collect::<Vec<_>>())
    }

    /// The shard that answers for a token, by the rule of `format`.
    fn answering<'s>(shards: &'s [(ShardFile, Shard)], token: &str) -> Option<&'s Shard> {
        let longest = |file: &ShardFile| {
            file.prefixes.iter().filter(|prefix| token.starts_with(prefix.as_str())).map(String::len).max().unwrap_or(0)
        };
        shards
            .iter()
            .max_by_key(|(file, _)| longest(file))
            .filter(|(file, _)| longest(file) > 0)
            .map(|(_, shard)| shard)
    }

    proptest! {
        #[test]
        fn one_shard_answers_for_every_form_and_every_stem(words in prop::collection::vec("[аб]{1,8}|[ab]{1,8}", 1..80)) {
            let index = index(&words);
            let shards = cut(&index, 120);
            for (form, stem) in &index.forms {
                let shard = answering(&shards, form).expect("a shard");
                let at = shard.forms.binary_search(form).expect("the form");
                prop_assert_eq!(&shard.stems[shard.of[at]], stem);
                prop_assert_eq!(&shard.posts[shard.of[at]], &index.coded(stem));
            }
            for stem in index.posts.keys().filter(|stem| stem.chars().count() >= STEM_LEAST) {
                let unseen = format!("{stem}ами");
                let shard = answering(&shards, &unseen).expect("a shard");
                prop_assert!(shard.stems.contains(stem), "{unseen}");
            }
        }
    }
}
