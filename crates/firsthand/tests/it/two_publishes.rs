//! The same case at the same content position gives the same dossier, byte for byte.

use crate::run::{Place, beslan, files};

#[test]
fn two_publishes_are_byte_identical() {
    let place = Place::holding(&beslan());
    let first = place.json(&["publish", "--out", "first"], 0);
    let second = place.json(&["publish", "--out", "second"], 0);
    assert_eq!(first["sha256sums"], second["sha256sums"]);
    assert_eq!((first["repeated"].as_bool(), second["repeated"].as_bool()), (Some(false), Some(true)));
    let (one, two) = (place.path("first"), place.path("second"));
    let names = |root: &std::path::Path| -> Vec<_> {
        files(root).iter().map(|file| file.strip_prefix(root).unwrap().to_owned()).collect()
    };
    assert_eq!(names(&one), names(&two));
    for name in names(&one) {
        assert!(std::fs::read(one.join(&name)).unwrap() == std::fs::read(two.join(&name)).unwrap(), "{name:?}");
    }
    assert_eq!(place.json(&["verify", "first"], 0)["ok"], true);
}
