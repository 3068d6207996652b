//! Passages for other programs: Web Annotations that keep every MUST, in the recording that a transcript is of.

use crate::run::Place;
use firsthand_model::annotation::check;
use firsthand_testkit::CaseFolder;
use serde_json::Value;
use sha2::{Digest, Sha256};

const CAPTIONS: &str = "WEBVTT\n\n00:00:10.000 --> 00:00:14.000\n<v Keeper>We stood by the lighthouse and waited.\n";

fn said<'t>(id: &'t str, claim: &'t str, quote: &'t str) -> [(&'t str, &'t str); 7] {
    let (source, speaker) = (("source", "S5"), ("speaker", "the keeper"));
    [("id", id), source, speaker, ("basis", "saw"), ("claim", claim), ("quote", quote), ("quote_lang", "en")]
}

#[test]
fn passages_that_are_found_are_annotations_that_keep_every_must() {
    let place = Place::new();
    let sound =
        [b"RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0".as_slice(), &[7; 64]]
            .concat();
    let captions =
        [("id", "S6"), ("what", "its captions"), ("langs", "en"), ("file", "talk.vtt"), ("depends_on", "S5")];
    let folder = CaseFolder::new()
        .titled("A case with sound")
        .row("sources", &[("id", "S5"), ("what", "an interview"), ("langs", "en"), ("file", "talk.wav")])
        .row("sources", &captions)
        .row("statements", &said("E1", "they waited at the lighthouse", "by the lighthouse"))
        .row("statements", &said("E2", "they sang", "a song of the sea"))
        .file("talk.wav", sound.as_slice())
        .file("talk.vtt", CAPTIONS);
    place.case_of(&folder);
    let collection = place.json(&["passages", "--annotations"], 0);
    assert_eq!(check(&collection), [], "{collection:#}");
    assert_eq!((&collection["total"], &collection["label"]), (&1.into(), &"A case with sound".into()));

    let annotation = &collection["first"]["items"][0];
    assert_eq!(annotation["body"][0]["value"], "they waited at the lighthouse");
    let target = &annotation["target"];
    let recording = Sha256::digest(&sound).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(target["source"], format!("nih:sha-256;{recording}"), "bytes are known by their digest");
    let selectors = target["selector"].as_array().unwrap();
    let of = |kind: &str| selectors.iter().find(|selector| selector["type"] == kind).unwrap_or(&Value::Null);
    assert_eq!(of("TextQuoteSelector")["exact"], "by the lighthouse");
    assert_eq!(of("TextQuoteSelector")["prefix"], "We stood ");
    assert_eq!(
        place.text(&["passages", "--annotations"]).trim(),
        format!("{collection:#}"),
        "it is JSON for people too"
    );
}
