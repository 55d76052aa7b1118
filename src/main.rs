//! The program `nidan`.

fn main() {}
