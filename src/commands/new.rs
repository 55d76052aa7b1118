//! `nidan new`: drafts that check without errors; of an incident with the timeline that chats and logs give.

mod issue;
mod kin;
mod told;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;
use clap::{Args, Subcommand};

use super::{Context, Failure, Outcome};
use crate::draft::{self, Draft, Format, ImportError, Order, Setting, Timeline, Window};
use crate::load::{self, decode};
use crate::model::{Id, KnowledgeBase};
use crate::publish::create_file;
use crate::ui;

/// A file to import has at most so many bytes.
const LARGEST: u64 = 128 * 1024 * 1024;
/// The schema of incidents, from the root of the knowledge base.
const SCHEMA: &str = ".nidan/schema/incident.json";

/// Begin an incident, or an issue of the newsletter
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a draft of an incident, with a timeline out of chats and logs
    ///
    /// `--from` reads a chat of WhatsApp, a channel of Slack, CSV, JSON lines, `incidents.json` of a Statuspage and log
    /// entries of PagerDuty. People become placeholders such as `person A`; what is left out is counted.
    Incident(IncidentArgs),
    /// Write a draft of an issue of the newsletter, with what the knowledge base fills in by itself
    Newsletter(issue::NewsletterArgs),
}

/// The arguments of `new incident`.
#[derive(Args, Debug)]
pub struct IncidentArgs {
    /// The day of impact and a few words: 2025-03-02-checkout
    id: String,
    /// A file to take the timeline from; may be given several times
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// How severe it was
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    severity: Option<String>,
    /// What users noticed, in one line, in either language
    #[arg(long, value_parser = line)]
    title: Option<String>,
    /// What was affected; may be given several times
    #[arg(long, value_name = "NAME", value_parser = line)]
    service: Vec<String>,
    /// Zone of the incident's times, and of files that name none; that of nidan.yaml when left out
    #[arg(long, value_name = "ZONE", value_parser = super::init::zone)]
    zone: Option<Tz>,
    /// Where the timeline begins: a date, `2025-03-02 14:00`, or `14:00`; the day of the id when left out
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Where it ends; the day after that of the id when left out
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// The format of the files, where their content does not show it: whatsapp, slack, csv, jsonl, statuspage, pagerduty
    #[arg(long = "as", value_name = "FORMAT", value_parser = format)]
    format_of: Option<Format>,
    /// The order of dates such as 4/5/25, where the file does not show it: dmy, mdy
    #[arg(long, value_name = "ORDER", value_parser = order)]
    dates: Option<Order>,
    /// Which incident of a status page or log, by its id or name
    #[arg(long, value_name = "INCIDENT")]
    only: Option<String>,
}

fn severity(word: &str) -> Result<String, String> {
    let known = load::SEVERITIES.map(|(word, _)| word);
    let lower = word.to_lowercase();
    if known.contains(&lower.as_str()) { Ok(lower) } else { Err(format!("possible: {}", known.join(", "))) }
}

/// Reads a line of text as the knowledge base will take it.
fn line(text: &str) -> Result<String, String> {
    let line = draft::line(text).ok_or("it holds characters that hide text or turn it round")?;
    if line.is_empty() { Err("it is blank".to_owned()) } else { Ok(line) }
}

fn format(word: &str) -> Result<Format, String> {
    let known = Format::ALL.map(Format::word).join(", ");
    Format::ALL.into_iter().find(|format| format.word() == word).ok_or_else(|| format!("possible: {known}"))
}

fn order(word: &str) -> Result<Order, String> {
    let known = Order::ALL.map(|(word, _)| word).join(", ");
    Order::ALL
        .into_iter()
        .find(|(own, _)| *own == word)
        .map(|(_, order)| order)
        .ok_or_else(|| format!("possible: {known}"))
}

/// Carries out `new`.
///
/// # Errors
/// When the id is none or taken, a file cannot be read, or the draft cannot be written.
pub fn run(command: &Command, context: &Context) -> Result<Outcome, Failure> {
    match command {
        Command::Incident(args) => incident(args, context),
        Command::Newsletter(args) => issue::run(args, context),
    }
}

