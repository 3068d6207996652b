//! Search: every text of the case as a document, and what is asked of them.

pub(crate) mod object_documents;
pub(crate) mod search_case;
pub(crate) mod search_documents;
