//! Tests of the whole program.

mod html;
