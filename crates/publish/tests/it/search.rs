//! Search data as the page's script reads it: the rules of `search/format.rs` applied to the files themselves.

use crate::pages::{Dossier, dossier};
use firsthand_publish::publish;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A reader of the data, as far from the code that wrote it as the script is.
struct Reader {
    folder: Dossier,
    manifest: Value,
}

impl Reader {
    fn open() -> Self {
        let folder = dossier();
        Reader { manifest: read(&folder, "manifest"), folder }
    }

    fn shard(&self, token: &str) -> Option<Value> {
        let shards = self.manifest["shards"].as_array().unwrap();
        let best = |shard: &&Value| {
            let prefixes = shard["prefixes"].as_array().unwrap().iter().filter_map(Value::as_str);
            prefixes.filter(|prefix| token.starts_with(prefix)).map(str::len).max().unwrap_or(0)
        };
        let shard = shards.iter().max_by_key(best).filter(|shard| best(shard) > 0)?;
        Some(read(&self.folder, shard["name"].as_str().unwrap()))
    }

    /// Documents that a token meets, by rules 1 to 3.
    fn meet(&self, token: &str) -> BTreeSet<usize> {
        let Some(shard) = self.shard(token) else { return BTreeSet::new() };
        let forms: Vec<&str> = shard["forms"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let of: Vec<usize> = numbers(&shard["of"]);
        let stems: Vec<&str> = shard["stems"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let endings: BTreeSet<&str> =
            self.manifest["endings"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let found = forms.binary_search(&token).ok().map(|at| of[at]).or_else(|| {
            let fits = |at: &usize| {
                let rest = token.strip_prefix(stems[*at]);
                rest.is_some_and(|rest| rest.is_empty() || endings.contains(rest))
            };
            (0..stems.len()).filter(fits).max_by_key(|at| stems[*at].len())
        });
        found.map(|stem| documents(&shard["posts"][stem])).unwrap_or_default()
    }

    fn name(&self, form: &str) -> BTreeSet<usize> {
        let names = self.manifest["names"].as_array().unwrap();
        let holds = |name: &&Value| name["forms"].as_array().unwrap().iter().any(|known| known == form);
        names.iter().filter(holds).flat_map(|name| ungapped(&numbers(&name["docs"]))).collect()
    }

    fn doc(&self, number: usize) -> Value {
        let tables = self.manifest["docs"].as_array().unwrap();
        let first = |table: &Value| table["first"].as_u64().unwrap() as usize;
        let table = tables.iter().rfind(|table| first(table) <= number).unwrap();
        read(&self.folder, table["name"].as_str().unwrap())[number - first(table)].clone()
    }

    fn total(&self) -> usize {
        self.manifest["total"].as_u64().unwrap() as usize
    }
}

fn read(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("data/search/{name}.js"))).unwrap();
    let json = text.strip_prefix(&format!("FH.put(\"search/{name}\", ")).unwrap().strip_suffix(");\n").unwrap();
    serde_json::from_str(json).unwrap()
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect()
}

fn ungapped(gaps: &[usize]) -> Vec<usize> {
    gaps.iter()
        .scan(0, |sum, gap| {
            *sum += gap;
            Some(*sum)
        })
        .collect()
}

fn documents(posts: &Value) -> BTreeSet<usize> {
    let flat = numbers(posts);
    ungapped(&flat.iter().step_by(2).copied().collect::<Vec<_>>()).into_iter().collect()
}

#[test]
fn every_form_of_a_russian_word_finds_the_same_documents() {
    let reader = Reader::open();
    let nominative = reader.meet("заложник");
    assert!(!nominative.is_empty());
    for form in ["заложниками", "заложников", "заложники", "заложнику"] {
        assert_eq!(reader.meet(form), nominative, "{form}");
    }
}

#[test]
fn every_form_of_an_english_word_finds_the_same_documents() {
    let reader = Reader::open();
    let hostages = reader.meet("hostage");
    assert!(hostages.len() > 5, "{hostages:?}");
    assert_eq!(reader.meet("hostages"), hostages);
}

#[test]
fn a_name_is_found_by_every_registered_spelling() {
    let reader = Reader::open();
    let latin = reader.name("aushev");
    assert!(latin.len() > 10, "{latin:?}");
    for form in ["аушев", "аушеву", "руслан аушев"] {
        assert_eq!(reader.name(form), latin, "{form}");
    }
}

#[test]
fn every_document_has_a_page_and_a_place_on_it() {
    let reader = Reader::open();
    assert!(reader.total() > 300, "{}", reader.total());
    for number in 0..reader.total() {
        let doc = reader.doc(number);
        let url = doc["url"].as_str().unwrap();
        let (path, fragment) = url.split_once('#').map_or((url, None), |(path, fragment)| (path, Some(fragment)));
        let page = std::fs::read_to_string(reader.folder.join(path)).unwrap_or_else(|error| panic!("{url}: {error}"));
        assert!(fragment.is_none_or(|id| page.contains(&format!("id=\"{id}\""))), "{url}");
    }
}

#[test]
fn every_word_of_a_claim_finds_its_statement() {
    let reader = Reader::open();
    for number in (0..reader.total()).step_by(17) {
        let doc = reader.doc(number);
        for token in firsthand_text::tokens(doc["title"].as_str().unwrap()) {
            assert!(reader.meet(&token.text).contains(&number), "{} {}", token.text, doc["url"]);
        }
    }
}

#[test]
fn every_statement_says_its_source_its_place_and_its_ledger_entry() {
    let reader = Reader::open();
    let docs: Vec<Value> = (0..reader.total()).map(|number| reader.doc(number)).collect();
    let statements: Vec<&Value> = docs.iter().filter(|doc| doc["kind"] == "statement").collect();
    assert!(statements.len() > 100, "{}", statements.len());
    for doc in statements {
        let page = reader.folder.join(format!("sources/{}/index.html", doc["sourceId"].as_str().unwrap()));
        assert!(page.is_file() && doc["entry"].is_u64() && doc["place"]["at"].is_string(), "{doc}");
    }
    let in_sessions = docs.iter().filter(|doc| doc["sessions"][0][1].is_string()).count();
    assert!(in_sessions > 0 && docs.iter().any(|doc| doc["role"].is_string()));
}

#[test]
fn files_stay_about_their_limit_and_hold_no_end_of_script() {
    let dossier = dossier();
    for file in std::fs::read_dir(dossier.join("data/search")).unwrap().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert!(text.len() < 160 * 1024, "{:?} {}", file.path(), text.len());
        assert!(!text.contains('<'), "{:?}", file.path());
    }
}

/// Every script of data below a folder.
fn data_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { data_files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_words_of_a_record_end_the_script_that_its_data_stand_in() {
    let end = "</script><script>alert(1)//\u{2028}\u{2029}";
    let mut input = crate::timeline::long();
    input.statements.iter_mut().for_each(|cleared| cleared.statement.claim = Some(end.into()));
    input.people.iter_mut().for_each(|person| person.name = Some(end.into()));
    input.events.iter_mut().for_each(|event| event.event = Some(end.into()));
    let folder = tempfile::tempdir().unwrap();
    publish(&input, folder.path(), &|text| Ok(text.to_owned()), &mut |_, _| {}).unwrap();
    for kind in ["search", "timeline"] {
        let files = data_files(&folder.path().join("data").join(kind));
        let texts: Vec<String> = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        assert!(texts.iter().any(|text| text.contains("\\u003c/script")), "{kind} has these words");
        for (path, text) in files.iter().zip(&texts) {
            assert!(!text.contains(['<', '\u{2028}', '\u{2029}']), "{}", path.display());
        }
    }
}
