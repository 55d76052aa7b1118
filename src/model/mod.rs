//! Plain values of the knowledge base: every id resolved, every required field present. No IO, no serde.

pub mod custom;
pub mod edition;
pub mod exhibit;
pub mod fact;
pub mod features;
pub mod id;
pub mod incident;
pub mod knowledge_base;
pub mod lesson;
pub mod newsletter;
pub mod overrides;
pub mod scenario;
pub mod section;
pub mod time;

pub use edition::{Audience, Edition, Released, Withheld, redact};
pub use fact::{Confidence, Fact, Guard, Prose, Text, Tlp};
pub use id::Id;
pub use incident::Incident;
pub use knowledge_base::{Address, KnowledgeBase, Person, Settings};
pub use newsletter::{Mailing, Newsletter};
pub use overrides::Overrides;
pub use section::Section;
