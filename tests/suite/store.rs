//! Finished replications kept on disk: what was interrupted goes on, what is wrong on disk fools nobody.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL, errors, nidan, project, tree};

/// Entries of the store with the time of their writing.
fn entries(root: &Path) -> BTreeMap<PathBuf, SystemTime> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, SystemTime>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "run")
                && let Ok(time) = entry.metadata().and_then(|data| data.modified())
            {
                found.insert(path, time);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&root.join(".nidan"), &mut found);
    found
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("results are UTF-8")
}

/// A knowledge base whose base run takes many seconds.
fn long() -> Project {
    let model = MODEL
        .replace("replications: 4", "replications: 60")
        .replace("count: 6", "count: 600")
        .replace("for: 30m, step: 30s", "for: 3h, step: 5s");
    Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), INCIDENT)
        .file(&format!("incidents/{ID}/model.yaml"), model)
}

#[test]
fn a_killed_run_goes_on_where_it_stopped_and_gives_the_same_bytes() {
    let (stopped, whole) = (long(), long());
    let args = ["sim", "run", &format!("{ID}/base"), "--format", "json"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_nidan"));
    let mut child = command
        .current_dir(stopped.root())
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while entries(stopped.root()).len() < 5 && child.try_wait().expect("it can be asked").is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it can be stopped");
    let status = child.wait().expect("it has stopped");
    assert!(!status.success(), "it was stopped before it was done");
    let before = entries(stopped.root());
    assert!((5..60).contains(&before.len()), "{} of 60 were done", before.len());

    let resumed = nidan(stopped.root(), &args, &[]);
    let uninterrupted = nidan(whole.root(), &args, &[]);
    assert!(resumed.status.success(), "{}", errors(&resumed));
    assert_eq!(text(&resumed), text(&uninterrupted));
    let told = format!("{} of 60 replications were kept from before", before.len());
    assert!(errors(&resumed).contains(&told), "{told}: {}", errors(&resumed));
    let after = entries(stopped.root());
    assert_eq!(after.len(), 60);
    assert!(before.iter().all(|(path, time)| after.get(path) == Some(time)), "what was done was not done again");
}

#[test]
fn a_second_build_simulates_nothing() {
    let project = project();
    let build = |out: &str| nidan(project.root(), &["build", "--no-pdf", "--out", out], &[]);
    assert!(build("one").status.success());
    let before = entries(project.root());
    // Two runs of 4 replications, a grid of 2 runs at 2 values, 8 parameter sets of 2 runs, and the ends of ranges.
    let count = before.len();
    assert!(count > 8 + 16 + 16, "{count}");
    let second = build("two");
    let told = errors(&second);
    let line = told.lines().find(|line| line.contains("replications were kept")).expect("it says so");
    let words: Vec<&str> = line.split_whitespace().collect();
    // A point that two tries share is asked for twice and kept once.
    assert_eq!(words[1], words[3], "{line}");
    assert!(words[1].parse::<usize>().is_ok_and(|kept| kept >= count), "{line}");
    assert_eq!(entries(project.root()), before);
    assert_eq!(tree(&project.root().join("one")), tree(&project.root().join("two")));
    let ignored = std::fs::read_to_string(project.root().join(".nidan/.gitignore")).expect("it keeps out of git");
    assert_eq!(ignored, "*\n");
}

/// Exchanges the contents of two entries of one run, or damages all: each still looks like an entry.
fn plant(root: &Path, change: impl Fn(usize, &[u8]) -> Vec<u8>) {
    for (at, path) in entries(root).into_keys().enumerate() {
        let bytes = std::fs::read(&path).expect("it can be read");
        #[expect(clippy::disallowed_methods, reason = "tests damage what the program wrote")]
        std::fs::write(&path, change(at, &bytes)).expect("it can be written");
    }
}

/// Writes another value where the first measure stands: behind the head, the key and the number of measures.
fn wrong(bytes: &[u8]) -> Vec<u8> {
    let at = "nidan replication\n".len() + 64 + 4;
    let mut planted = bytes.to_vec();
    planted[at..at + 8].copy_from_slice(&123.5f64.to_le_bytes());
    planted
}

#[test]
fn a_wrong_value_in_the_store_fools_nobody() {
    let project = project();
    let run = || nidan(project.root(), &["sim", "run", ID, "--format", "json"], &[]);
    assert!(nidan(project.root(), &["sim", "record"], &[]).status.success());
    assert!(entries(project.root()).is_empty(), "what is recorded is computed, and kept nowhere else");
    let honest = text(&run());
    plant(project.root(), |_, bytes| wrong(bytes));
    assert_eq!(text(&run()), honest);
    // A swap leaves every digest in place, but each entry under another's name.
    let all: Vec<Vec<u8>> = entries(project.root()).keys().map(|path| std::fs::read(path).expect("read")).collect();
    plant(project.root(), |at, _| all[(at + 1) % all.len()].clone());
    assert_eq!(text(&run()), honest);
    plant(project.root(), |_, bytes| bytes[..bytes.len() / 2].to_vec());
    let verified = nidan(project.root(), &["sim", "verify"], &[]);
    assert!(verified.status.success(), "{}", errors(&verified));
    assert_eq!(text(&run()), honest);
}

/// Signs an entry anew, as someone would who wants it to be believed.
fn forge(bytes: &[u8]) -> Vec<u8> {
    let mut forged = wrong(bytes);
    forged.truncate(bytes.len() - 64);
    let digest = nidan::base::digest::Digest::of(&forged).to_string();
    forged.extend(digest.bytes());
    forged
}

#[test]
fn a_forged_entry_does_not_stand_against_the_record() {
    let project = project();
    let run = || nidan(project.root(), &["sim", "run", &format!("{ID}/base"), "--format", "json"], &[]);
    assert!(nidan(project.root(), &["sim", "record"], &[]).status.success());
    let honest = text(&run());
    plant(project.root(), |_, bytes| forge(bytes));
    let verified = nidan(project.root(), &["sim", "verify"], &[]);
    assert!(verified.status.success(), "{}", errors(&verified));
    assert_eq!(text(&run()), honest);
    plant(project.root(), |_, bytes| forge(bytes));
    let built = nidan(project.root(), &["build", "--no-pdf", "--locked"], &[]);
    assert!(built.status.success(), "{}", errors(&built));
    assert_eq!(text(&run()), honest, "the build has replaced what was forged");
    let other_seed = nidan(project.root(), &["sim", "run", &format!("{ID}/base"), "--seed", "2"], &[]);
    assert!(!errors(&other_seed).contains("kept"), "another seed finds nothing: {}", errors(&other_seed));
}
