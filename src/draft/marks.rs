//! Key times that formats propose: each once, and in an order that the loader takes.

use chrono::{DateTime, Utc};

use crate::model::time::Mark;

/// Keeps of each mark one: the first alert, but the last time that something was back. What then stands in an order that
/// cannot be (mitigated after resolved) loses its mark. Entries are in order of time.
pub(super) fn settle(entries: &mut [(DateTime<Utc>, Option<Mark>)]) {
    for mark in Mark::ALL {
        let marked: Vec<usize> = (0..entries.len()).filter(|at| entries[*at].1 == Some(mark)).collect();
        let kept = match mark {
            Mark::Mitigated | Mark::Resolved => marked.last(),
            Mark::Change | Mark::Impact | Mark::Detected | Mark::Acknowledged => marked.first(),
        };
        marked.iter().filter(|at| Some(*at) != kept).for_each(|at| entries[*at].1 = None);
    }
    let time = |entries: &[(DateTime<Utc>, Option<Mark>)], mark: Mark| {
        entries.iter().find(|(_, own)| *own == Some(mark)).map(|(at, _)| *at)
    };
    let pairs = [(Mark::Impact, Mark::Resolved), (Mark::Mitigated, Mark::Resolved), (Mark::Impact, Mark::Mitigated)];
    for (first, second) in pairs {
        let wrong = time(entries, first).zip(time(entries, second)).is_some_and(|(first, second)| second < first);
        let loses = if second == Mark::Resolved && first == Mark::Mitigated { first } else { second };
        entries.iter_mut().filter(|(_, own)| wrong && *own == Some(loses)).for_each(|(_, own)| *own = None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(marks: &[Option<Mark>]) -> Vec<&'static str> {
        let at = |second: i64| DateTime::from_timestamp(second, 0).unwrap();
        let mut entries: Vec<_> = (0..).zip(marks).map(|(second, mark)| (at(second), *mark)).collect();
        settle(&mut entries);
        entries.iter().map(|(_, mark)| mark.map_or("-", |mark| mark.word())).collect()
    }

    #[test]
    fn of_each_mark_one_stays() {
        let (detected, resolved) = (Some(Mark::Detected), Some(Mark::Resolved));
        assert_eq!(settled(&[detected, resolved, detected, resolved, None]), ["detected", "-", "-", "resolved", "-"]);
    }

    #[test]
    fn an_order_that_cannot_be_is_not_proposed() {
        let (impact, mitigated, resolved) = (Some(Mark::Impact), Some(Mark::Mitigated), Some(Mark::Resolved));
        assert_eq!(settled(&[impact, resolved, mitigated]), ["impact", "resolved", "-"]);
        assert_eq!(settled(&[mitigated, impact, resolved]), ["-", "impact", "resolved"]);
        assert_eq!(settled(&[resolved, mitigated, impact]), ["-", "-", "impact"]);
        assert_eq!(settled(&[impact, mitigated, resolved]), ["impact", "mitigated", "resolved"]);
    }
}
