//! What becomes of an output, whatever goes wrong while it is written.

use std::os::unix::fs::MetadataExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::model::edition::Audience;

/// A folder that is gone after the test.
struct Room(PathBuf);

impl Room {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("nidan-publish-{}-{number}", std::process::id()));
        make_folder(&path).unwrap();
        Self(path)
    }

    fn out(&self) -> PathBuf {
        self.0.join("public")
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Summary, PublishError> {
        let staging = Staging::new(&self.out())?;
        for (path, text) in files {
            staging.put(path, text.as_bytes())?;
        }
        staging.finish(&meta())
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.0.join(path)).ok()
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        make_folder(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    /// What lies in the room, hidden neighbours of the output included.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn meta() -> Meta {
    Meta { audience: Audience::Public, engine: "1".to_owned() }
}

#[test]
fn writes_a_tree_and_its_manifest() {
    let room = Room::new();
    let summary = room.build(&[("b/x.txt", "নিদান"), ("a.txt", "abc")]).unwrap();
    assert_eq!(room.text("public/b/x.txt").as_deref(), Some("নিদান"));
    insta::assert_snapshot!(room.text("public/manifest.json").unwrap(), @r#"
    {
      "generator": "nidan",
      "format": 1,
      "engine": "1",
      "audience": "public",
      "files": [
        {
          "path": "a.txt",
          "bytes": 3,
          "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        },
        {
          "path": "b/x.txt",
          "bytes": 15,
          "sha256": "aa39625bfd038e05326dc96869b8c1132d19a3fa687b669f42fc2313d01ce5da"
        }
      ]
    }
    "#);
    assert_eq!((summary.files, summary.kept, summary.left_behind), (3, 0, None));
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn keeps_what_is_the_same_and_drops_what_is_gone() {
    let room = Room::new();
    room.build(&[("same.txt", "same"), ("other.txt", "old"), ("gone/x.txt", "gone")]).unwrap();
    let before = fs::metadata(room.out().join("same.txt")).unwrap().ino();
    let summary = room.build(&[("same.txt", "same"), ("other.txt", "new")]).unwrap();
    assert_eq!(fs::metadata(room.out().join("same.txt")).unwrap().ino(), before);
    assert_eq!(room.text("public/other.txt").as_deref(), Some("new"));
    assert!(!room.out().join("gone").exists());
    assert_eq!(summary.kept, 1);
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn a_file_edited_in_the_output_is_written_anew() {
    let room = Room::new();
    room.build(&[("a.txt", "right")]).unwrap();
    room.put("public/a.txt", "wrong");
    assert_eq!(room.build(&[("a.txt", "right")]).unwrap().kept, 1);
    assert_eq!(room.text("public/a.txt").as_deref(), Some("right"));
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let room = Room::new();
    room.put("public/thesis.txt", "ten years of work");
    for manifest in [None, Some("{}"), Some("{\"generator\":\"hugo\"}"), Some("not json")] {
        if let Some(text) = manifest {
            room.put("public/manifest.json", text);
        }
        let error = room.build(&[("a.txt", "a")]).unwrap_err();
        assert!(matches!(error, PublishError::Foreign(_)), "{error}");
        assert!(error.hint().is_some());
        assert_eq!(room.text("public/thesis.txt").as_deref(), Some("ten years of work"));
    }
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn an_empty_folder_is_filled_and_a_file_refused() {
    let room = Room::new();
    make_folder(&room.out()).unwrap();
    room.build(&[("a.txt", "a")]).unwrap();
    let error = Staging::new(&room.out().join("a.txt")).unwrap_err();
    assert!(matches!(error, PublishError::NotAFolder(_)), "{error}");
}

#[test]
fn something_foreign_that_appears_meanwhile_is_not_replaced() {
    let room = Room::new();
    let staging = Staging::new(&room.out()).unwrap();
    room.put("public/thesis.txt", "just saved");
    assert!(matches!(staging.finish(&meta()), Err(PublishError::Foreign(_))));
    assert_eq!(room.text("public/thesis.txt").as_deref(), Some("just saved"));
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn an_unfinished_build_leaves_the_old_output_and_nothing_else() {
    let room = Room::new();
    room.build(&[("a.txt", "old")]).unwrap();
    let staging = Staging::new(&room.out()).unwrap();
    staging.put("a.txt", b"new").unwrap();
    drop(staging);
    assert_eq!(room.text("public/a.txt").as_deref(), Some("old"));
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn two_builds_at_once_are_refused() {
    let room = Room::new();
    let first = Staging::new(&room.out()).unwrap();
    let error = Staging::new(&room.out()).unwrap_err();
    assert!(matches!(error, PublishError::Locked(_)), "{error}");
    first.put("a.txt", b"first").unwrap();
    first.finish(&meta()).unwrap();
    assert_eq!(room.text("public/a.txt").as_deref(), Some("first"));
    room.build(&[("a.txt", "second")]).unwrap();
}

#[test]
fn what_a_killed_build_left_is_cleared() {
    let room = Room::new();
    room.build(&[("a.txt", "old")]).unwrap();
    room.put(".public.nidan-new/half.txt", "half");
    room.put(".public.nidan-lock", "");
    room.build(&[("a.txt", "new")]).unwrap();
    assert!(!room.out().join("half.txt").exists());
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn a_build_killed_between_two_renames_is_mended() {
    let room = Room::new();
    room.build(&[("a.txt", "old")]).unwrap();
    fs::rename(room.out(), room.0.join(".public.nidan-old")).unwrap();
    drop(Staging::new(&room.out()).unwrap());
    assert_eq!(room.text("public/a.txt").as_deref(), Some("old"));
    assert_eq!(room.names(), ["public"]);
}

#[test]
fn two_renames_do_where_an_exchange_is_refused() {
    let room = Room::new();
    room.build(&[("a.txt", "old")]).unwrap();
    let staging = Staging::new(&room.out()).unwrap();
    staging.put("a.txt", b"new").unwrap();
    staging.place.swap_in_two_steps().unwrap();
    assert_eq!(room.text("public/a.txt").as_deref(), Some("new"));
    assert_eq!(room.text(".public.nidan-old/a.txt").as_deref(), Some("old"));
}

#[test]
fn a_failed_second_rename_brings_the_old_output_back() {
    let room = Room::new();
    room.build(&[("a.txt", "old")]).unwrap();
    let staging = Staging::new(&room.out()).unwrap();
    fs::remove_dir_all(&staging.place.staging).unwrap();
    assert!(staging.place.swap_in_two_steps().is_err());
    assert_eq!(room.text("public/a.txt").as_deref(), Some("old"));
}

#[test]
fn no_path_leaves_the_tree_and_none_is_written_twice() {
    let room = Room::new();
    let staging = Staging::new(&room.out()).unwrap();
    for path in ["../x", "/etc/x", "a/../../x", "a//b", "", "a/", "./a", "manifest.json", "a\\b"] {
        assert!(matches!(staging.put(path, b"x"), Err(PublishError::BadPath(_))), "{path}");
    }
    staging.put("a.txt", b"x").unwrap();
    assert!(matches!(staging.put("a.txt", b"x"), Err(PublishError::Twice(_))));
}

#[test]
fn threads_give_the_same_manifest() {
    let paths: Vec<String> = (0..200).map(|number| format!("{}/{number}.txt", number % 7)).collect();
    let manifest = |threads: usize| {
        let room = Room::new();
        let staging = Staging::new(&room.out()).unwrap();
        std::thread::scope(|scope| {
            for part in paths.chunks(paths.len() / threads) {
                let staging = &staging;
                scope.spawn(move || part.iter().for_each(|path| staging.put(path, path.as_bytes()).unwrap()));
            }
        });
        assert_eq!(staging.finish(&meta()).unwrap().files, 201);
        room.text("public/manifest.json").unwrap()
    };
    assert_eq!(manifest(1), manifest(4));
}

#[test]
fn a_linked_output_stays_a_link() {
    let room = Room::new();
    make_folder(&room.0.join("disk/site")).unwrap();
    std::os::unix::fs::symlink("disk/site", room.out()).unwrap();
    room.build(&[("a.txt", "a")]).unwrap();
    assert!(fs::symlink_metadata(room.out()).unwrap().is_symlink());
    assert_eq!(room.text("disk/site/a.txt").as_deref(), Some("a"));
}

#[test]
fn one_file_is_replaced_whole() {
    let room = Room::new();
    let path = room.0.join("report.html");
    write_file(&path, b"one").unwrap();
    write_file(&path, b"two").unwrap();
    assert_eq!(room.text("report.html").as_deref(), Some("two"));
    assert!(write_file(&room.0.join("missing/report.html"), b"x").is_err());
    assert!(write_file(&room.0, b"x").is_err());
    write_file(Path::new("/dev/null"), b"x").unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    assert_eq!(room.names(), ["report.html"]);
}
