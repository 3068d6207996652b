//! Writes ELAN EAF 3.0: what was read of an ELAN document comes back, older vocabularies in the form of 3.0; other transcripts
//! get a tier for each voice. Interpolated times are not written as if they were known: their slots have none.
//! Source: <http://www.mpi.nl/tools/elan/EAFv3.0.xsd>

mod parts;
mod tiers;

use crate::transcripts::xml::escaped;
use firsthand_model::Transcript;
use parts::Parts;

/// The transcript as a file of ELAN.
pub fn write(transcript: &Transcript) -> String {
    let mut parts = Parts::of(transcript);
    let tiers = tiers::tiers(transcript, &mut parts);
    let said = |name: &str, otherwise: &str| {
        escaped(transcript.extra.get(name).filter(|text| !text.is_empty()).map_or(otherwise, String::as_str))
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ANNOTATION_DOCUMENT AUTHOR=\"{}\" DATE=\"{}\" FORMAT=\"3.0\" \
         VERSION=\"3.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"http://www.mpi.nl/tools/elan/EAFv3.0.xsd\">\n",
        said("AUTHOR", ""),
        said("DATE", "1970-01-01T00:00:00Z"),
    );
    out.push_str(&parts.get("LICENSE"));
    out.push_str(&parts.header(transcript));
    out.push_str(&tiers);
    for name in ["LINGUISTIC_TYPE", "LOCALE", "LANGUAGE", "CONSTRAINT", "CONTROLLED_VOCABULARY", "LEXICON_REF"] {
        out.push_str(&parts.get(name));
    }
    for name in ["REF_LINK_SET", "EXTERNAL_REF"] {
        out.push_str(&parts.get(name));
    }
    out.push_str("</ANNOTATION_DOCUMENT>\n");
    out
}
