//! A knowledge base in a temporary folder, for tests that read one from disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use nidan::load::{Loaded, load};
use nidan::ui;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Settings that ask for both languages.
pub(crate) const SETTINGS: &str = "\
schema: 1
title: {en: Test base, bn: পরীক্ষার ভাণ্ডার}
languages: [bn, en]
audience: public
zone: Asia/Dhaka
";

/// A knowledge base that is deleted when the test ends.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Makes an empty folder.
    pub(crate) fn empty() -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("project-{}-{number}", std::process::id()));
        let project = Self { root };
        let _ = fs::remove_dir_all(&project.root);
        project.make(&project.root);
        project
    }

    /// Makes a knowledge base with settings and no incident.
    pub(crate) fn new() -> Self {
        Self::empty().file("nidan.yaml", SETTINGS)
    }

    /// Adds a file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let file = self.root.join(path);
        self.make(file.parent().expect("a file stands in a folder"));
        #[expect(clippy::disallowed_methods, reason = "tests lay out their own knowledge base")]
        fs::write(&file, content).expect("the temporary folder can be written to");
        self
    }

    fn make(&self, folder: &Path) {
        assert!(folder.starts_with(&self.root));
        #[expect(clippy::disallowed_methods, reason = "tests lay out their own knowledge base")]
        fs::create_dir_all(folder).expect("the temporary folder can be written to");
    }

    /// Returns the folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Loads it.
    pub(crate) fn load(&self) -> Loaded {
        load(&self.root).expect("the folder can be read")
    }

    /// Loads it and returns what a person reads.
    pub(crate) fn findings(&self) -> String {
        let loaded = self.load();
        ui::human(&loaded.report, &loaded.sources)
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
