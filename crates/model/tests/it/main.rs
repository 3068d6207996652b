//! The one integration-test binary of the model. Each module is one subject; shared helpers stand here when there are any.

mod annotations;
mod corrections;
mod edtf;
mod edtf_generated;
mod edtf_rulings;
mod edtf_values;
mod media_fragments;
mod passages;
mod support;
mod tables_page;
