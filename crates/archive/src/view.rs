//! How a case is looked at: in which of its states, and what of it counts. Every question takes one.

use crate::snapshot::Snapshot;
use firsthand_perspective::{Evidence, Switches};

/// Which state of a case is looked at, and what of it counts. The default is the case as it stands, with everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View<'a> {
    /// After so many entries, at the end of a day (UTC) or at a moment (RFC 3339); none means now.
    pub at: Option<&'a str>,
    /// Whether answers of statements under duress are left out of every tally.
    pub without_duress: bool,
}

impl View<'_> {
    /// The records of a snapshot, with what the view leaves out left out.
    pub(crate) fn evidence(self, snapshot: &Snapshot) -> Evidence<'_> {
        Evidence::new(
            &snapshot.questions,
            &snapshot.statements,
            &snapshot.answers,
            &snapshot.dependences,
            &snapshot.people,
            snapshot.offset_minutes(),
        )
        .read_in(&snapshot.sources)
        .at_places(&snapshot.places, &snapshot.scene_parts)
        .with(self.switches())
    }

    /// What counts in every tally.
    pub(crate) fn switches(self) -> Switches {
        Switches { leave_out_duress: self.without_duress }
    }
}
