//! Prints how the engine stands against every exact value, or those of the cases named: `tests/exact/run [PART OF A NAME]`.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]

#[path = "../tests/suite/exact/cases.rs"]
mod cases;
#[path = "../tests/suite/exact/closed.rs"]
mod closed;
#[path = "../tests/suite/exact/judge.rs"]
mod judge;

use std::process::ExitCode;

fn main() -> ExitCode {
    println!("| case | measure | exact | mean | 99 % interval | inside | 95 % interval covers, of 200 |");
    println!("|---|---|---|---|---|---|---|");
    let mut faults = 0;
    let wanted = std::env::args().nth(1).unwrap_or_default();
    for case in cases::cases().into_iter().filter(|case| case.name.contains(&wanted)) {
        let covered = judge::covered(&case, 200);
        for (found, covered) in judge::full(&case, 1.0).into_iter().zip(covered) {
            let sound = found.far() <= 1.0 && found.relative() <= 0.01 && (180..=198).contains(&covered);
            faults += u32::from(!sound);
            println!(
                "| {} | {} | {:.7} | {:.7} | ± {:.2} % | {} | {covered} |{}",
                case.name,
                found.measure,
                found.exact,
                found.mean,
                100.0 * found.relative(),
                if found.far() <= 1.0 { "yes" } else { "no" },
                if sound { "" } else { " !" },
            );
        }
    }
    for (name, text, exact) in cases::fixed_points() {
        let error = judge::error(&text, &exact);
        faults += u32::from(error > 1e-6);
        println!("| {name} | success, load | {:.7}, {:.7} | off by {error:.1e} | no draws | | |", exact[0], exact[1]);
    }
    let (name, text, exact) = cases::slowed_by_calls();
    let error = judge::error(&text, &exact);
    faults += u32::from(error > 1e-6);
    println!("| {name} | in flight, success | {:.7}, {:.7} | off by {error:.1e} | no draws | | |", exact[0], exact[1]);
    println!("\n{faults} faults");
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
