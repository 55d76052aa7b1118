//! Words, numbers, dates and durations of one language. The only user of Fluent and of ICU.
//!
//! Knows languages and nothing of incidents. What it returns is final: digits, grouping and marks included.

mod numbers;
pub mod overrides;
mod quantities;
mod relative;
mod tables;
mod times;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unicode_normalization::UnicodeNormalization;

use crate::base::lang::Lang;
use crate::model::Overrides;

pub use quantities::ClockFace;
use tables::Table;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// What a message's variable stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Final text.
    Text(String),
    /// A number, which the message prints in its own digits and may choose a plural by.
    Number(f64),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Number(f64::from(count))
    }
}

impl From<f64> for Arg {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

/// The words of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    faults: Mutex<Vec<String>>,
}

impl Texts {
    /// Reads the embedded messages of a language. What is wrong with them is told by [`Texts::faults`].
    pub fn new(lang: Lang) -> Self {
        Self::rewritten(lang, |source| source)
    }

    /// Reads the embedded messages of a language, and those of a knowledge base in their place. What is wrong with these
    /// [`overrides::check`] has found.
    pub fn replaced(lang: Lang, overrides: &Overrides) -> Self {
        let mut texts = Self::new(lang);
        for (_, file) in overrides.messages.iter().filter(|(own, _)| *own == lang) {
            let own = FluentResource::try_new(file.text.nfc().collect()).unwrap_or_else(|(resource, _)| resource);
            texts.bundle.add_resource_overriding(own);
        }
        texts
    }

    /// Reads the embedded messages of a language, each file rewritten before: marked messages show what else there is.
    pub fn rewritten(lang: Lang, rewrite: impl Fn(String) -> String) -> Self {
        let mut bundle = FluentBundle::new_concurrent(lang.code().parse().into_iter().collect());
        // Both languages run from left to right: isolation marks would only litter titles, PDF text and anchors.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(if lang == Lang::BN { numbers::print_bn } else { numbers::print_en }));
        let mut faults = Vec::new();
        for (name, source) in sources(lang) {
            let resource = FluentResource::try_new(rewrite(source)).unwrap_or_else(|(resource, errors)| {
                faults.extend(errors.iter().map(|error| format!("{name}: {error}")));
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                faults.extend(errors.iter().map(|error| format!("{name}: {error}")));
            }
        }
        Self { lang, bundle, faults: Mutex::new(faults) }
    }

    /// Returns the language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns a message without variables.
    pub fn msg(&self, key: &str) -> String {
        self.msg_with(key, &[])
    }

    /// Returns a message with its variables filled. A key that does not exist comes back in brackets and is a fault.
    pub fn msg_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            self.fault(format!("{}: no message `{key}`", self.lang.code()));
            return format!("[{key}]");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::String(Cow::Borrowed(text.as_str()))),
                Arg::Number(number) => values.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        for error in errors {
            self.fault(format!("{}: message `{key}`: {error}", self.lang.code()));
        }
        text
    }

    /// Returns what was wrong with messages so far: broken files, missing keys, missing variables. Sorted, each once.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner).clone();
        faults.sort();
        faults.dedup();
        faults
    }

    /// Returns the name of a language in itself: বাংলা, English.
    pub fn language_name(lang: Lang) -> &'static str {
        tables::table(lang).name
    }

    /// Returns a language with a country, as link previews name it: `bn_BD`.
    pub fn locale(lang: Lang) -> &'static str {
        tables::table(lang).locale
    }

    /// Tells whether a letter or digit is of the letters that a language is written in.
    pub fn writes(lang: Lang, c: char) -> bool {
        // Letters lie in one block with the digits.
        let block = |c: char| u32::from(c) >> 7;
        c.is_alphanumeric() && block(c) == block(tables::table(lang).digits[0])
    }

    fn fault(&self, fault: String) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    fn table(&self) -> &'static Table {
        tables::table(self.lang)
    }
}

/// Returns the message files of a language, sorted by name, in NFC.
fn sources(lang: Lang) -> Vec<(String, String)> {
    let files = LOCALES.get_dir(lang.code()).into_iter().flat_map(Dir::files);
    let mut sources: Vec<(String, String)> = files
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "ftl"))
        .map(|file| (file.path().display().to_string(), file.contents_utf8().unwrap_or_default().nfc().collect()))
        .collect();
    sources.sort();
    sources
}
