//! The compiled languages and values that exist per language.

/// A language of the program: an index into the compiled list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(u8);

const CODES: [&str; 2] = ["bn", "en"];

impl Lang {
    /// Bangla.
    pub const BN: Self = Self(0);
    /// English.
    pub const EN: Self = Self(1);
    /// Every language, in the order of the program's own lists.
    pub const ALL: [Self; CODES.len()] = [Self::BN, Self::EN];

    /// Returns the BCP 47 code, which is also the folder name in outputs and locales.
    pub const fn code(self) -> &'static str {
        CODES[self.0 as usize]
    }

    /// Finds a language by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value in one or more languages; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerLang<T> {
    values: [Option<T>; CODES.len()],
}

impl<T> PerLang<T> {
    /// Makes a value that exists in one language so far.
    pub fn one(lang: Lang, value: T) -> Self {
        let mut values = [const { None }; CODES.len()];
        values[lang.index()] = Some(value);
        Self { values }
    }

    /// Gathers values; returns `None` when there is not one.
    pub fn gather(pairs: impl IntoIterator<Item = (Lang, T)>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for (lang, value) in pairs {
            match &mut found {
                Some(all) => all.set(lang, value),
                None => found = Some(Self::one(lang, value)),
            }
        }
        found
    }

    /// Sets the value of one language.
    pub fn set(&mut self, lang: Lang, value: T) {
        self.values[lang.index()] = Some(value);
    }

    /// Returns the value written in `lang`, if there is one.
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.values[lang.index()].as_ref()
    }

    /// Returns the value in `lang`, or one borrowed from the first language that has it, with that language.
    pub fn or_borrowed(&self, lang: Lang) -> (Lang, &T) {
        if let Some(value) = self.get(lang) {
            return (lang, value);
        }
        self.iter().next().unwrap_or_else(|| unreachable!("a PerLang holds at least one value"))
    }

    /// Walks the languages that are present, in the order of [`Lang::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.into_iter().filter_map(|lang| self.get(lang).map(|value| (lang, value)))
    }
}