fn incident(args: &IncidentArgs, context: &Context) -> Result<Outcome, Failure> {
    let (id, day) = id(&args.id)?;
    let folder = context.root.join("incidents").join(id.as_str());
    if folder.symlink_metadata().is_ok() {
        let message = format!("there is an incident `{id}` already");
        return Err(Failure::new(message, format!("write on in `incidents/{id}/incident.yaml`, or choose another id")));
    }
    stays_inside(&context.root)?;
    let loaded = load::load(&context.root).map_err(Failure::of)?;
    let Some(kb) = loaded.kb else {
        ui::print_findings(&loaded.report, &loaded.sources, context.format);
        return Ok(Outcome::Errors);
    };
    let timeline = timeline(args, day, &kb)?;
    let text = text(args, (&id, day), (&context.root, &kb), timeline.as_ref());
    if text.len() > load::yaml::SIZE_LIMIT {
        return Err(too_long(timeline.as_ref()));
    }
    let path = folder.join("incident.yaml");
    let written = create_file(&path, text.as_bytes()).map_err(|error| super::build::failure(&error))?;
    if !written {
        return Err(Failure::new(format!("`{}` is there already", path.display()), "choose another id"));
    }
    let kin = kin::nearest(context, &id, args.title.as_deref(), timeline.as_ref())?;
    told::tell(args, &id, (timeline.as_ref(), &kin), context);
    Ok(Outcome::Done)
}

/// Refuses a link for `incidents` that leads away: what is written there would not be read.
fn stays_inside(root: &Path) -> Result<(), Failure> {
    let incidents = root.join("incidents");
    let real = |path: &Path| path.canonicalize().ok();
    match real(&incidents).zip(real(root)) {
        Some((incidents, root)) if !incidents.starts_with(&root) => {
            let message = "`incidents` is a link that leaves the knowledge base and is not read";
            Err(Failure::new(message, "put the folder itself here"))
        }
        _ => Ok(()),
    }
}

/// Writes the text of the draft.
fn text(
    args: &IncidentArgs,
    (id, day): (&Id, NaiveDate),
    (root, kb): (&Path, &KnowledgeBase),
    timeline: Option<&Timeline>,
) -> String {
    let title = args.title.as_deref().or_else(|| timeline?.title.as_deref());
    let services = if args.service.is_empty() { timeline.map(|made| made.services.as_slice()) } else { None };
    let draft = Draft {
        id: id.as_str(),
        day,
        zone: args.zone.unwrap_or(kb.settings.zone),
        severity: args.severity.as_deref(),
        title,
        services: services.unwrap_or(&args.service),
        languages: &kb.settings.languages,
        timeline,
        schema: schema(root),
    };
    draft.text()
}

/// Returns where the schema of incidents lies, from an incident's folder: editors read it in the first line. It is put
/// there now, and left out where the folder cannot be written.
fn schema(root: &Path) -> Option<&'static str> {
    const FROM_FOLDER: &str = "../../.nidan/schema/incident.json";
    super::schema::refresh(root);
    root.join(SCHEMA).is_file().then_some(FROM_FOLDER)
}

fn too_long(timeline: Option<&Timeline>) -> Failure {
    let entries = timeline.map_or(0, |made| made.entries.len());
    let limit = load::yaml::SIZE_LIMIT;
    let message = format!("a timeline of {entries} entries does not fit into a file of at most {limit} bytes");
    Failure::new(message, "take a shorter stretch: `--since 14:00 --until 18:00`")
}

