//! How the verb *derive* works through its list: each item by the next worker that is free, put into place when it is whole.
//! What is wanted is in `derive`, what each original needs in `derive_plan`.

use crate::Surroundings;
use crate::accepted::Accepted;
use crate::derivatives::derive::{Derivation, DerivativeLine};
use crate::derivatives::derive_plan::{Item, Plan, file_name};
use crate::derivatives::derived_files::DerivedFiles;
use firsthand_intake::{IntakeError, Making};
use firsthand_model::{DerivativeKind, DerivativeRecord, DerivedFile};
use firsthand_vault::{Shelf, Vault};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};

/// What every worker needs.
pub(crate) struct Workshop<'a> {
    pub(crate) case: &'a Path,
    pub(crate) files: DerivedFiles,
    pub(crate) vault: &'a Vault,
    pub(crate) around: &'a Surroundings,
    pub(crate) position: u64,
    /// The version of each program of others, asked once: by the first word of a making's parameters.
    pub(crate) tools: Mutex<BTreeMap<&'static str, Option<String>>>,
}

/// Files with what their record says of them.
type MadeFiles = Vec<(std::path::PathBuf, DerivedFile)>;

impl Workshop<'_> {
    /// Each item by the next worker that is free; each line is handed over as soon as it is known.
    pub(crate) fn all(
        &self,
        items: &[Item],
        jobs: usize,
        known: &mut dyn FnMut(&DerivativeLine),
    ) -> Vec<DerivativeLine> {
        let queue = Mutex::new(items.iter());
        let (sender, receiver) = channel();
        std::thread::scope(|scope| {
            for _ in 0..jobs.min(items.len()) {
                let (sender, queue): (Sender<DerivativeLine>, _) = (sender.clone(), &queue);
                scope.spawn(move || {
                    let next = || queue.lock().ok()?.next();
                    while let Some(item) = next() {
                        if sender.send(self.one(item)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            receiver.iter().inspect(known).collect()
        })
    }

    fn one(&self, item: &Item) -> DerivativeLine {
        let made = match &item.plan {
            Plan::NotNeeded(why) => return line(item, Derivation::NotNeeded, why),
            Plan::Refused(why) => return line(item, Derivation::Failed, why),
            Plan::Made(makings, why) => self.of_original(item, makings, why.as_deref()),
            Plan::Words(digest) => self.of_words(item, digest),
        };
        match made {
            Ok((state, record)) => {
                let folder = self.files.folder(&item.original);
                let folder = folder.strip_prefix(self.case).unwrap_or(&folder);
                let path = |file: &DerivedFile| folder.join(&file.name).to_string_lossy().replace('\\', "/");
                let files = record.files.iter().map(path).collect();
                DerivativeLine { files, ..line(item, state, record.why.as_deref().unwrap_or_default()) }
            }
            Err(why) => line(item, Derivation::Failed, &why),
        }
    }

    fn of_original(
        &self,
        item: &Item,
        makings: &[Making],
        why: Option<&str>,
    ) -> Result<(Derivation, DerivativeRecord), String> {
        let scratch = self.files.scratch().map_err(|error| error.to_string())?;
        let tools = makings.iter().map(|making| self.tool(*making, scratch.path()));
        // Of an archive some pictures need a program and some do not: without it those are made all the same.
        let (mut without, mut with): (Vec<_>, Vec<_>) = tools.partition(|tool| matches!(tool, Ok(None)));
        let tool = if with.is_empty() { without.pop().ok_or("there is nothing to make")? } else { with.swap_remove(0) };
        let version = tool.as_ref().ok().cloned().flatten();
        if let Some(record) = self.current(item, version.as_deref()) {
            return Ok((Derivation::Current, record));
        }
        if without.is_empty() {
            tool.map_err(|error| told(&error))?;
        }
        let (made, unlike) = self.each_made(item, makings, scratch.path())?;
        let left_out = unlike.first().map(|why| format!("{} pictures in it are not compared: {why}", unlike.len()));
        let why = [why.map(str::to_owned), left_out].into_iter().flatten().collect::<Vec<_>>().join("; ");
        self.place(item, version, Some(why.as_str()).filter(|why| !why.is_empty()), made)
    }

    /// What each making gave, and why some gave nothing.
    fn each_made(&self, item: &Item, makings: &[Making], scratch: &Path) -> Result<(MadeFiles, Vec<String>), String> {
        let path = self.vault.path(Shelf::Originals, &item.original);
        let mut made = Vec::new();
        let mut unlike = Vec::new();
        for making in makings {
            let done = match self.around.sandbox.make(&path, *making, scratch) {
                Ok(done) => done,
                // One picture of many that cannot be decoded leaves the others comparable.
                Err(error) if item.kind == DerivativeKind::PartPrints && unlike.len() + 1 < makings.len() => {
                    unlike.push(told(&error));
                    continue;
                }
                Err(error) => return Err(told(&error)),
            };
            let name = file_name(item.kind, *making);
            let kept = scratch.join(format!("done-{name}"));
            std::fs::rename(&done.path, &kept).map_err(|error| error.to_string())?;
            made.push((kept, file_of(name, done.width_px, done.height_px)));
        }
        Ok((made, unlike))
    }

    /// The sketch of the words of an accepted object: ours, so that no child is needed.
    fn of_words(&self, item: &Item, digest: &str) -> Result<(Derivation, DerivativeRecord), String> {
        if let Some(record) = self.current(item, None) {
            return Ok((Derivation::Current, record));
        }
        let read = digest.parse().ok().and_then(|digest| self.vault.read(Shelf::Accepted, &digest).ok());
        let object: Option<Accepted> = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let object = object.ok_or("its words cannot be read; run `firsthand verify`")?;
        let mut document = sketched(&object.words().unwrap_or_default());
        let of_member = |(path, words): (&str, String)| {
            let mut member = sketched(&words);
            member["path"] = path.into();
            member
        };
        let members: Vec<serde_json::Value> = object.words_of_members().map(of_member).collect();
        if !members.is_empty() {
            document["members"] = members.into();
        }
        let scratch = self.files.scratch().map_err(|error| error.to_string())?;
        let kept = scratch.path().join("words");
        std::fs::write(&kept, document.to_string()).map_err(|error| error.to_string())?;
        self.place(item, None, None, vec![(kept, file_of(format!("{}.json", item.kind), None, None))])
    }

    /// The derivative that is there, if it is whole and would come out the same.
    fn current(&self, item: &Item, tool: Option<&str>) -> Option<DerivativeRecord> {
        let record = self.files.record(&item.original, item.kind)?;
        let is_current = record.is_current(item.kind, tool, &item.plan.parameters());
        (is_current && self.files.fault(&item.original, &record).is_none()).then_some(record)
    }

    fn place(
        &self,
        item: &Item,
        tool: Option<String>,
        why: Option<&str>,
        made: MadeFiles,
    ) -> Result<(Derivation, DerivativeRecord), String> {
        let record = DerivativeRecord {
            v: 1,
            original: item.original.to_string(),
            kind: item.kind,
            recipe: item.kind.recipe(),
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            tool,
            parameters: item.plan.parameters(),
            why: why.map(str::to_owned),
            operator: Some(self.around.author.clone()),
            made_at: Some(self.around.now()),
            position: self.position,
            files: Vec::new(),
        };
        let placed = self.files.place(&item.original, record, made).map_err(|error| error.to_string())?;
        // An erasure takes the original first and then what was made of it: whatever came between goes here.
        if !self.vault.exists(Shelf::Originals, &item.original) {
            let _ = self.files.remove_all(&item.original);
            return Err("its original was erased meanwhile".into());
        }
        Ok((Derivation::Made, placed))
    }

    pub(crate) fn removed(&self, item: &Item) -> DerivativeLine {
        match self.files.remove(&item.original, item.kind) {
            Ok(0) => line(item, Derivation::NotNeeded, "there was none"),
            Ok(_) => line(item, Derivation::Removed, ""),
            Err(error) => line(item, Derivation::Failed, &error.to_string()),
        }
    }

    /// The program that a making needs, with its version; each is asked for it once.
    fn tool(&self, making: Making, scratch: &Path) -> Result<Option<String>, IntakeError> {
        let key = match making {
            Making::Page(_) | Making::PageHash(_) => "pages",
            Making::Thumbnail | Making::PictureHash | Making::MemberHash(_) => return Ok(None),
            _ => "recordings",
        };
        let Ok(mut tools) = self.tools.lock() else { return self.around.sandbox.maker(making, scratch) };
        if let Some(known) = tools.get(key) {
            return Ok(known.clone());
        }
        let found = self.around.sandbox.maker(making, scratch)?;
        tools.insert(key, found.clone());
        Ok(found)
    }
}

/// The sketch of a text as it stands in a fingerprint's file.
fn sketched(words: &str) -> serde_json::Value {
    let set = firsthand_text::Shingles::of(words).set();
    serde_json::json!({"v": 1, "runs": set.len(), "sketch": firsthand_text::sketch(&set).unwrap_or_default()})
}

fn file_of(name: String, width_px: Option<u32>, height_px: Option<u32>) -> DerivedFile {
    DerivedFile { name, sha256: String::new(), size_bytes: 0, width_px, height_px }
}

fn line(item: &Item, state: Derivation, reason: &str) -> DerivativeLine {
    DerivativeLine {
        id: item.id.clone(),
        original: item.original.to_string(),
        kind: item.kind,
        state,
        reason: reason.to_owned(),
        files: Vec::new(),
    }
}

/// Why a making failed, with what to do now.
fn told(error: &IntakeError) -> String {
    match error {
        IntakeError::NoTool { tool, package } => {
            format!("{tool} is not installed. Install {package} and run `firsthand derive` again ({})", error.code())
        }
        _ => format!("{error} ({})", error.code()),
    }
}
