//! Search: an index per language, asked the same way by `nidan search` and, as a script, by the pages.
//!
//! Knows words and no languages: the strings it is given are final. `assets/js/search.js` asks the same index by the same rules,
//! so both give the same answers in the same order.

mod filter;
mod index;
mod rank;
mod script;
mod snippet;
mod vocabulary;

pub use filter::{Facet, Filters};
pub use index::{FIELDS, Index, Kind, Place};
pub use rank::{Answer, Found, Query};
pub use script::script;
pub use snippet::{Marks, Snippet, marks, snippets};
