//! Drawings made of text: glyphs, and one file for each kind of drawing, each wide and narrow.
//! Positions are percentages, so a drawing stretches and its letters do not. No style attributes: the pages' policy forbids them.

pub mod agreement;
pub mod axis;
pub mod chain;
pub mod clock;
mod columns;
pub mod data;
pub mod glyph;
pub mod history;
pub mod lanes;
pub mod matrix;
mod measured;
pub mod plan;
mod room;
pub mod sheet;
mod svg;
pub mod tensions;
pub mod timeline;

pub use columns::{columns_narrow, columns_wide};
pub use data::{Cell, ColumnPlot, ColumnRow, MeasuredPlot, MeasuredRow, Section, Shape};
pub use measured::{measured_narrow, measured_wide};
