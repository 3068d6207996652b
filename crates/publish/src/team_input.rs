//! The case as its own team sees it, for drawings that stand on no page. It is a type of its own: no page and no dossier can be made of
//! one, and what is in it never comes out again but as such a drawing.

use crate::input::DossierInput;

/// Records of which nothing was cleared for anybody.
#[derive(Debug, Clone)]
pub struct TeamInput(DossierInput);

impl TeamInput {
    /// Takes records of the whole case with the boards that were made of them.
    pub fn new(records: DossierInput) -> TeamInput {
        TeamInput(records)
    }

    pub(crate) fn records(&self) -> &DossierInput {
        &self.0
    }
}
