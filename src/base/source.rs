//! Source files, spans into them, and where a byte stands on the screen.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A file of the [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: SourceId,
    /// First byte.
    pub start: u32,
    /// First byte after the end.
    pub end: u32,
}

/// One source file: its path as shown to people and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path relative to the knowledge base, with `/`.
    pub path: String,
    /// The text, as read, without a byte order mark.
    pub text: String,
    /// Where each line starts: a file with many mistakes is asked for many places.
    lines: Vec<usize>,
}

impl SourceFile {
    fn new(path: String, text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path, text, lines }
    }

    /// Returns where a line starts, which is counted from 1.
    pub fn line_start(&self, line: usize) -> usize {
        self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }
}

/// Every file that was read, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// A place as people name it: `path:line:column`, both from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the knowledge base.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in grapheme clusters, from 1.
    pub column: usize,
    /// Display width of what stands before the place on its line.
    pub offset: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

impl SourceMap {
    /// Adds a file and returns its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(path.into(), text.into()));
        id
    }

    /// Returns a file.
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Walks all files.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        (0u32..).map(SourceId).zip(&self.files)
    }

    /// Returns the text under a span.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Says where a span starts.
    pub fn place(&self, span: Span) -> Place {
        let file = self.file(span.file);
        let start = floor_boundary(&file.text, span.start as usize);
        let line = file.lines.partition_point(|first| *first <= start);
        // What starts inside a cluster, such as a vowel sign, is at its cluster.
        let before = start - file.line_start(line);
        let clusters = file.text[file.line_start(line)..].grapheme_indices(true);
        let on_line = clusters.take_while(|(at, cluster)| at + cluster.len() <= before);
        let (clusters, width) =
            on_line.fold((0, 0), |(count, width), (_, cluster)| (count + 1, width + display_width(cluster)));
        Place { path: file.path.clone(), line, column: clusters + 1, offset: width }
    }
}

impl Span {
    /// Makes a span.
    pub fn new(file: SourceId, range: std::ops::Range<usize>) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: cut(range.start), end: cut(range.end) }
    }
}

/// Returns the columns that a text takes in a terminal, cluster by cluster.
///
/// A Bengali conjunct is one cluster of several characters, and terminals draw it in the cells of its base.
pub fn display_width(text: &str) -> usize {
    text.graphemes(true).map(|cluster| if cluster == "\t" { 1 } else { cluster.width().clamp(0, 2) }).sum()
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}
