//! Proofs against the vectors of transparency-dev, and our tree against the ct-merkle crate.
//! The vectors lie in shared/suites/merkle.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use firsthand_ledger::{Tree, leaf_hash, verify_consistency, verify_inclusion};
use proptest::prelude::*;
use serde::Deserialize;
use sha2::Sha256;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
    #[serde(default)]
    leaf_idx: u64,
    #[serde(default)]
    tree_size: u64,
    #[serde(default)]
    leaf_hash: Option<String>,
    #[serde(default)]
    root: Option<String>,
    #[serde(default)]
    size1: u64,
    #[serde(default)]
    size2: u64,
    #[serde(default)]
    root1: Option<String>,
    #[serde(default)]
    root2: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

fn bytes(text: &Option<String>) -> Vec<u8> {
    BASE64_STANDARD.decode(text.as_deref().unwrap_or("")).unwrap()
}

impl Vector {
    fn proof(&self) -> Vec<Vec<u8>> {
        self.proof.iter().flatten().map(|step| BASE64_STANDARD.decode(step).unwrap()).collect()
    }

    fn inclusion(&self) -> bool {
        verify_inclusion(&bytes(&self.leaf_hash), self.leaf_idx, self.tree_size, &self.proof(), &bytes(&self.root))
            .is_ok()
    }

    fn consistency(&self) -> bool {
        verify_consistency(self.size1, self.size2, &self.proof(), &bytes(&self.root1), &bytes(&self.root2)).is_ok()
    }
}

fn suite() -> Option<PathBuf> {
    let shared = std::env::var_os("FIRSTHAND_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    Some(shared.join("suites/merkle")).filter(|suite| suite.is_dir())
}

fn run(folder: &str, check: impl Fn(&Vector) -> bool) -> (u32, u32) {
    let Some(suite) = suite() else { return (0, 0) };
    let (mut ran, mut refused) = (0, 0);
    let mut folders = vec![suite.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let vector: Vector = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            assert_eq!(check(&vector), !vector.want_err, "{}", path.display());
            ran += 1;
            refused += u32::from(vector.want_err);
        }
    }
    (ran, refused)
}

#[test]
fn every_vector_of_the_suite_comes_out_as_it_should() {
    if suite().is_none() {
        println!("skipped: suites/merkle (inclusion, consistency) is not there; set FIRSTHAND_SHARED");
        return;
    }
    assert_eq!(run("inclusion", Vector::inclusion), (98, 92));
    assert_eq!(run("consistency", Vector::consistency), (98, 92));
    println!(
        "skipped by name: suites/merkle/subtreeinclusion and suites/merkle/subtreeconsistency, proofs a plain log does not need"
    );
}

#[test]
fn sizes_up_to_the_largest_number_end_in_an_answer() {
    let hash = [0u8; 32];
    for proof_length in [0, 1, 63, 64, 65, 130] {
        let proof = vec![hash; proof_length];
        for (small, large) in [(0, u64::MAX), (u64::MAX - 1, u64::MAX), (1 << 63, u64::MAX), (u64::MAX, u64::MAX - 1)] {
            assert!(verify_inclusion(&hash, small, large, &proof, &hash).is_err());
            assert!(verify_consistency(small, large, &proof, &hash, &hash).is_err());
        }
    }
}

fn leaf(number: u64) -> Vec<u8> {
    format!("leaf {number}").into_bytes()
}

/// Our tree and ct-merkle's over the same leaves.
fn trees(size: u64) -> (Tree, MemoryBackedTree<Sha256, Vec<u8>>) {
    let (mut ours, mut theirs) = (Tree::default(), MemoryBackedTree::new());
    for number in 0..size {
        ours.push(leaf_hash(&leaf(number)));
        theirs.push(leaf(number));
    }
    (ours, theirs)
}

proptest! {
    #[test]
    fn roots_and_proofs_are_those_of_another_implementation(size in 1u64..150, part in 0.0..1.0, old in 0.0..1.0) {
        let (ours, theirs) = trees(size);
        prop_assert_eq!(ours.head_at(size).unwrap().root.to_vec(), theirs.root().as_bytes().to_vec());
        let index = (part * size as f64) as u64;
        let inclusion = ours.inclusion_proof(index, size).unwrap().concat();
        let expected = theirs.prove_inclusion(index as usize);
        prop_assert_eq!(&inclusion, &expected.as_bytes().to_vec());
        let old = 1 + (old * (size - 1) as f64) as u64;
        let consistency = ours.consistency_proof(old, size).unwrap().concat();
        let (small, _) = trees(old);
        let old_root = small.head_at(old).unwrap().root;
        prop_assert_eq!(ours.head_at(old).unwrap().root, old_root);
        let expected = theirs.prove_consistency((size - old) as usize);
        if old < size {
            prop_assert_eq!(&consistency, &expected.as_bytes().to_vec());
            let proof = ConsistencyProof::<Sha256>::try_from_bytes(consistency).unwrap();
            prop_assert!(theirs.root().verify_consistency(&RootHash::new(old_root.into(), old), &proof).is_ok());
        }
        let proof = InclusionProof::<Sha256>::try_from_bytes(inclusion).unwrap();
        prop_assert!(theirs.root().verify_inclusion(&leaf(index), index, &proof).is_ok());
    }

    #[test]
    fn a_tree_cut_back_is_the_smaller_tree(size in 0u64..80, keep in 0.0..1.0, more in 0u64..20) {
        let (mut cut, _) = trees(size);
        let keep = (keep * size as f64) as u64;
        cut.truncate(keep);
        (keep..keep + more).for_each(|number| cut.push(leaf_hash(&leaf(number))));
        let (fresh, _) = trees(keep + more);
        prop_assert_eq!(cut.head_at(keep + more).unwrap(), fresh.head_at(keep + more).unwrap());
    }
}