/// Reads the files and makes one timeline of them.
fn timeline(args: &IncidentArgs, day: NaiveDate, kb: &KnowledgeBase) -> Result<Option<Timeline>, Failure> {
    let zone = args.zone.unwrap_or(kb.settings.zone);
    let window = Window::read(args.since.as_deref(), args.until.as_deref(), day, zone);
    let window = window.map_err(|(message, hint)| Failure::new(message, hint))?;
    if args.from.is_empty() {
        return Ok(None);
    }
    let mut files = Vec::new();
    for path in &args.from {
        let bytes = bytes(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let only = args.only.as_deref();
        let setting = Setting { name: &path.display().to_string(), zone, day, window, order: args.dates, only };
        let (format, import) = draft::read(&bytes, args.format_of, setting).map_err(|error| failure(&error))?;
        ui::note(&format!(
            "`{}` is read as {}, its times as {zone} where they name no zone",
            path.display(),
            format.words()
        ));
        import.notes.iter().for_each(|note| ui::note(note));
        files.push((name, format, import));
    }
    draft::timeline(files, (window, zone)).map(Some).map_err(|error| failure(&error))
}

fn failure(error: &ImportError) -> Failure {
    Failure::new(error.to_string(), error.hint())
}

/// Reads a file, or says why not.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let about = fs::metadata(path)
        .map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}"), "check its name"))?;
    if about.is_dir() {
        let hint = "name a file in it; several go with several `--from`";
        return Err(Failure::new(format!("`{shown}` is a folder"), hint));
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}"), "check what it is"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(format!("`{shown}` has more than {LARGEST} bytes"), "export a shorter stretch"));
    }
    Ok(bytes)
}

/// Reads the id, or suggests a good one.
fn id(text: &str) -> Result<(Id, NaiveDate), Failure> {
    let day = text.get(..10).and_then(decode::parse_date);
    let slug = text.get(10..).and_then(|rest| rest.strip_prefix('-')).filter(|slug| !slug.is_empty());
    if let (Some(day), Some(_), Some(id)) = (day, slug, Id::new(text)) {
        return Ok((id, day));
    }
    let (day, rest) = leading_day(text);
    let words: Vec<String> = rest
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let slug: String = words.join("-").chars().take(60).collect();
    let slug = if slug.is_empty() { "checkout".to_owned() } else { slug.trim_end_matches('-').to_owned() };
    let good = day.map_or_else(|| format!("<yyyy-mm-dd>-{slug}"), |day| format!("{day}-{slug}"));
    let message = format!("`{text}` is not the id of an incident");
    let hint = match day {
        Some(_) => format!("did you mean `{good}`?"),
        None => format!("the day of impact comes first, then a few words in Latin letters: `{good}`"),
    };
    Err(Failure::new(message, hint))
}

/// Reads the day at the start of a text, however its parts are parted; returns the rest.
fn leading_day(text: &str) -> (Option<NaiveDate>, &str) {
    let mut rest = text.trim_start();
    let mut parts = Vec::new();
    for _ in 0..3 {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        parts.push(rest[..digits].parse::<u32>().ok());
        rest = rest[digits..].trim_start_matches(['-', '/', '.', '_', ' ']);
    }
    let day = match parts.as_slice() {
        [Some(year), Some(month), Some(day)] if (1900..=2999).contains(year) => {
            i32::try_from(*year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, *month, *day))
        }
        _ => None,
    };
    (day, if day.is_some() { rest } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(text: &str) -> String {
        id(text).map_or_else(|failure| failure.hint.unwrap_or_default(), |(id, _)| id.to_string())
    }

    #[test]
    fn a_bad_id_gets_a_good_one() {
        assert_eq!(hint("2025-03-02-checkout_down"), "2025-03-02-checkout_down");
        assert_eq!(hint("2025-3-2 Checkout down!"), "did you mean `2025-03-02-checkout-down`?");
        assert_eq!(hint("2025/03/02"), "did you mean `2025-03-02-checkout`?");
        assert_eq!(hint("2025-03-02-চেকআউট"), "did you mean `2025-03-02-checkout`?");
        for text in ["Checkout down", "../x", "2025-02-30-a", ""] {
            assert!(hint(text).contains("the day of impact comes first"), "{text}: {}", hint(text));
        }
        assert!(hint("Checkout down").ends_with("`<yyyy-mm-dd>-checkout-down`"));
    }
}
