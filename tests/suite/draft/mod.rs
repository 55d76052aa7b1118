//! `nidan init` and `nidan new` as a newcomer meets them: drafts that check, files that cannot be read, and every text
//! that a chat may hold.

mod import;
mod start;
mod words;
