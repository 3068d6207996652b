//! A transcript with its corrections, as it is shown and searched; a changed cue keeps what was read there.

use super::overlay::{Misfit, Overlay};
use super::{Operation, TokenId};
use crate::transcript::Transcript;

/// A transcript with corrections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The transcript with every operation applied; a cue whose words changed has what was read as `as_read`, and where one
    /// became several, the first has. Its own tokens are counted anew; `ids` says which they are.
    pub transcript: Transcript,
    /// The id of each token of speech, in order.
    pub ids: Vec<TokenId>,
}

impl Overlay<'_> {
    /// The transcript as the operations leave it.
    pub fn corrected(&self) -> Corrected {
        let mut made = Corrected { transcript: self.without_cues(), ..Corrected::default() };
        let mut places = Vec::with_capacity(self.transcript.cues.len() + 1);
        let mut entries = self.cues().into_iter().peekable();
        for (index, cue) in self.transcript.cues.iter().enumerate() {
            places.push(made.count());
            match entries.next_if(|(at, _)| *at == index) {
                None => made.transcript.cues.push(cue.clone()),
                Some((_, own)) if self.is_untouched(index, &own) => {
                    made.transcript.cues.push(cue.clone());
                    made.ids.extend(own.iter().filter(|entry| entry.id.is_read()).map(|entry| entry.id));
                }
                Some((_, own)) => {
                    let segments = self.segments(index, &own);
                    let speech = segments.iter().flat_map(|segment| &segment.words).filter(|word| !word.is_non_speech);
                    made.ids.extend(speech.map(|word| word.id));
                    made.transcript.cues.extend(self.cues_of(index, &segments));
                }
            }
        }
        places.push(made.count());
        made.point_anew(&places);
        made
    }

    fn without_cues(&self) -> Transcript {
        let Transcript { title, date, lang, layer, axis, media, sections, references, extra, .. } =
            self.transcript.clone();
        let voices = self.voices.clone();
        Transcript { title, date, lang, layer, axis, media, voices, cues: Vec::new(), sections, references, extra }
    }
}

impl Corrected {
    /// A transcript without corrections.
    pub fn as_read(transcript: &Transcript) -> Self {
        Overlay::of(transcript).corrected()
    }

    /// A transcript with operations in their order.
    ///
    /// # Errors
    /// The first operation that does not fit.
    pub fn of(transcript: &Transcript, operations: &[Operation]) -> Result<Self, Misfit> {
        let mut overlay = Overlay::of(transcript);
        operations.iter().try_for_each(|operation| overlay.apply(operation))?;
        Ok(overlay.corrected())
    }

    fn count(&self) -> u32 {
        u32::try_from(self.transcript.cues.len()).unwrap_or(u32::MAX)
    }

    /// Cues moved where one became several: whatever names a cue by its index names it by the new one.
    fn point_anew(&mut self, places: &[u32]) {
        let end = places.last().copied().unwrap_or(0);
        let anew = |index: u32| places.get(index as usize).copied().unwrap_or(end);
        let Transcript { cues, sections, references, .. } = &mut self.transcript;
        cues.iter_mut().for_each(|cue| cue.parent = cue.parent.map(anew));
        sections.iter_mut().for_each(|section| section.first = anew(section.first));
        references.iter_mut().for_each(|reference| reference.cue = anew(reference.cue));
    }
}
